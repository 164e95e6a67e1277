/** Reads an archive from its first byte to its last, as it arrives. */
import { confirm } from './comparison';
import type { Cursor } from './cursor';
import { readDirectory } from './directory/directory';
import { checkDirectoryEnd, checkTrailer, shiftOf } from './directory/directoryChecks';
import type { ArchiveEntry } from '../rules/entry';
import { DescribedData, SizedData } from './entryData';
import { Listing } from './directory/listing';
import type { Found, FoundEntries } from '../rules/metEntries';
import { checkStart, refuseFirstPart, skipToRecord } from './unknownBytes';
import {
	LOCAL_HEADER_LENGTH,
	type EntryHeader,
	localHeaderLength,
	localNameLength,
	readLocalHeader,
} from '../format/localHeader';
import { u32 } from '../format/numbers';
import type { ReadRun } from './readRun';
import { ArchiveRefused, damaged, NeedsDirectory, passOn, quote, truncated } from '../format/refused';
import { release } from '../engine/release';
import { isDamage } from './damageNoted';
import type { SafePath } from '../rules/safePath';
import { FLAG_DESCRIPTOR, followsAnEntry, LOCAL_HEADER, METHOD_STORED } from '../format/signatures';
import { TWO_IN_ONE } from './directory/tail';
import { EntryUnpacker } from './unpackEntry';
import { WRAP } from '../rules/extents';

interface Sizes {
	crc: number;
	size: number;
	compressedSize: number;
}

export class ForwardReader {
	readonly #unpacker: EntryUnpacker;

	readonly #run: ReadRun;
	readonly #cursor: Cursor;
	readonly #found: FoundEntries;

	/** @param found what was handed over by an earlier attempt is not handed over again */
	constructor(run: ReadRun, cursor: Cursor, found: FoundEntries) {
		this.#run = run;
		this.#cursor = cursor;
		this.#found = found;
		this.#unpacker = new EntryUnpacker(run);
	}

	async read(): Promise<void> {
		const run = this.#run;
		const cursor = this.#cursor;
		const found = this.#found;
		await checkStart(cursor);
		const firstBytes = Buffer.from(cursor.rest().subarray(0, 4));
		await this.#readEntries().catch((reason: unknown) => passOn(this.#orNeedsDirectory(reason, firstBytes)));
		const listing = new Listing(run);
		const warn = (text: string): void => run.warn(text);
		const directory = await readDirectory(cursor, run.breath, (record) =>
			listing.record(record, found.get(record.offset)),
		);
		const shift = shiftOf(directory.start, directory.end);
		if (shift % WRAP === 0) checkDirectoryEnd(directory, shift, warn);
		else this.#checkShifted(firstBytes, () => checkDirectoryEnd(directory, shift, warn));
		await checkTrailer(cursor, directory.end.commentLength, warn);
		await run.handover.idle();
		await confirm(run, found, listing, await listing.settle(shift, directory.start));
	}

