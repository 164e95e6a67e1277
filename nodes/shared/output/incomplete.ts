/** An archive against what its service announced of it. */
import { Refusal } from '../base/refusal';
import type { ArchiveContent } from '../contract';
import { quote } from '../zip/format/refused';

/** Names that are told one by one. */
const MOST_NAMES = 10;

/** What arrived; null for what nobody counted. */
export interface Arrived {
	bytes: number | null;
	files: number | null;
	paths: readonly string[] | null;
}

/** What is missing of what was announced, as warnings. Names count by their last part too: services put files into folders. */
export function missingFrom(
	{ size, files = null, expected = [] }: Pick<ArchiveContent, 'size' | 'files' | 'expected'>,
	arrived: Arrived,
	service: string,
): string[] {
	const told: string[] = [];
	if (size !== null && arrived.bytes !== null && size !== arrived.bytes) {
		told.push(`${service} announced ${size} bytes, and the archive has ${arrived.bytes}`);
	}
	if (files !== null && arrived.files !== null && files > arrived.files) {
		told.push(`${service} announced ${files} files, and the archive holds ${arrived.files}`);
	}
	if (arrived.paths === null) return told;
	const names = new Set(arrived.paths.flatMap((path) => [path, lastPart(path)]));
	const absent = expected.filter((name) => !names.has(name) && !names.has(lastPart(name)));
	// Not one of them, and files enough: this service gives them names of its own.
	if (absent.length === expected.length && arrived.paths.length >= expected.length) return told;
	told.push(
		...absent.slice(0, MOST_NAMES).map((name) => `${quote(name)} was asked for and is not in the archive`),
	);
	const more = absent.length - MOST_NAMES;
	if (more > 0) told.push(`${more} more of the files that were asked for are not in the archive`);
	return told;
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

function lastPart(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
