/**
 * The central directory, record by record, as both ways of reading take it: what it lists, under which names, and where.
 * All that can be refused for what the directory says is refused here, so that both refuse the same, in the same words.
 */
import { checkRecord, type DirectoryRecord } from '../../format/directoryRecord';
import { LOCAL_HEADER_LENGTH } from '../../format/localHeader';
import { quote } from '../../format/refused';
import { DistinctPaths } from '../../rules/distinctPaths';
import { type ArchiveEntry, warnOfSpecialFile } from '../../rules/entry';
import { Extents } from '../../rules/extents';
import type { Facts, Found } from '../../rules/metEntries';
import type { SafePath } from '../../rules/safePath';
import type { ReadRun } from '../readRun';

/** A file that was asked for, as the directory tells of it. */
export interface Wanted extends Facts {
	entry: ArchiveEntry;
	/** Where its local header starts, and where its room ends: at the next entry, or at the directory. */
	start: number;
	end: number;
	/** The directory's name, made safe, before it was told apart from others. */
	path: string;
}

export class Listing {
	readonly #extents = new Extents();
	readonly #wanted: Wanted[] = [];
	/** Names are told apart in the directory's order, whatever is asked for: they are the same for every choice of files. */
	readonly #paths = new DistinctPaths();
	#count = 0;

	readonly #run: ReadRun;

	constructor(run: ReadRun) {
		this.#run = run;
	}

	/** @param met what was seen at the entry's place: what is the same there is kept once */
	record(record: DirectoryRecord, met?: Found): void {
		const run = this.#run;
		run.budget.checkCount(++this.#count);
		const safe = run.maker.pathOf(record);
		const path = safe.path === met?.path ? met.path : safe.path;
		run.kept.listed(path === met?.path ? null : path);
		const number = this.#extents.add(record.offset);
		if (safe.isFolder) {
			this.#warnOfFolderWithData(record, path);
			return;
		}
		run.report.files += 1;
		const own = this.#paths.claim(path);
		if (own !== path) run.kept.text(own);
		if (run.isWanted(path)) this.#want(record, { ...safe, path }, own, number, met?.entry ?? null);
	}

	/** @param number of the record, which stands in for its place until that is known */
	#want(
		record: DirectoryRecord,
		safe: SafePath,
		own: string,
		number: number,
		met: ArchiveEntry | null,
	): void {
		const run = this.#run;
		const { path } = safe;
		checkRecord(record, path);
		const entry = run.maker.settle(record, safe, own, met);
		warnOfSpecialFile(record, entry);
		if (record.extraDamaged) entry.warnings.push('One of its extra fields is damaged: it was passed over');
		for (const warning of entry.warnings) run.kept.text(warning);
		if (run.sink && run.skipsUnreadable(entry)) return;
		const { crc, size, compressedSize, flags, method } = record;
		this.#wanted.push({ entry, start: number, end: 0, path, crc, size, compressedSize, flags, method });
	}

	/**
	 * The files that were asked for, at their real places, when the whole directory was read.
	 *
	 * @param shift by how much stated places are too small
	 */
	async settle(shift: number, directoryStart: number): Promise<Wanted[]> {
		const { breath } = this.#run;
		this.#extents.settle(shift, directoryStart);
		for (const one of this.#wanted) {
			if (breath.due) await breath.take();
			const least = LOCAL_HEADER_LENGTH + one.compressedSize;
			one.start = this.#extents.start(one.start);
			one.end = this.#extents.endOf(one.start, least, one.path);
		}
		return this.#wanted;
	}

	/** Where each entry starts that the directory lists. */
	starts(): Iterable<number> {
		return this.#extents.starts();
	}

	#warnOfFolderWithData({ size }: DirectoryRecord, path: string): void {
		if (size > 0)
			this.#run.warn(`${quote(`${path}/`)} is a folder by its name: its ${size} bytes were left out`);
	}
}
