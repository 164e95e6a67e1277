/** CRC-32 of bytes that nothing had to be inflated for (stored files, what has to be compared), by the engine where that pays. */
import { crc32 } from '../format/crc32';
import { inflateEngine } from './inflateEngine';

/** Fewer are not worth the copy into the engine's memory. */
const WORTH_A_COPY = 4 * 1024;

/** CRC-32 of `bytes`, going on from `before` (the CRC of everything in front of them). */
export function checksum(bytes: Uint8Array, before = 0): number {
	const engine = bytes.length < WORTH_A_COPY ? null : inflateEngine();
	if (engine === null) return crc32(bytes, before);
	let crc = before;
	for (let at = 0; at < bytes.length; at += engine.input.length) {
		const part = bytes.subarray(at, at + engine.input.length);
		engine.input.set(part);
		crc = engine.calls.crc(crc, part.length);
	}
	return crc >>> 0;
}
