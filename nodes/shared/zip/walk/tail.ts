/** Finds the central directory from the archive's end, where ranges can be asked for. */
import {
	DIRECTORY_END_LENGTH,
	mergeEnds,
	readDirectoryEnd,
	readZip64End,
	readZip64Locator,
	ZIP64_END_LENGTH,
	ZIP64_LOCATOR_LENGTH,
} from '../format/directoryEnd';
import type { Ending } from '../../base/ending';
import { refuseText } from './unknownBytes';
import { u16, u32 } from '../format/numbers';
import { withCursor } from './openCursor';
import { inconsistent, notAZip, truncated } from '../format/refused';
import { DIRECTORY_RECORD, ZIP64_DIRECTORY_END, ZIP64_LOCATOR } from '../format/signatures';
import type { ByteSource } from '../../contract/source';

/** The longest comment, the end record and the ZIP64 pair in front of it; with most directories also those. */
export const TAIL_LENGTH = 0xffff + DIRECTORY_END_LENGTH + ZIP64_LOCATOR_LENGTH + ZIP64_END_LENGTH;

export interface Tail {
	bytes: Buffer;
	/** Where the tail starts in the archive. */
	offset: number;
	/** Where the directory really starts, and how many bytes stand in front of what it calls byte 0. */
	directoryStart: number;
	shift: number;
}

export async function readTail(source: ByteSource, ending: Ending): Promise<Tail> {
	const start = source.size !== null && source.size <= TAIL_LENGTH ? 0 : -TAIL_LENGTH;
	return await withCursor(source, ending, start, undefined, async (cursor) => {
		const offset = cursor.offset;
		await cursor.need(TAIL_LENGTH);
		const bytes = cursor.take(TAIL_LENGTH);
		return { bytes, offset, ...locateDirectory(bytes, offset) };
	});
}

function locateDirectory(bytes: Buffer, offset: number): Pick<Tail, 'directoryStart' | 'shift'> {
	const at = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	if (at === -1) {
		if (bytes.length === 0) throw notAZip('it is empty');
		if (offset === 0) refuseText(bytes);
		throw truncated('it has no central directory, the list of files that every ZIP ends with');
	}
	if (at + DIRECTORY_END_LENGTH > bytes.length) throw truncated('inside its last record');
	const own = readDirectoryEnd(bytes.subarray(at));
	if (at + DIRECTORY_END_LENGTH + own.commentLength > bytes.length) throw truncated('inside its comment');
	refuseSecondEnd(bytes, at);
	const zip64At = own.needsZip64 || hasLocator(bytes, at) ? findZip64End(bytes, offset, at) : null;
	const end = zip64At === null ? own : mergeEnds(own, readZip64End(bytes.subarray(zip64At)));
	const directoryEnd = offset + (zip64At ?? at);
	const byLength = directoryEnd - end.size;
	const stated = end.offset - offset;
	const startsRecord = stated >= 0 && stated + 4 <= bytes.length && u32(bytes, stated) === DIRECTORY_RECORD;
	const directoryStart = startsRecord ? end.offset : byLength;
	if (directoryStart < 0 || end.offset > directoryStart) {
		throw inconsistent('its directory is not where its end record says');
	}
	return { directoryStart, shift: directoryStart - end.offset };
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

const hasLocator = (bytes: Buffer, at: number): boolean =>
	at >= ZIP64_LOCATOR_LENGTH && u32(bytes, at - ZIP64_LOCATOR_LENGTH) === ZIP64_LOCATOR;

/** The ZIP64 end record: in front of its locator, or where the locator says when it is a longer one. */
function findZip64End(bytes: Buffer, offset: number, end: number): number | null {
	if (!hasLocator(bytes, end)) return null;
	const locator = end - ZIP64_LOCATOR_LENGTH;
	const stated = readZip64Locator(bytes.subarray(locator)) - offset;
	for (const at of [locator - ZIP64_END_LENGTH, stated]) {
		if (at >= 0 && at + ZIP64_END_LENGTH <= locator && u32(bytes, at) === ZIP64_DIRECTORY_END) return at;
	}
	throw inconsistent('there is no ZIP64 end record where its locator says');
}
