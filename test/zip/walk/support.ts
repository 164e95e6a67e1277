import { Ending } from '../../../nodes/shared/base/ending';
import { Cursor } from '../../../nodes/shared/zip/walk/cursor';
import { ArchiveRefused } from '../../../nodes/shared/zip';

/** A cursor at the first of these chunks, each of which has memory of its own. */
export function cursorOf(chunks: Array<Buffer | string>, offset = 0, ending = new Ending()): Cursor {
	return new Cursor(
		{
			offset,
			close: () => {},
			async *[Symbol.asyncIterator]() {
				for (const chunk of chunks) yield await Promise.resolve(new Uint8Array(Buffer.from(chunk)));
			},
		},
		ending,
	);
}

/** `bytes`, cut into chunks of that length. */
export function inChunks(bytes: Buffer, length: number): Buffer[] {
	const chunks: Buffer[] = [];
	for (let at = 0; at < bytes.length; at += length) chunks.push(bytes.subarray(at, at + length));
	return chunks;
}

/** What was refused; null when nothing was. */
export async function refusalOf(work: () => unknown): Promise<ArchiveRefused | null> {
	try {
		await work();
		return null;
	} catch (reason) {
		if (reason instanceof ArchiveRefused) return reason;
		throw reason;
	}
}
