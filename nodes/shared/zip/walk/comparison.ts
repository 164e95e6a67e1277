/** The directory decides: every record of it against what reading forward has met at its place. */
import type { DirectoryRecord } from '../format/directoryRecord';
import { warnOfSpecialFile, type ArchiveEntry } from '../rules/entry';
import { compare, type Found, type FoundEntries } from '../rules/metEntries';
import type { ReadRun } from './readRun';
import { ArchiveRefused, inconsistent, quote } from '../format/refused';
import type { SafePath } from '../rules/safePath';
import { modifiedAt } from '../format/timestamps';

export class Comparison {
	/** By how much stated offsets are too small; settled by the first record. */
	shift: number | null = null;

	constructor(
		private readonly run: ReadRun,
		private readonly found: FoundEntries,
		private readonly firstEntryAt: number,
	) {}

	record(record: DirectoryRecord): void {
		const { run } = this;
		const safe = run.maker.pathOf(record);
		const met = this.met(record, safe.path);
		compare(record, met, safe.path);
		met.listed = true;
		if (safe.isFolder) {
			warnOfFolderWithData(run, record, safe);
			if (!met.entry) return;
		}
		if (!safe.isFolder) run.report.files += 1;
		const isWanted = !safe.isFolder && run.isWanted(safe.path);
		if (run.sink === null) {
			if (isWanted) this.list(run.maker.make(record, safe), record);
		} else if (met.entry) {
			if (!isWanted) throw this.twoNames(safe.path, met.path);
			this.list(this.settleName(record, safe, met, met.entry), record);
		} else if (isWanted && !met.skipped) {
			throw this.twoNames(safe.path, met.path);
		}
	}

	/** What the directory doesn't list isn't part of the archive: writers leave behind what they deleted. */
	finish(): void {
		for (const { listed, path } of this.found.values()) {
			if (listed) continue;
			this.run.warn(`${quote(path)} is in the archive but not in its directory: it was left out`);
		}
	}

	private list(entry: ArchiveEntry, record: DirectoryRecord): void {
		warnOfSpecialFile(record, entry);
		this.run.report.entries.push(entry);
	}

	private met(record: DirectoryRecord, path: string): Found {
		if (this.shift === null) this.shift = this.found.has(record.offset) ? 0 : this.firstEntryAt;
		const met = this.found.get(record.offset + this.shift);
		if (!met) {
			throw inconsistent(
				`its directory lists ${quote(path)} at byte ${record.offset}, where no entry starts`,
			);
		}
		if (met.listed) throw overlap(quote(path));
		return met;
	}

	/** The directory's name and time win over the local header's. */
	private settleName(record: DirectoryRecord, safe: SafePath, met: Found, entry: ArchiveEntry): ArchiveEntry {
		const changed = modifiedAt(record.dosDate, record.dosTime, record.extra);
		entry.modifiedAt = changed ?? entry.modifiedAt;
		if (safe.path === met.path) return entry;
		const listed = this.run.maker.make(record, safe);
		this.run.skipsUnreadable(listed);
		entry.path = listed.path;
		entry.name = listed.name;
		entry.folder = listed.folder;
		entry.warnings.push(
			...listed.warnings,
			`At its own place in the archive this file is called ${quote(met.path)}`,
		);
		return entry;
	}

	private twoNames(listed: string, met: string): ArchiveRefused {
		return inconsistent(
			`its directory calls a file ${quote(listed)} that is called ${quote(met)} at its place`,
		);
	}
}

export function overlap(which: string): ArchiveRefused {
	return new ArchiveRefused(
		`${which} shares bytes with another file of the archive`,
		'This is how archive bombs are built. Do not unpack the archive unless you know who made it.',
	);
}

export function warnOfFolderWithData(run: ReadRun, record: DirectoryRecord, safe: SafePath): void {
	if (record.size > 0)
		run.warn(`${quote(`${safe.path}/`)} is a folder by its name: its ${record.size} bytes were left out`);
}
