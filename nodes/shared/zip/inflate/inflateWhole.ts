/** Entries small enough to be handed over in one Buffer. */
import { inflateSync } from '../../bundled/inflate';
import type { BufferPool } from '../engine/bufferPool';
import { crc32 } from '../format/crc32';
import type { Expected } from './decoders';
import { Ending } from '../../base/ending';
import { GZIP_HEADER, GZIP_TRAILER_LENGTH, gzipTrailer } from './gzip';
import { buffersMade, release } from '../engine/youngHeap';
import { passOn } from '../format/refused';

/** Starting a DecompressionStream costs more than inflating this much at once. */
export const TINY_COMPRESSED = 16 * 1024;
/** At once, but not for longer than a few milliseconds. */
export const TINY_SIZE = 256 * 1024;
/** Compressed and not: what may be held in memory for one entry. */
export const WHOLE_LIMIT = 4 * 1024 * 1024;

function check(content: Buffer, expected: Expected): Buffer {
	if (crc32(content) !== expected.crc) throw new Error('its content does not match its CRC-32');
	return content;
}

/** A stored entry, gathered in a buffer of its own. */
export const wholeStored = check;

/** @throws Error when the data is damaged or its length isn't the one expected */
export function inflateTiny(data: Uint8Array, expected: Expected): Buffer {
	// One byte more than needed: fflate drops what doesn't fit, and then the length would look right.
	const room = Buffer.allocUnsafe(expected.size + 1);
	const content = inflateSync(data, { out: room });
	if (content.length !== expected.size) throw new Error('its length is not the one it should have');
	return check(room.subarray(0, expected.size), expected);
}

/** Compressed data, and the same with room for a gzip header and a trailer around it. */
export interface GzipFrame {
	frame: Buffer;
	data: Buffer;
}

/** Room, out of `pool`, for compressed data of this length. */
export function gzipFrame(compressedSize: number, pool: BufferPool): GzipFrame {
	const length = GZIP_HEADER.length + compressedSize + GZIP_TRAILER_LENGTH;
	const frame = pool.borrow(length).subarray(0, length);
	frame.set(GZIP_HEADER);
	return { frame, data: frame.subarray(GZIP_HEADER.length, GZIP_HEADER.length + compressedSize) };
}

/**
 * Inflates `frame` on another thread into `content`, which is as long as expected. `given` counts what comes out.
 *
 * @throws Error when the data is damaged or isn't what was expected
 */
export async function inflateWhole(
	frame: Buffer,
	content: Buffer,
	expected: Expected,
	given: (count: number) => void,
	ending: Ending,
): Promise<void> {
	frame.set(gzipTrailer(expected.crc, expected.size), frame.length - GZIP_TRAILER_LENGTH);
	const stream = new DecompressionStream('gzip');
	const writer = stream.writable.getWriter();
	const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
	const off = ending.onEnd((reason) => {
		writer.abort(reason).catch(() => {});
		reader.cancel(reason).catch(() => {});
	});
	try {
		// Awaiting the writes first would wait for ever: they come through only as the output is read.
		const written = Promise.all([writer.write(frame), writer.close()]);
		written.catch(() => {}); // what damages the input is thrown by the output as well
		let at = 0;
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			const { length } = value;
			buffersMade(2 * length); // what zlib wrote, and the copy that Node's adapter made of it; that one is freed here
			given(length);
			if (at + length > expected.size) throw new Error(`it has more than its ${expected.size} bytes`);
			content.set(value, at);
			at += length;
			release(value);
		}
		ending.throwIfEnded();
		if (at !== expected.size) throw new Error(`it has ${at} bytes instead of ${expected.size}`);
	} catch (reason) {
		writer.abort(reason).catch(() => {});
		reader.cancel(reason).catch(() => {});
		return passOn(reason);
	} finally {
		off();
	}
}
