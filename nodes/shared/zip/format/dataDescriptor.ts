/**
 * A writer that streams doesn't know sizes and CRC when it writes the local header. It sets flag 3 and
 * writes them behind the data: [signature] crc, compressed size, size. The signature may be missing and
 * the sizes may have 4 or 8 bytes, so there are four layouts and nothing that announces which.
 */
import { u32, u64 } from './numbers';
import { DATA_DESCRIPTOR, followsAnEntry } from './signatures';

export interface DataDescriptor {
	crc: number;
	compressedSize: number;
	size: number;
	/** Length of the descriptor itself. */
	length: number;
}

export const LONGEST_DESCRIPTOR = 24;

const LAYOUTS = [
	{ length: 16, crc: 4, compressed: 8, size: 12, wide: false, signed: true },
	{ length: 24, crc: 4, compressed: 8, size: 16, wide: true, signed: true },
	{ length: 12, crc: 0, compressed: 4, size: 8, wide: false, signed: false },
	{ length: 20, crc: 0, compressed: 4, size: 12, wide: true, signed: false },
];

/** A size for comparing only: one past 2^53 is no size, and no reason to refuse the archive either. */
const wideSize = (bytes: Uint8Array, at: number): number =>
	u32(bytes, at + 4) > 0x1f_ffff ? Infinity : u64(bytes, at);

/**
 * The descriptor that ends at `end` in `bytes`, if there is one that fits: its compressed size must be
 * what lies in front of it, that is `before` bytes in front of `bytes` and those up to its own start.
 */
export function descriptorEndingAt(bytes: Buffer, end: number, before: number): DataDescriptor | null {
	for (const layout of LAYOUTS) {
		const start = end - layout.length;
		if (start < 0) continue;
		if (layout.signed && u32(bytes, start) !== DATA_DESCRIPTOR) continue;
		const read = layout.wide ? wideSize : u32;
		const compressedSize = read(bytes, start + layout.compressed);
		if (compressedSize !== before + start) continue;
		const size = read(bytes, start + layout.size);
		if (size === Infinity) continue;
		return { crc: u32(bytes, start + layout.crc), compressedSize, size, length: layout.length };
	}
	return null;
}

/**
 * The descriptor that `bytes` begin with, if they do: it counts the data in front of it, and a record follows.
 *
 * @param room bytes up to where the next record stands at the latest
 */
export function descriptorStartingAt(
	bytes: Buffer,
	compressedSize: number,
	room: number,
): DataDescriptor | null {
	for (const { length } of LAYOUTS) {
		if (bytes.length < length) continue;
		const recordFollows =
			room === length || (bytes.length >= length + 4 && followsAnEntry(u32(bytes, length)));
		if (!recordFollows) continue;
		const descriptor = descriptorEndingAt(bytes.subarray(0, length), length, compressedSize);
		if (descriptor?.length === length) return descriptor;
	}
	return null;
}
