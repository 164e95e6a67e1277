/** Reads an archive from its first byte to its last, as it arrives. */
import { Comparison } from './comparison';
import type { Cursor } from './cursor';
import { descriptorEndingAt, LONGEST_DESCRIPTOR, type DataDescriptor } from '../format/dataDescriptor';
import { readDirectory } from './directory';
import { checkDirectoryEnd, checkTrailer } from './directoryChecks';
import type { ArchiveEntry } from '../rules/entry';
import { DescribedData, SizedData } from './entryData';
import type { FoundEntries } from '../rules/metEntries';
import { checkStart, skipToRecord } from './unknownBytes';
import {
	LOCAL_HEADER_LENGTH,
	type EntryHeader,
	localHeaderLength,
	readLocalHeader,
} from '../format/localHeader';
import { u32 } from '../format/numbers';
import type { ReadRun } from './readRun';
import { quote, truncated } from '../format/refused';
import type { SafePath } from '../rules/safePath';
import { FLAG_DESCRIPTOR, followsAnEntry, LOCAL_HEADER } from '../format/signatures';
import { EntryUnpacker } from './unpackEntry';

interface Sizes {
	crc: number;
	size: number;
	compressedSize: number;
}

export class ForwardReader {
	private readonly unpacker: EntryUnpacker;
	private firstEntryAt: number | null = null;

	/**
	 * @param found what was handed over by an earlier attempt is not handed over again
	 * @param mayAsk whether the directory can be asked instead when there are bytes between the records
	 */
	constructor(
		private readonly run: ReadRun,
		private readonly cursor: Cursor,
		private readonly found: FoundEntries,
		private readonly mayAsk: () => boolean,
	) {
		this.unpacker = new EntryUnpacker(run);
	}

	async read(): Promise<void> {
		const { run, cursor } = this;
		await checkStart(cursor);
		for (;;) {
			if (run.breath.due) await run.breath.take();
			run.ending.throwIfEnded();
			if (cursor.available < 4 && !(await cursor.need(4))) {
				throw truncated('it has no central directory, the list of files that every ZIP ends with');
			}
			const signature = u32(cursor.rest(), 0);
			if (signature === LOCAL_HEADER) await this.readEntry();
			else if (followsAnEntry(signature)) break;
			else await skipToRecord(cursor, this.mayAsk());
		}
		const comparison = new Comparison(run, this.found, this.firstEntryAt ?? 0);
		const warn = (text: string): void => run.warn(text);
		const directory = await readDirectory(cursor, run.breath, (record) => comparison.record(record));
		const shift = comparison.shift ?? directory.start - directory.end.offset;
		checkDirectoryEnd(directory, shift, warn);
		await checkTrailer(cursor, directory.end.commentLength, warn);
		comparison.finish();
	}

	private async readEntry(): Promise<void> {
		const { run, cursor } = this;
		const offset = cursor.offset;
		const inHeader = (): string => 'inside the header of an entry';
		if (cursor.available < LOCAL_HEADER_LENGTH) await cursor.demand(LOCAL_HEADER_LENGTH, inHeader);
		const length = localHeaderLength(cursor.rest());
		if (cursor.available < length) await cursor.demand(length, inHeader);
		const header = readLocalHeader(cursor.take(length));
		this.firstEntryAt ??= offset;
		run.budget.countEntry();
		const safe = run.maker.pathOf(header);
		const before = this.found.get(offset);
		const asked = run.sink !== null && !before?.entry && !safe.isFolder && run.isWanted(safe.path);
		let entry = asked ? run.maker.make(header, safe) : null;
		const skipped = entry !== null && run.skipsUnreadable(entry);
		if (skipped) entry = null;
		const sizes = await this.readData(header, safe, entry);
		this.found.set(offset, {
			crc: sizes.crc,
			size: sizes.size,
			compressedSize: sizes.compressedSize,
			method: header.method,
			flags: header.flags,
			path: safe.path,
			entry: entry ?? before?.entry ?? null,
			skipped,
			listed: false,
		});
	}

	/** Leaves the cursor behind the entry, and tells what it turned out to be. */
	private async readData(header: EntryHeader, safe: SafePath, entry: ArchiveEntry | null): Promise<Sizes> {
		const { cursor } = this;
		const { path } = safe;
		const announced = (header.flags & FLAG_DESCRIPTOR) !== 0;
		// Some writers set the flag, and know the sizes all the same.
		if (announced && (header.compressedSize === 0 || header.crc === 0)) {
			const data = new DescribedData(cursor, path, safe.isFolder);
			if (entry) return await this.unpacker.described(entry, data);
			while (await data.next());
			return data.descriptor ?? { crc: 0, size: 0, compressedSize: 0 };
		}
		const { compressedSize } = header;
		if (entry) {
			await this.unpacker.sized(entry, cursor, new SizedData(cursor, compressedSize, path), header);
		} else if (!(await cursor.skip(compressedSize))) {
			throw truncated(`inside ${quote(path)}`);
		}
		if (!announced) return header;
		return (await this.descriptorHere(compressedSize)) ?? header;
	}

	/** The descriptor at the cursor, if there is one. */
	private async descriptorHere(compressedSize: number): Promise<DataDescriptor | null> {
		const { cursor } = this;
		await cursor.need(LONGEST_DESCRIPTOR + 4);
		const window = cursor.rest();
		for (const length of [16, 24, 12, 20]) {
			if (window.length < length + 4 || !followsAnEntry(u32(window, length))) continue;
			const descriptor = descriptorEndingAt(window.subarray(0, length), length, compressedSize);
			if (descriptor?.length !== length) continue;
			cursor.take(length);
			return descriptor;
		}
		return null;
	}
}
