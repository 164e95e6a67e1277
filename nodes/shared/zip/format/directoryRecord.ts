/** One entry as the central directory lists it. Where it and the local header disagree, this one decides. */
import { applyZip64, readExtraFields } from './extraFields';
import type { EntryHeader } from './localHeader';
import { u16, u32 } from './numbers';
import { inconsistent, ArchiveRefused } from './refused';
import { METHOD_STORED, FLAG_ENCRYPTED } from './signatures';

export const DIRECTORY_RECORD_LENGTH = 46;

export interface DirectoryRecord extends EntryHeader {
	/** Upper byte of "version made by": which system's attributes are meant. */
	madeBy: number;
	externalAttributes: number;
	/** Where the local header starts, as stated: bytes in front of the archive may shift it. */
	offset: number;
	/** Length of the name and extra fields, a lower bound of what the local header takes. */
	nameLength: number;
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
	const nameLength = u16(bytes, 28);
	const nameEnd = DIRECTORY_RECORD_LENGTH + nameLength;
	const extraEnd = nameEnd + u16(bytes, 30); // 30: length of the extra fields; 32: of the comment
	const disk = u16(bytes, 34); // 34: the disk the entry starts on
	const externalAttributes = u32(bytes, 38); // 36: internal attributes, of no use here
	const nameBytes = bytes.subarray(DIRECTORY_RECORD_LENGTH, nameEnd);
	const extra = readExtraFields(bytes.subarray(nameEnd, extraEnd), true);
	const place = applyZip64(
		{ compressedSize: u32(bytes, 20), size: u32(bytes, 24), offset: u32(bytes, 42) },
		extra,
	);
	if (disk !== 0 && disk !== 0xffff) throw splitArchive();
	if (method === METHOD_STORED && !(flags & FLAG_ENCRYPTED) && place.size !== place.compressedSize) {
		throw inconsistent(
			`an entry is stored as it is, yet has two sizes: ${place.compressedSize} and ${place.size} bytes`,
		);
	}
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
		nameLength,
		...place,
	};
}

export function splitArchive(): ArchiveRefused {
	return new ArchiveRefused(
		'The archive is one part of a split archive',
		'Have the service build it as a single ZIP: split (multi-disk) archives are not supported.',
	);
}
