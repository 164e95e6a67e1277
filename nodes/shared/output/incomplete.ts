/** An archive against what its service said of it. */
import { Refusal } from '../base/refusal';
import type { Announced, Arrived } from '../contract';
import { quote } from '../zip/format/refused';
import { safePath } from '../zip/rules/safePath';
import { isSystemFile } from '../zip/rules/selection';

/** Names that are told one by one. */
const MOST_NAMES = 10;

/** What is missing of what was announced, as warnings. Names count by their last part too: services put files into folders. */
export function missingFrom(
	{ size = null, files = null, expected = [], leftOut = [] }: Announced,
	arrived: Arrived,
	service: string,
): string[] {
	const told = [...leftOut];
	if (size !== null && arrived.bytes !== null && size !== arrived.bytes) {
		told.push(`${service} announced ${size} bytes, and the archive has ${arrived.bytes}`);
	}
	if (files !== null && arrived.files !== null && files > arrived.files) {
		told.push(`${service} announced ${files} files, and the archive holds ${arrived.files}`);
	}
	return arrived.paths === null ? told : [...told, ...missingNames(expected, arrived.paths)];
}

/** @throws Refusal when something is missing */
export function refuseIncomplete(missing: readonly string[], service: string): void {
	if (missing.length === 0) return;
	throw new Refusal(
		`The archive of ${service} is not complete`,
		`${missing.join('. ')}. Ask for it again, or set "Incomplete Archives" to Tell to take what is there.`,
		{ code: 'FILES_MISSING' },
	);
}

function missingNames(expected: readonly string[], paths: readonly string[]): string[] {
	const there = new Set(paths.map(comparable).flatMap((path) => [path, lastPart(path)]));
	const isThere = (path: string): boolean => there.has(path) || there.has(lastPart(path));
	// What systems leave behind is hidden from those who read the archive, and nobody misses it.
	const wanted = [...new Set(expected)].filter((name) => !isSystemFile(name));
	const absent = wanted.filter((name) => !isThere(comparable(name)));
	// Not one of them, and files enough: this service gives them names of its own.
	if (absent.length === wanted.length && paths.length >= wanted.length) return [];
	const told = absent
		.slice(0, MOST_NAMES)
		.map((name) => `${quote(name)} was asked for and is not in the archive`);
	const more = absent.length - MOST_NAMES;
	if (more > 0) told.push(`${more} more of the files that were asked for are not in the archive`);
	if (absent.length === 0 && paths.length < wanted.length)
		told.push(`${wanted.length} files were asked for, and the archive holds ${paths.length}`);
	return told;
}

/** As paths of the archive are written: made safe, and accents in one of their two forms. */
function comparable(path: string): string {
	return safePath(path).path.normalize('NFC');
}

function lastPart(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
