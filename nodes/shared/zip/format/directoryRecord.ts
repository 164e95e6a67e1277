/** One entry as the central directory lists it. Where it and the local header disagree, this one decides. */
import { applyZip64, areExtraFieldsDamaged, readExtraFields } from './extraFields';
import type { EntryHeader } from './localHeader';
import { u16, u32 } from './numbers';
import { inconsistent, quote, unsupported, type ArchiveRefused } from './refused';
import { METHOD_STORED, FLAG_ENCRYPTED } from './signatures';

export const DIRECTORY_RECORD_LENGTH = 46;

export interface DirectoryRecord extends EntryHeader {
	/** Upper byte of "version made by": which system's attributes are meant. */
	madeBy: number;
	externalAttributes: number;
	/** Where the local header starts, as stated: bytes in front of the archive may shift it. */
	offset: number;
	/** The part of a split archive that the entry starts in, counted from 0. */
	disk: number;
	/** An extra field runs past the others' end; those in front of it were read. */
	extraDamaged: boolean;
}

/** Length of the whole record, from its first 46 bytes. */
export function directoryRecordLength(bytes: Buffer): number {
	return DIRECTORY_RECORD_LENGTH + u16(bytes, 28) + u16(bytes, 30) + u16(bytes, 32);
}

/** Reads a record that `bytes` starts with and holds completely. */
export function readDirectoryRecord(bytes: Buffer): DirectoryRecord {
	// 0: signature, 6: version needed to read it
	const madeBy = bytes[5]; // 4: version, 5: system
	const flags = u16(bytes, 8);
	const method = u16(bytes, 10);
	const dosTime = u16(bytes, 12);
	const dosDate = u16(bytes, 14);
	const crc = u32(bytes, 16);
	const nameEnd = DIRECTORY_RECORD_LENGTH + u16(bytes, 28); // 28: length of the name
	const extraEnd = nameEnd + u16(bytes, 30); // 30: length of the extra fields; 32: of the comment
	const disk = u16(bytes, 34); // 34: the disk the entry starts on
	const externalAttributes = u32(bytes, 38); // 36: internal attributes, of no use here
	const nameBytes = bytes.subarray(DIRECTORY_RECORD_LENGTH, nameEnd);
	const extraBytes = bytes.subarray(nameEnd, extraEnd);
	const extra = readExtraFields(extraBytes);
	const place = applyZip64(
		{ compressedSize: u32(bytes, 20), size: u32(bytes, 24), offset: u32(bytes, 42) },
		extra,
	);
	return {
		madeBy,
		flags,
		method,
		dosTime,
		dosDate,
		crc,
		nameBytes,
		extra,
		externalAttributes,
		disk: disk === 0xffff ? 0 : disk,
		extraDamaged: areExtraFieldsDamaged(extraBytes),
		...place,
	};
}

/**
 * What is wrong with the record of a file that is asked for; what nobody asks for may be as it is.
 *
 * @throws ArchiveRefused
 */
export function checkRecord(
	{ compressedSize, disk, flags, method, size }: DirectoryRecord,
	path: string,
): void {
	if (disk !== 0) throw splitArchive();
	if (method !== METHOD_STORED || flags & FLAG_ENCRYPTED || size === compressedSize) return;
	throw inconsistent(
		`${quote(path)} is stored as it is, yet has two sizes: ${compressedSize} and ${size} bytes`,
	);
}

export function splitArchive(): ArchiveRefused {
	return unsupported(
		'The archive is one part of a split archive',
		'Have the service build it as a single ZIP: split (multi-disk) archives are not supported.',
	);
}
