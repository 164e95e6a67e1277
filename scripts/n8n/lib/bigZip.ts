import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';

/** A ZIP that is made while it is sent, so that a gigabyte of it needs neither disk nor memory. */
export interface BigZip {
	/** Bytes of the archive. */
	size: number;
	/** Bytes of all files together. */
	unpacked: number;
	files: Array<{ path: string; size: number; sha256: string }>;
	/** The archive in pieces, from `start` (inclusive) to `end` (exclusive). */
	pieces(start?: number, end?: number): Generator<Buffer>;
}

interface Content {
	packed: Buffer;
	size: number;
	crc: number;
	sha256: string;
}

/** How many different contents the files take turns with: enough to notice a mix-up, few enough to be quick. */
const CONTENTS = 4;

/** An archive of `count` deflated text files of `size` bytes each. */
export function bigZip(count: number, size: number): BigZip {
	const contents = Array.from({ length: Math.min(CONTENTS, count) }, (_, index) => contentOf(index, size));
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	const files: BigZip['files'] = [];
	let offset = 0;
	for (let index = 0; index < count; index += 1) {
		const content = contents[index % contents.length];
		const path = `table/part-${String(index).padStart(4, '0')}.csv`;
		const local = header(0x04034b50, path, content);
		parts.push(local, content.packed);
		directory.push(header(0x02014b50, path, content, offset));
		offset += local.length + content.packed.length;
		files.push({ path, size, sha256: content.sha256 });
	}
	const central = Buffer.concat(directory);
	parts.push(central, endOf(count, central.length, offset));
	const total = parts.reduce((sum, part) => sum + part.length, 0);
	return {
		size: total,
		unpacked: count * size,
		files,
		pieces: (start = 0, end = total) => slice(parts, start, end),
	};
}

/** CSV-like text: compressible as real tables are, and another for each `seed`. */
function contentOf(seed: number, size: number): Content {
	const block = Math.min(size, 1 << 20);
	let state = seed + 1;
	let text = '';
	while (text.length < block) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		text += `${state},customer-${state % 9973},${(state % 100000) / 100},open\n`;
	}
	const bytes = Buffer.alloc(size, text.slice(0, block));
	return {
		packed: deflateRawSync(bytes, { level: 1 }),
		size,
		crc: crc32(bytes),
		sha256: createHash('sha256').update(bytes).digest('hex'),
	};
}

/** A local file header, or with `offset` the entry of the central directory, which repeats it with a few fields more. */
function header(signature: number, path: string, { packed, size, crc }: Content, offset?: number): Buffer {
	const name = Buffer.from(path);
	const central = offset !== undefined;
	const shift = central ? 2 : 0;
	const fixed = Buffer.alloc(central ? 46 : 30);
	fixed.writeUInt32LE(signature, 0);
	if (central) fixed.writeUInt16LE(20, 4); // version made by
	fixed.writeUInt16LE(20, 4 + shift); // version needed
	fixed.writeUInt16LE(0x0800, 6 + shift); // names are UTF-8
	fixed.writeUInt16LE(8, 8 + shift); // deflate
	fixed.writeUInt32LE(0x5a210000, 10 + shift); // 2025-01-01 00:00
	fixed.writeUInt32LE(crc, 14 + shift);
	fixed.writeUInt32LE(packed.length, 18 + shift);
	fixed.writeUInt32LE(size, 22 + shift);
	fixed.writeUInt16LE(name.length, 26 + shift);
	if (central) fixed.writeUInt32LE(offset, 42);
	return Buffer.concat([fixed, name]);
}

/** The end of central directory record. */
function endOf(count: number, size: number, offset: number): Buffer {
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(count, 8);
	end.writeUInt16LE(count, 10);
	end.writeUInt32LE(size, 12);
	end.writeUInt32LE(offset, 16);
	return end;
}

/** Bytes `start` to `end` of the parts in a row, in pieces of at most 64 KiB as a network gives them. */
function* slice(parts: Buffer[], start: number, end: number): Generator<Buffer> {
	let at = 0;
	for (const part of parts) {
		const from = Math.max(start - at, 0);
		const to = Math.min(end - at, part.length);
		for (let cut = from; cut < to; cut += 65_536) yield part.subarray(cut, Math.min(cut + 65_536, to));
		at += part.length;
	}
}