	/**
	 * The directory is not where it is said to be: there is something in front of the archive, or the wrong sizes of a file
	 * have led past the directory's beginning. Which it is, is not to be told from here.
	 */
	#checkShifted(firstBytes: Buffer, check: () => void): void {
		if (u32(firstBytes, 0) === LOCAL_HEADER) {
			throw new NeedsDirectory(`${TWO_IN_ONE} when it is read from its beginning`, 'ARCHIVE_DAMAGED');
		}
		try {
			check();
		} catch (reason) {
			passOn(isDamage(reason) ? new NeedsDirectory(reason.message, 'ARCHIVE_DAMAGED') : reason);
		}
	}

	/** An archive that has its end and yet seems to stop too early is longer by the word of its files only. */
	#orNeedsDirectory(reason: unknown, firstBytes: Buffer): unknown {
		if (!(reason instanceof ArchiveRefused) || reason.code !== 'ARCHIVE_CUT_SHORT') return reason;
		refuseFirstPart(firstBytes);
		if (!this.#cursor.endedWhole) return reason;
		return new NeedsDirectory('a file claims more bytes than there are', 'ARCHIVE_DAMAGED');
	}

	/** Leaves the cursor at the directory. */
	async #readEntries(): Promise<void> {
		const run = this.#run;
		const cursor = this.#cursor;
		for (;;) {
			if (run.breath.due) await run.breath.take();
			run.ending.throwIfEnded();
			if (cursor.available < 4 && !(await cursor.need(4))) {
				throw truncated('it has no central directory, the list of files that every ZIP ends with');
			}
			const signature = u32(cursor.rest(), 0);
			if (signature === LOCAL_HEADER) await this.#readEntry();
			else if (followsAnEntry(signature)) return;
			else await skipToRecord(cursor);
		}
	}

	/** What it can't read it passes over: that is for the directory to refuse, if it lists it. */
	async #readEntry(): Promise<void> {
		const run = this.#run;
		const cursor = this.#cursor;
		const found = this.#found;
		const offset = cursor.offset;
		const inHeader = (): string => 'inside the header of an entry';
		if (cursor.available < LOCAL_HEADER_LENGTH) await cursor.demand(LOCAL_HEADER_LENGTH, inHeader);
		const length = localHeaderLength(cursor.rest());
		if (cursor.available < length) await cursor.demand(length, inHeader);
		const nameLength = localNameLength(cursor.rest());
		const header = readLocalHeader(cursor.rest());
		cursor.pass(length);
		const safe = run.maker.metPathOf(header);
		const before = found.get(offset);
		const asked = run.sink !== null && !before?.entry && !safe.isFolder && run.isWanted(safe.path);
		const made = asked ? run.maker.make(header, safe) : null;
		const entry = made?.readable ? made : null;
		run.budget.checkCount(found.size + 1);
		run.kept.met(safe.path, nameLength);
		const met = meet(header, cursor.offset, safe.path, entry ?? before?.entry ?? null);
		found.set(offset, met);
		run.handover.note = (damage) => (met.damage = damage);
		Object.assign(met, await this.#readData(header, safe, entry, met));
	}

	/** Leaves the cursor behind the entry, and tells what it turned out to be. */
	async #readData(
		header: EntryHeader,
		safe: SafePath,
		entry: ArchiveEntry | null,
		met: Found,
	): Promise<Sizes> {
		const cursor = this.#cursor;
		const unpacker = this.#unpacker;
		const { path } = safe;
		if (header.flags & FLAG_DESCRIPTOR) {
			const data = new DescribedData(cursor, path, safe.isFolder, header);
			if (entry) await this.#noting(met, async () => await unpacker.described(entry, data));
			else for (let pieces = await data.next(); pieces; pieces = await data.next()) pieces.forEach(release);
			const { crc, size, compressedSize } = data.descriptor ?? NOTHING;
			return { crc, size, compressedSize };
		}
		const { crc, size, compressedSize } = header;
		if (entry && header.method === METHOD_STORED && size !== compressedSize) {
			met.damage = damaged(path, `it has ${compressedSize} bytes instead of ${size}`);
		}
		if (entry && !met.damage) {
			const data = new SizedData(cursor, compressedSize, path);
			await this.#noting(met, async () => await unpacker.sized(entry, cursor, data, header));
		} else if (!(await cursor.skip(compressedSize))) {
			throw truncated(`inside ${quote(path)}`);
		}
		return { crc, size, compressedSize };
	}

	/** Damage in a file that was held whole is noted; one that somebody is reading already ends everything. */
	async #noting(met: Found, unpack: () => Promise<unknown>): Promise<void> {
		try {
			await unpack();
		} catch (reason) {
			this.#run.ending.throwIfEnded();
			if (!isDamage(reason)) return passOn(reason);
			met.damage = reason;
		}
	}
}

const NOTHING: Sizes = { crc: 0, size: 0, compressedSize: 0 };

const meet = (
	{ method, flags }: EntryHeader,
	dataStart: number,
	path: string,
	entry: ArchiveEntry | null,
): Found => ({
	// One literal, as every object that is made for each entry and stays: what is put together by spreading is made young, and
	// copied twice by the collector. With ten thousand entries the young heap doubled for it.
	crc: 0,
	size: 0,
	compressedSize: 0,
	method,
	flags,
	dataStart,
	path,
	entry,
	damage: null,
	listed: false,
});
