/** The last record of a ZIP, and the ZIP64 pair in front of it for values that don't fit its fields. */
import { IN_ZIP64, IN_ZIP64_16, u16, u32, u64 } from './numbers';
import { type ArchiveRefused, inconsistent, unsupported } from './refused';
import { splitArchive } from './directoryRecord';
import { ZIP64_LOCATOR } from './signatures';

export const DIRECTORY_END_LENGTH = 22;
export const ZIP64_LOCATOR_LENGTH = 20;
export const ZIP64_END_LENGTH = 56;

export interface DirectoryEnd {
	/** How many records the directory holds. */
	count: number;
	/** Length of the directory in bytes, as stated. */
	size: number;
	/** Where the directory starts, as stated. */
	offset: number;
	commentLength: number;
	/** Whether a value stands in the ZIP64 record only. */
	needsZip64: boolean;
	/** The record says that there are other parts of a split archive. */
	isSplit: boolean;
}

/** Reads the 22 bytes of the end record. */
export function readDirectoryEnd(bytes: Buffer): DirectoryEnd {
	const disk = u16(bytes, 4);
	const firstDisk = u16(bytes, 6);
	const countHere = u16(bytes, 8);
	const count = u16(bytes, 10);
	const size = u32(bytes, 12);
	const offset = u32(bytes, 16);
	const commentLength = u16(bytes, 20);
	const needsZip64 = count === IN_ZIP64_16 || size === IN_ZIP64 || offset === IN_ZIP64;
	const elsewhere = (disk !== 0 && disk !== 0xffff) || (firstDisk !== 0 && firstDisk !== 0xffff);
	return {
		count,
		size,
		offset,
		commentLength,
		needsZip64,
		isSplit: elsewhere || (countHere !== count && !needsZip64),
	};
}

/** Length of the whole ZIP64 end record, from its first 12 bytes. */
export function zip64EndLength(bytes: Buffer): number {
	return 12 + u64(bytes, 4); // 4: length of what follows
}

type Zip64End = Pick<DirectoryEnd, 'count' | 'size' | 'offset'>;
/** The version that a reader needs for an encrypted directory (APPNOTE 4.4.3.2). */
const ENCRYPTED_DIRECTORY_VERSION = 62;

export const encryptedDirectory = (): ArchiveRefused =>
	unsupported(
		'The list of files in the archive is encrypted',
		'Have the archive built without encryption: it can be neither listed nor unpacked.',
	);

/** Reads the first 56 bytes of the ZIP64 end record: the same facts in 64 bits. */
export function readZip64End(bytes: Buffer): Zip64End {
	// 12: version made by. With an encrypted directory the record is longer, and its other fields may hold anything.
	if (u16(bytes, 14) >= ENCRYPTED_DIRECTORY_VERSION && zip64EndLength(bytes) > ZIP64_END_LENGTH)
		throw encryptedDirectory();
	if (u32(bytes, 16) !== 0 || u32(bytes, 20) !== 0) throw splitArchive(); // disk, directory's disk
	const countHere = u64(bytes, 24);
	const count = u64(bytes, 32);
	if (countHere !== count) throw splitArchive();
	return { count, size: u64(bytes, 40), offset: u64(bytes, 48) };
}

/** Where the locator says that the ZIP64 end record starts. */
export function readZip64Locator(bytes: Buffer): number {
	if (u32(bytes, 4) !== 0 || u32(bytes, 16) > 1) throw splitArchive(); // disk of the record, disks in all
	return u64(bytes, 8);
}

/** Whether a locator ends at `end`. */
export const hasLocator = (bytes: Buffer, end: number): boolean =>
	end >= ZIP64_LOCATOR_LENGTH && u32(bytes, end - ZIP64_LOCATOR_LENGTH) === ZIP64_LOCATOR;

export const noZip64End = (): ArchiveRefused =>
	inconsistent('there is no ZIP64 end record where its locator says');

/**
 * Where the ZIP64 end record begins that belongs to the end record at `end`; null when there is none. It stands in front of its locator and
 * may be longer than its fields. What the locator says of its place does not count bytes in front of the archive, so that is compared
 * when they are known.
 *
 * @throws ArchiveRefused when there is a locator without a record, or one of several parts
 */
export function findZip64End(bytes: Buffer, end: number): number | null {
	if (!hasLocator(bytes, end)) return null;
	const locator = end - ZIP64_LOCATOR_LENGTH;
	readZip64Locator(bytes.subarray(locator));
	const at = bytes.subarray(0, locator).lastIndexOf('PK\x06\x06', -ZIP64_END_LENGTH, 'latin1');
	if (at === -1) throw noZip64End();
	return at;
}

/**
 * One end out of both: ZIP64 values stand in for those that didn't fit, the others must agree.
 *
 * @param zip64 null when there is none
 */
export function mergeEnds(end: DirectoryEnd, zip64: Zip64End | null): DirectoryEnd {
	if (end.isSplit) throw splitArchive();
	if (!zip64) return end;
	const pick = (small: number, marker: number, large: number, what: string): number => {
		if (small !== marker && small !== large) throw inconsistent(`its two end records disagree on ${what}`);
		return large;
	};
	return {
		...end,
		count: pick(end.count, IN_ZIP64_16, zip64.count, 'the number of entries'),
		size: pick(end.size, IN_ZIP64, zip64.size, "the directory's length"),
		offset: pick(end.offset, IN_ZIP64, zip64.offset, "the directory's place"),
	};
}
