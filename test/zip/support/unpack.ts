import { createHash } from 'crypto';
import {
	type ArchiveEntry,
	type ByteSource,
	type EntryContent,
	type ReadOptions,
	type ReadReport,
	unpackArchive,
} from '../../../nodes/shared/zip';

export async function bytesOf(content: EntryContent): Promise<Buffer> {
	if (content instanceof Uint8Array) return Buffer.from(content);
	const pieces: Uint8Array[] = [];
	for await (const piece of content) pieces.push(piece);
	return Buffer.concat(pieces);
}

export interface Unpacked {
	report: ReadReport;
	files: Array<{ path: string; size: number; sha256: string; bytes: Buffer; entry: ArchiveEntry }>;
}

/** Unpacks into memory; the files are those of the report, in its order. */
export async function unpack(
	source: ByteSource,
	options: ReadOptions = {},
	read: typeof unpackArchive = unpackArchive,
): Promise<Unpacked> {
	const contents = new Map<ArchiveEntry, Buffer>();
	const report = await read(source, options, async (entry, content) => {
		contents.set(entry, await bytesOf(content));
	});
	const files = report.entries.map((entry) => {
		const bytes = contents.get(entry);
		if (!bytes) throw new Error(`${entry.path} was reported and never handed over`);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		return { path: entry.path, size: bytes.length, sha256, bytes, entry };
	});
	return { report, files };
}
