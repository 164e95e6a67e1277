/**
 * Reads an archive by its directory, where the server gives single ranges: the tail, the rest of the
 * directory, then one range for each wanted file (or for several that lie together).
 */
import { warnOfFolderWithData } from './comparison';
import { Cursor } from './cursor';
import { readDirectory, type DirectoryRead } from './directory';
import { checkDirectoryEnd, checkTrailer } from './directoryChecks';
import { type DirectoryRecord } from '../format/directoryRecord';
import { warnOfSpecialFile } from '../rules/entry';
import { Extents } from '../rules/extents';
import { compare, type FoundEntries } from '../rules/metEntries';
import { LOCAL_HEADER_LENGTH } from '../format/localHeader';
import { u32 } from '../format/numbers';
import { withCursor } from './openCursor';
import { joinRuns, readRanges, type Wanted } from './ranges';
import type { ReadRun } from './readRun';
import { inconsistent } from '../format/refused';
import { LOCAL_HEADER } from '../format/signatures';
import type { ByteSource, ByteStream } from '../../contract/source';
import { readTail, type Tail } from './tail';

/** What one more request is worth in bytes: its way to the server and back, at an ordinary speed. */
const BYTES_PER_REQUEST = 1024 * 1024;

/**
 * @param onlyIfCheaper gives up (false, nothing handed over) when reading forward would be faster
 * @throws RangesUnavailable when the server sends the whole archive after all
 */
export async function readByDirectory(
	run: ReadRun,
	source: ByteSource,
	found: FoundEntries,
	onlyIfCheaper: boolean,
): Promise<boolean> {
	const tail = await readTail(source, run.ending);
	const extents = new Extents();
	const wanted: Wanted[] = [];
	const each = (record: DirectoryRecord): void => {
		run.budget.countEntry();
		const safe = run.maker.pathOf(record);
		const start = record.offset + tail.shift;
		extents.add(start, start + LOCAL_HEADER_LENGTH + record.compressedSize, safe.path);
		if (safe.isFolder) {
			warnOfFolderWithData(run, record, safe);
			return;
		}
		run.report.files += 1;
		if (!run.isWanted(safe.path)) return;
		const before = found.get(start);
		if (before?.entry) {
			compare(record, before, safe.path);
			before.listed = true;
			run.report.entries.push(before.entry);
			return;
		}
		const entry = run.maker.make(record, safe);
		warnOfSpecialFile(record, entry);
		if (run.sink && run.skipsUnreadable(entry)) return;
		run.report.entries.push(entry);
		const { crc, size, compressedSize, flags, method } = record;
		if (run.sink) wanted.push({ entry, start, crc, size, compressedSize, flags, method, path: safe.path });
	};
	const warn = (text: string): void => run.warn(text);
	const directory = await withDirectoryCursor(run, source, tail, async (cursor): Promise<DirectoryRead> => {
		const read = await readDirectory(cursor, run.breath, each);
		checkDirectoryEnd(read, tail.shift, warn);
		await checkTrailer(cursor, read.end.commentLength, warn);
		return read;
	});
	extents.check(directory.start);
	if (tail.shift > 0) await refuseZipInFront(run, source);
	const runs = joinRuns(wanted, extents);
	const bytes = runs.reduce((sum, one) => sum + one.end - one.start, 0);
	if (onlyIfCheaper && bytes + runs.length * BYTES_PER_REQUEST > directory.start && runs.length > 0)
		return false;
	await readRanges(run, source, runs, found);
	return true;
}

/**
 * Bytes in front of an archive may be anything but an archive: then the end that was found is that of a
 * ZIP stored inside one that was cut short, or the last of several.
 */
async function refuseZipInFront(run: ReadRun, source: ByteSource): Promise<void> {
	await withCursor(source, run.ending, 0, 4, async (cursor) => {
		if ((await cursor.need(4)) && u32(cursor.rest(), 0) === LOCAL_HEADER) {
			throw inconsistent('it begins as one archive and ends as another, so it is cut short or two in one');
		}
	});
}

/** The directory as one stream: what lies in front of the tail, then the tail. */
async function withDirectoryCursor<T>(
	run: ReadRun,
	source: ByteSource,
	tail: Tail,
	read: (cursor: Cursor) => Promise<T>,
): Promise<T> {
	const inTail = tail.bytes.subarray(Math.max(0, tail.directoryStart - tail.offset));
	const stream = (first: AsyncIterable<Uint8Array> | null): ByteStream => ({
		offset: tail.directoryStart,
		close: () => {},
		async *[Symbol.asyncIterator]() {
			if (first) yield* first;
			// In pieces, so that a window never holds more than a few hundred records.
			for (let at = 0; at < inTail.length; at += DIRECTORY_PIECE) {
				yield inTail.subarray(at, at + DIRECTORY_PIECE);
			}
		},
	});
	if (tail.directoryStart >= tail.offset) return await read(new Cursor(stream(null), run.ending));
	return await withCursor(source, run.ending, tail.directoryStart, tail.offset, async (head) => {
		return await read(new Cursor(stream(chunksOf(head)), run.ending));
	});
}

const DIRECTORY_PIECE = 64 * 1024;

async function* chunksOf(cursor: Cursor): AsyncGenerator<Uint8Array> {
	for (let piece = await cursor.piece(DIRECTORY_PIECE); piece; piece = await cursor.piece(DIRECTORY_PIECE)) {
		yield piece;
	}
	if (cursor.available > 0) yield cursor.take(cursor.available);
}
