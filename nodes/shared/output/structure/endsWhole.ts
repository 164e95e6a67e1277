import {
	DIRECTORY_END_LENGTH,
	findZip64End,
	readDirectoryEnd,
	readZip64End,
	ZIP64_END_LENGTH,
	ZIP64_LOCATOR_LENGTH,
} from '../../zip/format/directoryEnd';
import { splitArchive } from '../../zip/format/directoryRecord';
import { u16, u32 } from '../../zip/format/numbers';
import { DIRECTORY_RECORD, LOCAL_HEADER } from '../../zip/format/signatures';
import { WRAP } from '../../zip/rules/extents';

/** The end record with the longest comment (APPNOTE 4.3.16), and the ZIP64 pair in front of it. */
export const LONGEST_END = DIRECTORY_END_LENGTH + 0xffff + ZIP64_LOCATOR_LENGTH + ZIP64_END_LENGTH;

/**
 * Whether an archive of `size` bytes ends with its own end record: one whose comment reaches to the very end, and whose
 * directory lies right in front of it, at the place that it states. The end of a ZIP that is stored inside states another
 * place; only behind bytes that are no archive may places be shifted.
 *
 * @param last its last bytes, LONGEST_END or all
 * @param mayGoOn other bytes may stand behind it
 * @throws ArchiveRefused when it is one part of a split archive
 */
export function endsWhole(first: Buffer, last: Buffer, size: number, mayGoOn = false): boolean {
	for (let at = last.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= 0;) {
		const behind = last.length - at - DIRECTORY_END_LENGTH - u16(last, at + 20);
		const isAtEnd = mayGoOn ? behind >= 0 : behind === 0;
		if (isAtEnd && isOwnEnd(first, last, at, size)) return true;
		if (at === 0) return false;
		at = last.lastIndexOf('PK\x05\x06', at - 1, 'latin1');
	}
	return false;
}

function isOwnEnd(first: Buffer, last: Buffer, at: number, size: number): boolean {
	const own = readDirectoryEnd(last.subarray(at));
	const zip64At = findZip64End(last, at);
	const end = zip64At === null ? own : readZip64End(last.subarray(zip64At));
	const inLast = (zip64At ?? at) - end.size;
	const start = size - last.length + inLast;
	const shift = start - end.offset;
	if (start < 0 || shift < 0) return false;
	if (inLast >= 0 && end.size > 0 && u32(last, inLast) !== DIRECTORY_RECORD) return false;
	const beginsAsArchive = first.length >= 4 && u32(first, 0) === LOCAL_HEADER;
	if (shift % WRAP !== 0 && beginsAsArchive) return false;
	if (own.isSplit) throw splitArchive();
	return true;
}
