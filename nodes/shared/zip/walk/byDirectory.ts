/**
 * Reads an archive by its directory, where the server gives single ranges: the tail, the rest of the
 * directory, then one range for each wanted file (or for several that lie together).
 */
import { Cursor } from './cursor';
import { readDirectory, type DirectoryRead } from './directory/directory';
import { checkDirectoryEnd, checkTrailer } from './directory/directoryChecks';
import { heldArchive } from './heldArchive';
import { Listing } from './directory/listing';
import type { FoundEntries } from '../rules/metEntries';
import { joinRuns, readRanges } from './ranges';
import { withCursor } from './openCursor';
import type { ReadRun } from './readRun';
import type { ByteSource, ByteStream } from '../../contract/source';
import { readTail, type Tail } from './directory/tail';

/**
 * @param found takes what was handed over, for another way of reading when ranges stop working
 * @throws RangesUnavailable when the server sends the whole archive after all
 */
export async function readByDirectory(run: ReadRun, source: ByteSource, found: FoundEntries): Promise<void> {
	const tail = await readTail(source, run.ending);
	const listing = new Listing(run);
	const warn = (text: string): void => run.warn(text);
	const directory = await withDirectoryCursor(run, source, tail, async (cursor): Promise<DirectoryRead> => {
		const read = await readDirectory(cursor, run.breath, (record) => listing.record(record));
		checkDirectoryEnd(read, tail.shift, warn);
		await checkTrailer(cursor, read.end.commentLength, warn);
		return read;
	});
	const wanted = await listing.settle(tail.shift, directory.start);
	for (const { entry } of wanted) run.report.entries.push(entry);
	if (run.sink === null) return;
	run.budget.announce(wanted);
	const isHeld = tail.offset === 0;
	if (isHeld) source.holdsAll?.();
	await readRanges(run, isHeld ? heldArchive(tail.bytes) : source, joinRuns(wanted), found);
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
			// In pieces, so that a window never holds more than a few hundred records. The reader frees none of them: none but the
			// directory of an archive without files is all of its memory.
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
