/** What must hold once the whole directory was read. */
import type { Cursor } from '../cursor';
import type { DirectoryRead } from './directory';
import { type DirectoryEnd, noZip64End } from '../../format/directoryEnd';
import { inconsistent, truncated, unsupported } from '../../format/refused';

/** By how much stated places are too small. @throws ArchiveRefused when they are too large, which nothing explains */
export function shiftOf(directoryStart: number, end: DirectoryEnd): number {
	if (end.offset <= directoryStart) return directoryStart - end.offset;
	throw inconsistent(`its directory starts at byte ${directoryStart} and its end record says ${end.offset}`);
}

/**
 * @param shift by how much every stated offset is too small (bytes in front of the archive)
 * @param warn hears of what is odd and can mean one thing only
 */
export function checkDirectoryEnd(read: DirectoryRead, shift: number, warn: (text: string) => void): void {
	const { end, start, recordsEnd, recordEnds, zip64 } = read;
	const count = recordEnds.length;
	// Old writers let the 16-bit count run over instead of writing a ZIP64 record.
	const ranOver = !zip64 && count > 0xffff && end.count === (count & 0xffff);
	if (end.count !== count && !ranOver) {
		throw inconsistent(`its directory holds ${count} entries and its end record counts ${end.count}`);
	}
	if (zip64 && zip64.stated + shift !== zip64.at) throw noZip64End();
	const length = recordsEnd - start;
	if (end.size === length) return;
	// A length that ends between two records shows another archive to readers that believe it. One that
	// ends inside a record can't be believed by anybody.
	if (end.size === 0 || recordEnds.includes(end.size)) {
		throw inconsistent("its directory's stated length leaves out some of its entries");
	}
	warn(`The archive's directory is ${length} bytes long and says ${end.size}`);
}

const RECORDS = ['PK\x03\x04', 'PK\x01\x02', 'PK\x05\x06', 'PK\x06\x06'].map((mark) =>
	Buffer.from(mark, 'latin1'),
);
const MARK_LENGTH = 4;
/** Bytes behind an archive that are passed over. */
export const LONGEST_TRAILER = 1024 * 1024;

/**
 * Reads the comment and whatever is behind it, to the end of the transfer. Records of a ZIP there
 * would show another archive to readers that start from the end, or are what is left of the real one when
 * this was one that is stored inside it.
 */
export async function checkTrailer(
	cursor: Cursor,
	commentLength: number,
	warn: (text: string) => void,
): Promise<void> {
	let length = 0;
	for (;;) {
		const window = cursor.rest();
		if (RECORDS.some((mark) => window.includes(mark))) {
			throw inconsistent(
				'it goes on behind its end record, so that it can be read as two different archives',
			);
		}
		length += cursor.pass(window.length - (MARK_LENGTH - 1));
		if (length + cursor.available > commentLength + LONGEST_TRAILER) {
			throw unsupported(
				'The archive is followed by more than 1 MiB of other data',
				'Have the service send the archive alone.',
			);
		}
		if (!(await cursor.need(cursor.available + 1))) break;
	}
	length += cursor.available;
	if (length < commentLength) throw truncated('inside its comment');
	if (length > commentLength) warn(`${length - commentLength} bytes behind the archive were passed over`);
}
