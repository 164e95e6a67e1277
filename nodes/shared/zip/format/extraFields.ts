/**
 * Extra fields: a list of (id, length, data) behind a name. Read here: ZIP64 sizes (0x0001), the Unicode
 * path (0x7075) and three kinds of timestamp; all others are passed over.
 */
import { inconsistent } from './refused';
import { IN_ZIP64, u16, u64 } from './numbers';

export const ZIP64 = 0x0001;
export const UNICODE_PATH = 0x7075;
export const EXTENDED_TIMESTAMP = 0x5455;
export const INFO_ZIP_UNIX = 0x5855;
export const NTFS = 0x000a;

const KNOWN = new Set([ZIP64, UNICODE_PATH, EXTENDED_TIMESTAMP, INFO_ZIP_UNIX, NTFS]);

export type ExtraFields = ReadonlyArray<{ id: number; data: Buffer }>;
const NONE: ExtraFields = [];

/** The first field of this kind. */
export const fieldIn = (extra: ExtraFields, id: number): Buffer | undefined =>
	extra.find((field) => field.id === id)?.data;

/**
 * The fields of one record that are known here, up to one that runs past the list: local headers are padded with odd
 * bytes by tools that align entries.
 */
export function readExtraFields(bytes: Buffer): ExtraFields {
	if (bytes.length < 4) return NONE;
	const fields: Array<{ id: number; data: Buffer }> = [];
	for (let at = 0; at + 4 <= bytes.length;) {
		const id = u16(bytes, at); // 0: which field
		const length = u16(bytes, at + 2); // 2: length of its data
		const end = at + 4 + length;
		if (end > bytes.length) break;
		// Copied: entries keep their fields longer than the window that they came in.
		if (KNOWN.has(id)) fields.push({ id, data: Buffer.from(bytes.subarray(at + 4, end)) });
		at = end;
	}
	return fields;
}

/** Whether the last field runs past the list that it stands in. */
export function areExtraFieldsDamaged(bytes: Buffer): boolean {
	let at = 0;
	while (at + 4 <= bytes.length) at += 4 + u16(bytes, at + 2);
	return at > bytes.length;
}

export interface Placement {
	size: number;
	compressedSize: number;
	/** Where the local header starts; only directory records know. */
	offset: number;
}

/**
 * Replaces each 32-bit value that says "in ZIP64" by its 64-bit one. They stand in this order and only
 * those that are needed: size, compressed size, offset.
 */
export function applyZip64(place: Placement, extra: ExtraFields): Placement {
	const { size, compressedSize, offset } = place;
	if (size !== IN_ZIP64 && compressedSize !== IN_ZIP64 && offset !== IN_ZIP64) return place;
	const field = fieldIn(extra, ZIP64);
	if (!field) return place; // without the field the value means itself
	let at = 0;
	const next = (value: number, what: string): number => {
		if (value !== IN_ZIP64) return value;
		if (at + 8 > field.length) throw inconsistent(`a ZIP64 extra field does not include the ${what}`);
		at += 8;
		return u64(field, at - 8);
	};
	return {
		size: next(size, 'size'),
		compressedSize: next(compressedSize, 'compressed size'),
		offset: next(offset, 'offset'),
	};
}
