/**
 * What lies around deflated data in a gzip file. A DecompressionStream knows no CRC for bare deflate, but it does
 * for gzip, which is the same data with ten bytes in front and CRC and length behind. So those are put around it, and zlib
 * itself checks every byte.
 */
export const GZIP_HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);

/** What gzip has behind the data: the CRC, and the length modulo 2^32. */
export function gzipTrailer(crc: number, size: number): Buffer {
	const trailer = Buffer.alloc(8);
	trailer.writeUInt32LE(crc, 0);
	trailer.writeUInt32LE(size % 0x1_0000_0000, 4);
	return trailer;
}
