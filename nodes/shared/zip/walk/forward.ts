/** Reads an archive from its first byte to its last, as it arrives. */
import { confirm } from './comparison';
import type { Cursor } from './cursor';
import { readDirectory } from './directory';
import { checkDirectoryEnd, checkTrailer, shiftOf } from './directoryChecks';
import type { ArchiveEntry } from '../rules/entry';
import { DescribedData, SizedData } from './entryData';
import { Listing } from './listing';
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
import { refuseZipInFront } from './tail';
import { EntryUnpacker } from './unpackEntry';
import { WRAP } from '../rules/extents';

interface Sizes {
	crc: number;
	size: number;
	compressedSize: number;
}

export class ForwardReader {
	private readonly unpacker: EntryUnpacker;

	/** @param found what was handed over by an earlier attempt is not handed over again */
	constructor(
		private readonly run: ReadRun,
		private readonly cursor: Cursor,
		private readonly found: FoundEntries,
	) {
		this.unpacker = new EntryUnpacker(run);
	}

	async read(): Promise<void> {
		const { run, cursor, found } = this;
		await checkStart(cursor);
		const firstBytes = Buffer.from(cursor.rest().subarray(0, 4));
		await this.readEntries();
		const listing = new Listing(run);
		const warn = (text: string): void => run.warn(text);
		const directory = await readDirectory(cursor, run.breath, (record) =>
			listing.record(record, found.get(record.offset)?.path),
		);
		const shift = shiftOf(directory.start, directory.end);
		if (shift % WRAP !== 0) refuseZipInFront(firstBytes);
		checkDirectoryEnd(directory, shift, warn);
		await checkTrailer(cursor, directory.end.commentLength, warn);
		await confirm(run, found, listing, await listing.settle(shift, directory.start));
	}

	/** Leaves the cursor at the directory. */
	private async readEntries(): Promise<void> {
		const { run, cursor } = this;
		for (;;) {
			if (run.breath.due) await run.breath.take();
			run.ending.throwIfEnded();
			if (cursor.available < 4 && !(await cursor.need(4))) {
				throw truncated('it has no central directory, the list of files that every ZIP ends with');
			}
			const signature = u32(cursor.rest(), 0);
			if (signature === LOCAL_HEADER) await this.readEntry();
			else if (followsAnEntry(signature)) return;
			else await skipToRecord(cursor);
		}
	}

	/** What it can't read it passes over: that is for the directory to refuse, if it lists it. */
	private async readEntry(): Promise<void> {
		const { run, cursor, found } = this;
		const offset = cursor.offset;
		const inHeader = (): string => 'inside the header of an entry';
		if (cursor.available < LOCAL_HEADER_LENGTH) await cursor.demand(LOCAL_HEADER_LENGTH, inHeader);
		const length = localHeaderLength(cursor.rest());
		if (cursor.available < length) await cursor.demand(length, inHeader);
		const header = readLocalHeader(cursor.take(length));
		const safe = run.maker.metPathOf(header);
		const before = found.get(offset);
		const asked = run.sink !== null && !before?.entry && !safe.isFolder && run.isWanted(safe.path);
		const made = asked ? run.maker.make(header, safe) : null;
		const entry = made?.readable ? made : null;
		run.budget.checkCount(found.size + 1);
		run.kept.met(safe.path);
		const { crc, size, compressedSize } = await this.readData(header, safe, entry);
		const { method, flags } = header;
		const known = entry ?? before?.entry ?? null;
		found.set(offset, {
			crc,
			size,
			compressedSize,
			method,
			flags,
			path: safe.path,
			entry: known,
			listed: false,
		});
	}

	/** Leaves the cursor behind the entry, and tells what it turned out to be. */
	private async readData(header: EntryHeader, safe: SafePath, entry: ArchiveEntry | null): Promise<Sizes> {
		const { cursor } = this;
		const { path } = safe;
		if (header.flags & FLAG_DESCRIPTOR) {
			const data = new DescribedData(cursor, path, safe.isFolder, header);
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
		return header;
	}
}
