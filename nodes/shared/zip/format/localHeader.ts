/** The record in front of an entry's data. */
import { applyZip64, readExtraFields, type ExtraFields } from './extraFields';
import { u16, u32 } from './numbers';
import { passOn } from './refused';
import { FLAG_DESCRIPTOR } from './signatures';

export const LOCAL_HEADER_LENGTH = 30;
/** Bytes of a name that are kept: as many as a path may have on Linux (PATH_MAX). */
export const KEPT_OF_NAME = 4096;

/** What a local header and a directory record both tell of an entry. */
export interface EntryHeader {
	flags: number;
	method: number;
	dosTime: number;
	dosDate: number;
	crc: number;
	compressedSize: number;
	size: number;
	/** In a local header no more of them than KEPT_OF_NAME. */
	nameBytes: Buffer;
	extra: ExtraFields;
}

/** Bytes of the name, from the record's first 30. */
export const localNameLength = (bytes: Buffer): number => u16(bytes, 26);

/** Length of the whole record, from its first 30 bytes. */
export function localHeaderLength(bytes: Buffer): number {
	return LOCAL_HEADER_LENGTH + localNameLength(bytes) + u16(bytes, 28);
}

/** Reads a record that `bytes` starts with and holds completely. */
export function readLocalHeader(bytes: Buffer): EntryHeader {
	// 0: signature, 4: version needed to read it
	const flags = u16(bytes, 6);
	const method = u16(bytes, 8);
	const dosTime = u16(bytes, 10);
	const dosDate = u16(bytes, 12);
	const crc = u32(bytes, 14);
	const compressedSize = u32(bytes, 18);
	const size = u32(bytes, 22);
	const nameEnd = LOCAL_HEADER_LENGTH + localNameLength(bytes);
	const extraEnd = nameEnd + u16(bytes, 28); // 28: length of the extra fields
	// Copied: a view would keep the whole window alive for as long as the name is remembered. And not whole when it is too
	// long: copies of 65 kB, of archive after archive, made V8 mark all of n8n's memory again and again.
	const nameBytes = Buffer.from(
		bytes.subarray(LOCAL_HEADER_LENGTH, Math.min(nameEnd, LOCAL_HEADER_LENGTH + KEPT_OF_NAME)),
	);
	const extra = readExtraFields(bytes.subarray(nameEnd, extraEnd));
	let place = { size, compressedSize, offset: 0 };
	try {
		place = applyZip64(place, extra);
	} catch (reason) {
		// Sizes in front of a descriptor were written before anybody knew them.
		if (!(flags & FLAG_DESCRIPTOR)) passOn(reason);
	}
	return {
		flags,
		method,
		dosTime,
		dosDate,
		crc,
		compressedSize: place.compressedSize,
		size: place.size,
		nameBytes,
		extra,
	};
}
