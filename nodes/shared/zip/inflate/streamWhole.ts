import type { Ending } from '../../base/ending';
import { passOn } from '../format/refused';
import { check, type Expected, otherLength } from './decoder';
import { GZIP_HEADER, gzipTrailer } from './gzip';

/**
 * Inflates `data` into `content`, which is as long as expected, with what the web gives: on another thread, for a Node
 * without WebAssembly. `given` counts what comes out.
 *
 * @throws Error when the data is damaged or isn't what was expected
 */
export async function streamWhole(
	data: Buffer,
	content: Buffer,
	expected: Expected,
	given: (count: number) => void,
	ending: Ending,
): Promise<void> {
	const stream = new DecompressionStream('gzip');
	const writer = stream.writable.getWriter();
	const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
	const off = ending.onEnd((reason) => {
		writer.abort(reason).catch(() => {});
		reader.cancel(reason).catch(() => {});
	});
	try {
		// Awaiting the writes first would wait for ever: they come through only as the output is read.
		const parts = [GZIP_HEADER, data, gzipTrailer(expected.crc, expected.size)];
		const written = Promise.all([...parts.map(async (part) => await writer.write(part)), writer.close()]);
		written.catch(() => {}); // what damages the input is thrown by the output as well
		let size = 0;
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			given(value.length);
			if (size + value.length > expected.size) throw new Error(otherLength('more', expected));
			content.set(value, size);
			size += value.length;
		}
		ending.throwIfEnded();
		check({ size, crc: expected.crc }, expected); // zlib has compared the CRC
	} catch (reason) {
		writer.abort(reason).catch(() => {});
		reader.cancel(reason).catch(() => {});
		passOn(reason);
	} finally {
		off();
	}
}
