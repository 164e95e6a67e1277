/** Finds the central directory from the archive's end, where ranges can be asked for. */
import {
	DIRECTORY_END_LENGTH,
	type DirectoryEnd,
	findZip64End,
	mergeEnds,
	readDirectoryEnd,
	readZip64End,
	ZIP64_END_LENGTH,
	ZIP64_LOCATOR_LENGTH,
} from '../../format/directoryEnd';
import type { Ending } from '../../../base/ending';
import { LONGEST_TRAILER, shiftOf } from './directoryChecks';
import { refuseWhatIsNoZip } from '../unknownBytes';
import { u16, u32 } from '../../format/numbers';
import { withCursor } from '../openCursor';
import { FIRST_LOOK } from '../../format/firstBytes';
import { inconsistent, truncated } from '../../format/refused';
import { DIRECTORY_RECORD, LOCAL_HEADER } from '../../format/signatures';
import { WRAP } from '../../rules/extents';
import type { ByteSource } from '../../../contract/source';

/** The longest comment, the end record and the ZIP64 pair in front of it; with most directories also those. */
export const TAIL_LENGTH = 0xffff + DIRECTORY_END_LENGTH + ZIP64_LOCATOR_LENGTH + ZIP64_END_LENGTH;

interface Bytes {
	bytes: Buffer;
	/** Where they start in the archive. */
	offset: number;
}

export interface Tail extends Bytes {
	/** Where the directory really starts, and how many bytes stand in front of what it calls byte 0. */
	directoryStart: number;
	shift: number;
}

export async function readTail(source: ByteSource, ending: Ending): Promise<Tail> {
	const read = async (length: number, start: number, end?: number): Promise<Bytes> =>
		await withCursor(source, ending, start, end, async (cursor) => {
			const { offset } = cursor;
			await cursor.need(length);
			return { bytes: cursor.take(length), offset };
		});
	const lastBytes = async (count: number): Promise<Bytes> =>
		await read(count, source.size !== null && source.size <= count ? 0 : -count);
	let tail = await lastBytes(TAIL_LENGTH);
	// Bytes behind the archive may hide its end from so short a look.
	if (endIn(tail.bytes) === -1 && tail.offset > 0) tail = await lastBytes(TAIL_LENGTH + LONGEST_TRAILER);
	const at = endIn(tail.bytes);
	const firstBytes = async (): Promise<Buffer> =>
		tail.offset === 0 ? tail.bytes : (await read(FIRST_LOOK, 0, Math.min(FIRST_LOOK, tail.offset))).bytes;
	if (at === -1) {
		refuseWhatIsNoZip(await firstBytes());
		throw truncated('it has no central directory, the list of files that every ZIP ends with');
	}
	const { end, directoryEnd } = readEnd(tail, at);
	const directoryStart = await directoryStartOf(end, directoryEnd, async (place) =>
		place >= tail.offset ? tail.bytes.subarray(place - tail.offset) : (await read(4, place, place + 4)).bytes,
	);
	const shift = shiftOf(directoryStart, end);
	if (shift % WRAP !== 0) refuseZipInFront(await firstBytes());
	return { ...tail, directoryStart, shift };
}

const endIn = (bytes: Buffer): number => bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');

/** What the end records say, and where the directory's own records have ended. */
function readEnd({ bytes, offset }: Bytes, at: number): { end: DirectoryEnd; directoryEnd: number } {
	refuseSecondEnd(bytes, at);
	if (at + DIRECTORY_END_LENGTH > bytes.length) throw truncated('inside its last record');
	const own = readDirectoryEnd(bytes.subarray(at));
	if (at + DIRECTORY_END_LENGTH + own.commentLength > bytes.length) throw truncated('inside its comment');
	const zip64At = findZip64End(bytes, at);
	const end = mergeEnds(own, zip64At === null ? null : readZip64End(bytes.subarray(zip64At)));
	return { end, directoryEnd: offset + (zip64At ?? at) };
}

/**
 * Where the end record says, if a record stands there; else as far in front of the end as the directory is long: offsets
 * don't count what stands in front of the archive.
 */
async function directoryStartOf(
	end: DirectoryEnd,
	directoryEnd: number,
	bytesAt: (place: number) => Promise<Buffer>,
): Promise<number> {
	const byLength = directoryEnd - end.size;
	const isThere = (byLength - end.offset) % WRAP === 0; // beyond 4 GiB, too, where places have run over
	if (isThere || end.offset + 4 > directoryEnd) return checked(byLength);
	const stated = await bytesAt(end.offset);
	return stated.length >= 4 && u32(stated, 0) === DIRECTORY_RECORD ? end.offset : checked(byLength);
}

function checked(directoryStart: number): number {
	if (directoryStart >= 0) return directoryStart;
	throw inconsistent('its directory is not where its end record says');
}

export const TWO_IN_ONE = 'it begins as one archive and ends as another';

/**
 * Bytes in front of an archive may be anything but an archive: then the end that was found is that of a
 * ZIP stored inside one that was cut short, or the last of several.
 */
function refuseZipInFront(firstBytes: Buffer): void {
	if (firstBytes.length < 4 || u32(firstBytes, 0) !== LOCAL_HEADER) return;
	throw inconsistent(`${TWO_IN_ONE}, so it is cut short or two in one`);
}

/** An end record whose comment reaches to the very end and holds the one that was found. */
function refuseSecondEnd(bytes: Buffer, found: number): void {
	for (let at = bytes.indexOf('PK\x05\x06', 0, 'latin1'); at !== -1 && at < found;) {
		const length = DIRECTORY_END_LENGTH + u16(bytes, at + 20);
		if (at + length === bytes.length) {
			throw inconsistent('it has a second end record, so that it can be read as two different archives');
		}
		at = bytes.indexOf('PK\x05\x06', at + 4, 'latin1');
	}
}
