/** Which entries are wanted: patterns on the safe path, and the files that systems leave behind. */
import { picomatch } from '../../bundled/glob';
import { ArchiveRefused } from '../format/refused';

const SYSTEM_FILES = /(^|\/)(__MACOSX(\/|$)|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;
/** A pattern longer than this is no pattern that a person wrote. */
const LONGEST_PATTERN = 1024;

export interface Patterns {
	include?: string[];
	exclude?: string[];
	hideSystemFiles?: boolean;
}

/** `*.csv` means CSV files in any folder, as in .gitignore; a slash ties a pattern to a place. */
function matcher(patterns: string[]): (path: string) => boolean {
	const anywhere = patterns.map((pattern) => {
		if (pattern.length > LONGEST_PATTERN) {
			throw new ArchiveRefused(
				'A file pattern is longer than 1,024 characters',
				'Use several short patterns.',
			);
		}
		const tied = pattern.replace(/^\.?\//, '');
		if (tied.endsWith('/')) return `${tied}**`;
		return pattern.includes('/') ? tied : `**/${tied}`;
	});
	return picomatch(anywhere, { dot: true, nonegate: true });
}

const filled = (patterns: string[] = []): string[] =>
	patterns.map((one) => one.trim()).filter((one) => one !== '');

/** True for every path that `include` (all, when empty) allows and `exclude` doesn't forbid. */
export function wanted(patterns: Patterns): (path: string) => boolean {
	const include = filled(patterns.include);
	const exclude = filled(patterns.exclude);
	const included = include.length > 0 ? matcher(include) : () => true;
	const excluded = exclude.length > 0 ? matcher(exclude) : () => false;
	const hide = patterns.hideSystemFiles ?? true;
	return (path) => included(path) && !excluded(path) && !(hide && SYSTEM_FILES.test(path));
}

/** Whether the user asked for some files only, so that looking before downloading may pay. */
export const isNarrowed = (patterns: Patterns): boolean =>
	filled(patterns.include).length > 0 || filled(patterns.exclude).length > 0;
