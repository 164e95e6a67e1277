/**
 * Inflating off the main thread, with what the web gives: a DecompressionStream. It knows no CRC for bare
 * deflate, but it does for gzip, which is the same data with ten bytes in front and CRC and length behind.
 * So those are put around it, and zlib itself checks every byte.
 */
export const GZIP_HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
export const GZIP_TRAILER_LENGTH = 8;

/** What gzip has behind the data: the CRC, and the length modulo 2^32. */
export function gzipTrailer(crc: number, size: number): Buffer {
	const trailer = Buffer.alloc(GZIP_TRAILER_LENGTH);
	trailer.writeUInt32LE(crc, 0);
	trailer.writeUInt32LE(size % 0x1_0000_0000, 4);
	return trailer;
}
