/** Entries small enough to be handed over in one Buffer. */
import { inflateSync } from '../../bundled/inflate';
import type { Ending } from '../../base/ending';
import { checksum } from '../engine/checksum';
import { loopTurn } from '../engine/eventLoopTurn';
import { type InflateEngine, inflateEngine } from '../engine/inflateEngine';
import { Inflation } from '../engine/inflation';
import { METHOD_DEFLATE64 } from '../format/signatures';
import { check, ENDS_EARLY, type Expected, MORE_BEHIND, otherLength } from './decoder';
import { NEEDS_WEBASSEMBLY } from './decoders';
import { streamWhole } from './streamWhole';

/** Up to these sizes an entry is inflated at once: a millisecond's work. */
export const TINY_COMPRESSED = 16 * 1024;
export const TINY_SIZE = 256 * 1024;
/** Compressed and not: what may be held in memory for one entry. */
export const WHOLE_LIMIT = 4 * 1024 * 1024;

/** Stored bytes that are summed up at once: what one window of an inflation takes. */
const STORED_WINDOW = 512 * 1024;

/** A tiny stored entry. @throws Error when it isn't what was expected */
export function tinyStored(content: Buffer, expected: Expected): Buffer {
	check({ size: content.length, crc: checksum(content) }, expected);
	return content;
}

/** Checks a stored entry, gathered in a buffer of its own, window by window. @throws Error when it isn't what was expected */
export async function checkStored(content: Buffer, expected: Expected, ending: Ending): Promise<void> {
	let crc = 0;
	for (let at = 0; at < content.length; at += STORED_WINDOW) {
		await loopTurn();
		ending.throwIfEnded();
		crc = checksum(content.subarray(at, at + STORED_WINDOW), crc);
	}
	check({ size: content.length, crc }, expected);
}

/** Counts what comes out, and throws when it is too much; told before anybody sees it. */
type Given = (count: number) => void;

/**
 * Inflates a tiny entry here and now.
 *
 * @throws Error when the data is damaged or isn't what was expected
 */
export function inflateTiny(method: number, data: Uint8Array, expected: Expected): Buffer {
	const engine = engineFor(method);
	// One byte more than needed: what doesn't fit is dropped, and then the length would look right.
	const room = Buffer.allocUnsafe(expected.size + 1);
	if (engine === null) {
		const content = inflateSync(data, { out: room });
		check({ size: content.length, crc: checksum(content) }, expected);
		return room.subarray(0, expected.size);
	}
	const filling = new Filling(engine, method, data, room, expected);
	try {
		while (filling.window());
		filling.finish();
	} finally {
		filling.end();
	}
	return room.subarray(0, expected.size);
}

/**
 * Inflates `data` into `content`, which is as long as expected, window by window.
 *
 * @throws Error when the data is damaged or isn't what was expected
 */
export async function inflateWhole(
	method: number,
	data: Buffer,
	content: Buffer,
	expected: Expected,
	given: Given,
	ending: Ending,
): Promise<void> {
	const engine = engineFor(method);
	if (engine === null) {
		await streamWhole(data, content, expected, given, ending);
		return;
	}
	const filling = new Filling(engine, method, data, content, expected);
	try {
		for (let more = true; more;) {
			await loopTurn();
			ending.throwIfEnded();
			const before = filling.size;
			more = filling.window();
			given(filling.size - before);
		}
		filling.finish();
	} finally {
		filling.end();
	}
}

function engineFor(method: number): InflateEngine | null {
	const engine = inflateEngine();
	if (engine === null && method === METHOD_DEFLATE64) throw new Error(NEEDS_WEBASSEMBLY);
	return engine;
}

/** Data that is all there, into a buffer that takes all of it. */
class Filling {
	readonly #inflation: Inflation;
	#used = 0;
	#done = false;
	size = 0;

	readonly #data: Uint8Array;
	readonly #room: Buffer;
	readonly #expected: Expected;

	constructor(engine: InflateEngine, method: number, data: Uint8Array, room: Buffer, expected: Expected) {
		this.#data = data;
		this.#room = room;
		this.#expected = expected;
		this.#inflation = new Inflation(engine, method === METHOD_DEFLATE64);
	}

	/** False when nothing more will come. */
	window(): boolean {
		const { output, used, done, more } = this.#inflation.window(this.#data.subarray(this.#used));
		this.#used += used;
		this.#done = done;
		if (this.size + output.length <= this.#room.length) this.#room.set(output, this.size);
		this.size += output.length;
		return more && this.size <= this.#expected.size;
	}

	finish(): void {
		const { size } = this;
		const expected = this.#expected;
		if (size > expected.size) throw new Error(otherLength('more', expected));
		if (!this.#done) throw new Error(ENDS_EARLY);
		if (this.#used < this.#data.length) throw new Error(MORE_BEHIND);
		check({ size, crc: this.#inflation.crc }, expected);
	}

	end(): void {
		this.#inflation.end();
	}
}
