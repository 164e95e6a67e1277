import type { Packed } from './pack';

const MAX32 = 0xffffffff;

const isLarge = (file: Packed) => file.size >= MAX32 || file.packedSize >= MAX32;

/** The fields that the local header and the directory record share, from "version needed" to the extra field's length. */
function shared(file: Packed, sizes: [number, number], extra: number): Buffer {
	const fields = Buffer.alloc(26);
	fields.writeUInt16LE(isLarge(file) ? 45 : 20, 0);
	fields.writeUInt16LE(0x800 | (file.described ? 8 : 0), 2);
	fields.writeUInt16LE(file.method, 4);
	fields.writeUInt32LE(0x5d750000 | 0x6000, 6);
	fields.writeUInt32LE(sizes[0] === 0 && sizes[1] === 0 && file.described ? 0 : file.crc, 10);
	fields.writeUInt32LE(sizes[0], 14);
	fields.writeUInt32LE(sizes[1], 18);
	fields.writeUInt16LE(Buffer.byteLength(file.name), 22);
	fields.writeUInt16LE(extra, 24);
	return fields;
}

export function localHeader(file: Packed): Buffer {
	const extra = isLarge(file) ? zip64Extra([file.size, file.packedSize]) : Buffer.alloc(0);
	const sizes: [number, number] = extra.length > 0 ? [MAX32, MAX32] : [file.packedSize, file.size];
	const fields = shared(file, file.described ? [0, 0] : sizes, extra.length);
	return Buffer.concat([signature(0x04034b50), fields, Buffer.from(file.name), extra]);
}

export function descriptor(file: Packed): Buffer {
	const sizes = Buffer.alloc(12);
	sizes.writeUInt32LE(file.crc, 0);
	sizes.writeUInt32LE(file.packedSize, 4);
	sizes.writeUInt32LE(file.size, 8);
	return Buffer.concat([signature(0x08074b50), sizes]);
}

export function record(file: Packed, offset: number): Buffer {
	const wide = [...(isLarge(file) ? [file.size, file.packedSize] : []), ...(offset >= MAX32 ? [offset] : [])];
	const extra = wide.length > 0 ? zip64Extra(wide) : Buffer.alloc(0);
	const sizes: [number, number] = isLarge(file) ? [MAX32, MAX32] : [file.packedSize, file.size];
	const madeBy = Buffer.from([45, 3]);
	const rest = Buffer.alloc(14);
	rest.writeUInt32LE((0o100644 << 16) >>> 0, 6);
	rest.writeUInt32LE(Math.min(offset, MAX32), 10);
	const fields = shared(file, sizes, extra.length);
	return Buffer.concat([signature(0x02014b50), madeBy, fields, rest, Buffer.from(file.name), extra]);
}

export function endRecords(count: number, length: number, start: number): Buffer {
	const end = Buffer.alloc(18);
	end.writeUInt16LE(Math.min(count, 0xffff), 4);
	end.writeUInt16LE(Math.min(count, 0xffff), 6);
	end.writeUInt32LE(length, 8);
	end.writeUInt32LE(Math.min(start, MAX32), 12);
	const plain = Buffer.concat([signature(0x06054b50), end]);
	if (start < MAX32 && count < 0xffff) return plain;
	const wide = Buffer.alloc(52);
	wide.writeBigUInt64LE(44n, 0);
	wide.writeUInt16LE(45, 8);
	wide.writeUInt16LE(45, 10);
	[count, count, length, start].forEach((value, index) =>
		wide.writeBigUInt64LE(BigInt(value), 20 + index * 8),
	);
	const locator = Buffer.alloc(16);
	locator.writeBigUInt64LE(BigInt(start + length), 4);
	locator.writeUInt32LE(1, 12);
	return Buffer.concat([signature(0x06064b50), wide, signature(0x07064b50), locator, plain]);
}

function signature(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

function zip64Extra(values: number[]): Buffer {
	const extra = Buffer.alloc(4 + values.length * 8);
	extra.writeUInt16LE(1, 0);
	extra.writeUInt16LE(values.length * 8, 2);
	values.forEach((value, index) => extra.writeBigUInt64LE(BigInt(value), 4 + index * 8));
	return extra;
}
