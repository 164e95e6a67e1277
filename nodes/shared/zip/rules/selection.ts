/** Which entries are wanted: patterns on the safe path, and the files that systems leave behind. */
import type { ForeignText } from '../../contract/api';
import { ArchiveRefused } from '../format/refused';
import { BadPattern, globMatcher, TooMuchWork } from './glob';

const SYSTEM_FILES = /(?:^|\/)(?:__MACOSX(?:\/|$)|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;
/** A pattern longer than this is no pattern that a person wrote. */
const LONGEST_PATTERN = 1024;

export interface Patterns {
	include?: string[];
	exclude?: string[];
	/** Paths as a listing gives them. Which of two files of one name is meant is known when the directory was read: both are wanted. */
	paths?: string[];
	hideSystemFiles?: boolean;
}

/** Whether macOS or Windows leave such a file behind. */
export function isSystemFile(path: ForeignText): boolean {
	return SYSTEM_FILES.test(path);
}

const badPatterns = (what: string, todo: string): ArchiveRefused =>
	new ArchiveRefused(what, todo, 'BAD_INPUT');

const tooManyPatterns = (): ArchiveRefused =>
	badPatterns(
		'The file patterns are too many, or too long, to try them on every file',
		'Use fewer patterns, or shorter ones.',
	);

/** @throws ArchiveRefused, also when asked about a path that would take too long */
function matcher(patterns: string[]): (path: string) => boolean {
	for (const pattern of patterns) {
		if (pattern.length <= LONGEST_PATTERN) continue;
		throw badPatterns('A file pattern is longer than 1,024 characters', 'Use several short patterns.');
	}
	const matches = orRefuse(() => globMatcher(patterns));
	return (path) => orRefuse(() => matches(path.normalize()));
}

function orRefuse<T>(work: () => T): T {
	try {
		return work();
	} catch (reason) {
		return refuse(reason);
	}
}

function refuse(reason: unknown): never {
	if (reason instanceof BadPattern) {
		throw badPatterns(`A file pattern can't be used: ${reason.message}`, 'Write the pattern in another way.');
	}
	if (reason instanceof TooMuchWork || reason instanceof RangeError) throw tooManyPatterns();
	throw reason;
}

/** A text as people compare it: accents have two forms, and macOS writes the one that no keyboard does. */
export const asTyped = (text: string): string => text.trim().normalize();

const filled = (patterns: string[] = []): string[] => patterns.map(asTyped).filter((one) => one !== '');

/** How files are told apart that have the same name. */
const OWN_NUMBER = / \(\d+\)(?=(?:\.[^./]*)?$)/;

/**
 * True for every path that `include` (all, when empty) allows and `exclude` doesn't forbid; of `paths` only, where there are any.
 *
 * @throws ArchiveRefused when a pattern can't be followed; so does what it gives
 */
export function wanted(patterns: Patterns): (path: string) => boolean {
	const include = filled(patterns.include);
	const exclude = filled(patterns.exclude);
	const included = include.length > 0 ? matcher(include) : () => true;
	const excluded = exclude.length > 0 ? matcher(exclude) : () => false;
	const hide = patterns.hideSystemFiles ?? true;
	const paths = patterns.paths?.flatMap((path) => [path, path.replace(OWN_NUMBER, '')]);
	const only = paths && new Set(paths.map(asTyped));
	if (only) return (path) => only.has(asTyped(path)) && included(path) && !excluded(path);
	return (path) => included(path) && !excluded(path) && !(hide && isSystemFile(path));
}
