import { crc32 } from 'node:zlib';
import type { ByteSource } from './core/byteSource';
import { crcOfRepeats } from './core/crcOfRepeats';

/** A file of a virtual archive: real bytes, or a length that is filled with a text saying which file it is. */
export type VirtualFile = { path: string; bytes: Buffer } | { path: string; size: number };

/** An archive that exists only as far as somebody reads it. */
export interface VirtualArchive extends ByteSource {
	/** Path, offset of the data, size and CRC-32 of every file. */
	readonly entries: ReadonlyArray<{ path: string; dataStart: number; size: number; crc: number }>;
	/** The bytes of one file. */
	contentOf(index: number): AsyncIterable<Uint8Array>;
}

/** What files without bytes of their own repeat after their name. */
const BLOCK = Buffer.from(Array.from({ length: 64 * 1024 }, (_, at) => (at * 31 + (at >> 8) * 17) & 255));
const MAX32 = 0xffff_ffff;
const MAX16 = 0xffff;

function head(path: string, size: number): Buffer {
	return Buffer.from(`${path}\n`).subarray(0, size);
}

function* filled(path: string, size: number, start: number, end: number): Generator<Uint8Array> {
	const first = head(path, size);
	let at = start;
	while (at < end) {
		if (at < first.length) {
			yield first.subarray(at, Math.min(end, first.length));
			at = Math.min(end, first.length);
			continue;
		}
		const from = (at - first.length) % BLOCK.length;
		const length = Math.min(end - at, BLOCK.length - from);
		yield BLOCK.subarray(from, from + length);
		at += length;
	}
}

interface Placed {
	path: string;
	name: Buffer;
	size: number;
	crc: number;
	offset: number;
	bytes?: Buffer;
}

function localHeader(file: Placed): Buffer {
	const large = file.size >= MAX32;
	const header = Buffer.alloc(30);
	header.writeUInt32LE(0x04034b50, 0);
	header.writeUInt16LE(large ? 45 : 20, 4);
	// Bit 11: names are UTF-8. Method 0: stored. Date: 2026-11-21 08:30.
	header.writeUInt16LE(0x0800, 6);
	header.writeUInt16LE((8 << 11) | (30 << 5), 10);
	header.writeUInt16LE(((2026 - 1980) << 9) | (11 << 5) | 21, 12);
	header.writeUInt32LE(file.crc, 14);
	header.writeUInt32LE(large ? MAX32 : file.size, 18);
	header.writeUInt32LE(large ? MAX32 : file.size, 22);
	header.writeUInt16LE(file.name.length, 26);
	header.writeUInt16LE(large ? 20 : 0, 28);
	return Buffer.concat([header, file.name, large ? zip64Extra([file.size, file.size]) : Buffer.alloc(0)]);
}

function zip64Extra(values: number[]): Buffer {
	const extra = Buffer.alloc(4 + values.length * 8);
	extra.writeUInt16LE(1, 0);
	extra.writeUInt16LE(values.length * 8, 2);
	values.forEach((value, index) => extra.writeBigUInt64LE(BigInt(value), 4 + index * 8));
	return extra;
}

function centralHeader(file: Placed): Buffer {
	const wide: number[] = [];
	if (file.size >= MAX32) wide.push(file.size, file.size);
	if (file.offset >= MAX32) wide.push(file.offset);
	const extra = wide.length > 0 ? zip64Extra(wide) : Buffer.alloc(0);
	const header = Buffer.alloc(46);
	header.writeUInt32LE(0x02014b50, 0);
	header.writeUInt16LE(wide.length > 0 ? 45 : 20, 4);
	// From "version needed" to the name's length both headers agree.
	localHeader(file).copy(header, 6, 4, 28);
	header.writeUInt16LE(wide.length > 0 ? 45 : 20, 6);
	header.writeUInt16LE(extra.length, 30);
	header.writeUInt32LE(Math.min(file.offset, MAX32), 42);
	return Buffer.concat([header, file.name, extra]);
}

