/** An archive against what its service said of it. */
import { Refusal } from '../base/refusal';
import type { Announced, Arrived } from '../contract';
import { Breath } from '../zip/engine/eventLoopTurn';
import { quote } from '../zip/format/refused';
import { safePath } from '../zip/rules/safePath';
import { isSystemFile } from '../zip/rules/selection';

/** Names that are told one by one. */
const MOST_NAMES = 10;

/** What is missing of what was announced, as warnings. A hundred thousand names take turns with everybody else's work. */
export async function missingFrom(
	{ size = null, files = null, expected = [], leftOut = [] }: Announced,
	arrived: Arrived,
	service: string,
): Promise<string[]> {
	const told = [...leftOut];
	if (size !== null && arrived.bytes !== null && size !== arrived.bytes) {
		told.push(`${service} announced ${size} bytes, and the archive has ${arrived.bytes}`);
	}
	if (files !== null && arrived.files !== null && files > arrived.files) {
		told.push(`${service} announced ${files} files, and the archive holds ${arrived.files}`);
	}
	return arrived.paths === null ? told : [...told, ...(await missingNames(expected, arrived.paths))];
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

async function missingNames(expected: readonly string[], paths: readonly string[]): Promise<string[]> {
	const breath = new Breath();
	// What systems leave behind is hidden from those who read the archive, and nobody misses it.
	const wanted = await chosen(new Set(expected), breath, (name) => !isSystemFile(name));
	if (wanted.length === 0) return [];
	// Services put files into folders of their own, so the last parts count.
	const there = new Set<string>();
	await chosen(paths, breath, (path) => there.add(lastPart(inOneForm(path))));
	const absent = await chosen(wanted, breath, (name) => !there.has(lastPart(inOneForm(safePath(name).path))));
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

/** As `filter`, with everybody else's turns in between. */
async function chosen(
	names: Iterable<string>,
	breath: Breath,
	isWanted: (name: string) => unknown,
): Promise<string[]> {
	const kept: string[] = [];
	for (const name of names) {
		if (breath.due) await breath.take();
		if (isWanted(name)) kept.push(name);
	}
	return kept;
}

/** Accents have two forms, and systems differ in which they write. */
function inOneForm(path: string): string {
	return path.normalize('NFC');
}

function lastPart(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
