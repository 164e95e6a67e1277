/** Bytes that a service can send whole or in part, without their having to be in memory. */
export interface ByteSource {
	/** Bytes in all. */
	readonly size: number;
	/** Strong validator, quotes included. */
	readonly etag: string;
	/** The bytes from `start` up to, not including, `end`. */
	read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** Small enough that a test sees progress, large enough that a gigabyte does not take a million steps. */
const CHUNK = 64 * 1024;

/** A source over bytes in memory. */
export function bufferSource(bytes: Buffer, etag = `"${bytes.length.toString(16)}-sandbox"`): ByteSource {
	return {
		size: bytes.length,
		etag,
		async *read(start, end) {
			for (let at = start; at < end; at += CHUNK) yield bytes.subarray(at, Math.min(end, at + CHUNK));
		},
	};
}

/** A test may hand over either form. */
export function asSource(archive: Buffer | ByteSource): ByteSource {
	return Buffer.isBuffer(archive) ? bufferSource(archive) : archive;
}