function endRecords(count: number, start: number, length: number): Buffer {
	const wide = count >= MAX16 || start >= MAX32 || length >= MAX32;
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(Math.min(count, MAX16), 8);
	end.writeUInt16LE(Math.min(count, MAX16), 10);
	end.writeUInt32LE(Math.min(length, MAX32), 12);
	end.writeUInt32LE(wide ? MAX32 : start, 16);
	if (!wide) return end;
	const record = Buffer.alloc(56 + 20);
	record.writeUInt32LE(0x06064b50, 0);
	record.writeBigUInt64LE(44n, 4);
	record.writeUInt16LE(45, 12);
	record.writeUInt16LE(45, 14);
	record.writeBigUInt64LE(BigInt(count), 24);
	record.writeBigUInt64LE(BigInt(count), 32);
	record.writeBigUInt64LE(BigInt(length), 40);
	record.writeBigUInt64LE(BigInt(start), 48);
	record.writeUInt32LE(0x07064b50, 56);
	record.writeBigUInt64LE(BigInt(start + length), 64);
	record.writeUInt32LE(1, 72);
	return Buffer.concat([record, end]);
}

/** The name of file `index` of a gallery, and how many bytes each file has. */
export function gallery(count: number, totalBytes: number): VirtualFile[] {
	const size = Math.floor(totalBytes / count);
	return Array.from({ length: count }, (_, index) => ({
		path: `batch-${String(index % 20).padStart(2, '0')}/picture-${String(index).padStart(5, '0')}.raw`,
		size: index === 0 ? size + (totalBytes - size * count) : size,
	}));
}

/**
 * A ZIP of stored files (ZIP64 where it must be) of which every range can be read without the rest being made.
 * 2,001 files and a gigabyte unless told otherwise.
 */
export function virtualArchive(files: readonly VirtualFile[] = gallery(2001, 1024 ** 3)): VirtualArchive {
	let offset = 0;
	const placed = files.map((file): Placed => {
		const bytes = 'bytes' in file ? file.bytes : undefined;
		const size = 'bytes' in file ? file.bytes.length : file.size;
		const first = head(file.path, size);
		const crc = bytes === undefined ? crcOfRepeats(BLOCK, size - first.length, crc32(first)) : crc32(bytes);
		const entry: Placed = { path: file.path, name: Buffer.from(file.path), size, crc, offset, bytes };
		offset += localHeader(entry).length + size;
		return entry;
	});
	const centralStart = offset;
	const central = Buffer.concat(placed.map(centralHeader));
	const tail = Buffer.concat([central, endRecords(placed.length, centralStart, central.length)]);

	async function* content(file: Placed, start: number, end: number): AsyncGenerator<Uint8Array> {
		if (file.bytes !== undefined) yield file.bytes.subarray(start, end);
		else yield* filled(file.path, file.size, start, end);
	}

	/** The file whose header or data holds that offset. */
	function indexAt(position: number): number {
		let low = 0;
		let high = placed.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((placed[middle]?.offset ?? 0) <= position) low = middle;
			else high = middle - 1;
		}
		return low;
	}

	async function* read(start: number, end: number): AsyncGenerator<Uint8Array> {
		let at = start;
		for (let index = indexAt(start); at < Math.min(end, centralStart) && index < placed.length; index += 1) {
			const file = placed[index];
			if (file === undefined) break;
			const header = localHeader(file);
			const dataStart = file.offset + header.length;
			if (at < dataStart) {
				yield header.subarray(at - file.offset, Math.min(end - file.offset, header.length));
				at = Math.min(end, dataStart);
			}
			const stop = Math.min(end, dataStart + file.size);
			if (at < stop) yield* content(file, at - dataStart, stop - dataStart);
			at = Math.max(at, stop);
		}
		if (end > centralStart) yield tail.subarray(Math.max(0, start - centralStart), end - centralStart);
	}

	return {
		size: centralStart + tail.length,
		etag: `"virtual-${files.length}-${centralStart.toString(16)}"`,
		entries: placed.map((file) => ({
			path: file.path,
			dataStart: file.offset + localHeader(file).length,
			size: file.size,
			crc: file.crc,
		})),
		read,
		contentOf(index) {
			const file = placed[index];
			if (file === undefined) throw new Error(`The virtual archive has no file ${index}`);
			return content(file, 0, file.size);
		},
	};
}
