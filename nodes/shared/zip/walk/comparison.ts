/** The directory decides: every file that was asked for, against what reading forward has met at its place. */
import { inconsistent, NeedsDirectory, overlap, quote } from '../format/refused';
import { FLAG_DESCRIPTOR, METHOD_STORED } from '../format/signatures';
import type { ArchiveEntry } from '../rules/entry';
import { compare, type Found, type FoundEntries } from '../rules/metEntries';
import type { Listing, Wanted } from './directory/listing';
import type { ReadRun } from './readRun';

/** @throws ArchiveRefused when the directory lists what isn't there, or in another way */
export async function confirm(
	run: ReadRun,
	found: FoundEntries,
	listing: Listing,
	wanted: Wanted[],
): Promise<void> {
	const { breath } = run;
	for (const one of wanted) {
		if (breath.due) await breath.take();
		const met = found.get(one.start);
		if (!met) throw notMet(one);
		if (endWasGuessed(met) && met.compressedSize !== one.compressedSize) throw anotherEnd(one);
		compare(one, met, one.path);
		if (met.dataStart + one.compressedSize > one.end) throw overlap(one.path);
		if (met.damage) throw met.damage;
		run.report.entries.push(settled(run, one, met));
	}
	for (const start of listing.starts()) {
		if (breath.due) await breath.take();
		const met = found.get(start);
		if (met) met.listed = true;
	}
	// What the directory doesn't list isn't part of the archive: writers leave behind what they deleted.
	for (const { listed, path } of found.values()) {
		if (breath.due) await breath.take();
		if (!listed) run.warn(`${quote(path)} is in the archive but not in its directory: it was left out`);
	}
}

/** The entry that was handed over, with all that the directory says of it: names are the directory's. */
function settled(run: ReadRun, one: Wanted, met: Found): ArchiveEntry {
	const { entry } = one;
	if (met.path !== one.path) entry.warnings.push(otherNameAtItsPlace(met.path));
	if (run.sink === null) return entry;
	if (met.entry) return Object.assign(met.entry, entry);
	throw new NeedsDirectory(
		`it lists ${quote(one.path)}, a file that is called ${quote(met.path)} at its place`,
	);
}

export const otherNameAtItsPlace = (path: string): string =>
	`At its own place in the archive this file is called ${quote(path)}`;

/** Stored data of unknown length end where a descriptor seems to follow. If that one is damaged, another place may seem so. */
const endWasGuessed = ({ flags, method }: Found): boolean =>
	(flags & FLAG_DESCRIPTOR) !== 0 && method === METHOD_STORED;

const anotherEnd = ({ path }: Wanted): Error =>
	new NeedsDirectory(
		`it lists ${quote(path)} with another length than what follows its data says`,
		'ARCHIVE_DAMAGED',
	);

/** It may start inside what was taken for a file that the directory doesn't list, whose sizes are wrong. */
const notMet = ({ path, start }: Wanted): Error =>
	new NeedsDirectory(
		`it lists ${quote(path)} at byte ${start}, where no entry starts when the archive is read from its beginning`,
		'ARCHIVE_DAMAGED',
	);

export const noEntryAt = ({ path, start }: Wanted): Error =>
	inconsistent(`its directory lists ${quote(path)} at byte ${start}, where no entry starts`);
