import { open, type FileHandle } from 'node:fs/promises';
import { pack, type Packable, type Packed } from './pack';
import { descriptor, endRecords, localHeader, record } from './records';

/** A file as it must come out of the archive again. */
export interface Expected {
	path: string;
	size: number;
	sha256: string;
}

/** What was written, and where the first file's packed bytes lie (for the raw inflate). */
export interface Written {
	bytes: number;
	files: Expected[];
	first: { start: number; end: number };
}

/** The benchmark's own ZIP writer: it shares no line with the reader, so a mistake of one can't hide in the other. */
export async function writeZip(path: string, files: Iterable<Packable>): Promise<Written> {
	const file = await open(path, 'w');
	try {
		const written: Written = { bytes: 0, files: [], first: { start: 0, end: 0 } };
		const records: Buffer[] = [];
		for (const packable of files) {
			const packed = pack(packable);
			const offset = written.bytes;
			const header = localHeader(packed);
			const start = offset + header.length;
			written.bytes = start + packed.packedSize;
			await put(file, [header], offset);
			await putRepeated(file, packed, start);
			if (written.files.length === 0) written.first = { start, end: written.bytes };
			if (packed.described) {
				const tail = descriptor(packed);
				await put(file, [tail], written.bytes);
				written.bytes += tail.length;
			}
			written.files.push({ path: packed.name, size: packed.size, sha256: packed.sha256 });
			records.push(record(packed, offset));
		}
		const directory = Buffer.concat(records);
		const end = endRecords(records.length, directory.length, written.bytes);
		await put(file, [directory, end], written.bytes);
		written.bytes += directory.length + end.length;
		return written;
	} finally {
		await file.close();
	}
}

async function put(file: FileHandle, pieces: Buffer[], at: number): Promise<void> {
	let position = at;
	for (const piece of pieces) {
		await file.write(piece, 0, piece.length, position);
		position += piece.length;
	}
}

async function putRepeated(file: FileHandle, packed: Packed, at: number): Promise<void> {
	for (let turn = 0; turn < packed.repeat; turn++)
		await put(file, [packed.block], at + turn * packed.block.length);
	await put(file, [packed.end], at + packed.repeat * packed.block.length);
}
