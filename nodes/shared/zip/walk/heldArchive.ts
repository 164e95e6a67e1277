import type { ByteSource } from '../../contract/source';

const PIECE = 64 * 1024;

/** A small archive that came whole with its tail, to be read without another request. */
export function heldArchive(bytes: Buffer): ByteSource {
	return {
		size: bytes.length,
		ranges: true,
		open: async (start, end = bytes.length) => ({
			offset: start,
			close: () => {},
			async *[Symbol.asyncIterator]() {
				// Copies: the reader frees what it was given, and other pieces of this lie in the same memory.
				for (let at = start; at < end; at += PIECE)
					yield Uint8Array.from(bytes.subarray(at, Math.min(end, at + PIECE)));
			},
		}),
	};
}
