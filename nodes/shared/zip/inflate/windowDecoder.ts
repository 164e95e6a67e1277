/** Inflates in WebAssembly, window by window, with everybody else's turn in between. */
import { Ending } from '../../base/ending';
import { loopTurn } from '../engine/eventLoopTurn';
import { Inflation, WINDOW_LENGTH } from '../engine/inflation';
import type { InflateEngine } from '../engine/inflateEngine';
import { release } from '../engine/release';
import { check, type Decoder, ENDS_EARLY, type Expected, MORE_BEHIND } from './decoder';
import { Pieces } from './pieces';

const NOTHING: Buffer = Buffer.alloc(0);

export class WindowDecoder implements Decoder {
	readonly pieces = new Pieces();
	readonly #inflation: Inflation;
	readonly #stopped = new Ending();
	/** The end of what was written, when nothing could be done with it yet: a few bytes. */
	#waiting = NOTHING;
	#size = 0;
	#done = false;
	/** Bytes behind the end of the data. */
	#behind = 0;

	readonly #given: (count: number) => void;

	/** @param wide whether it is Deflate64 */
	constructor(engine: InflateEngine, wide: boolean, given: (count: number) => void) {
		this.#given = given;
		this.#inflation = new Inflation(engine, wide);
	}

	async write(bytes: Buffer): Promise<void> {
		if (this.#done) {
			this.#behind += bytes.length;
			return;
		}
		const rest = await this.#inflate(
			this.#waiting.length > 0 ? Buffer.concat([this.#waiting, bytes]) : bytes,
		);
		this.#waiting = rest.length > 0 ? Buffer.from(rest) : NOTHING; // a copy: what was written goes now
		release(bytes);
	}

	async finish(expected: Expected): Promise<void> {
		if (!this.#done) await this.#inflate(this.#waiting);
		if (!this.#done) throw new Error(ENDS_EARLY);
		if (this.#behind > 0) throw new Error(MORE_BEHIND);
		check({ size: this.#size, crc: this.#inflation.crc }, expected);
		this.#inflation.end();
		await this.pieces.finish();
	}

	abort(reason: unknown): void {
		this.#stopped.end(reason);
		this.#inflation.end();
		this.pieces.fail(reason);
	}

	/** Inflates as much as it can; the answer is the rest. */
	async #inflate(bytes: Buffer): Promise<Buffer> {
		let input = bytes;
		for (let more = true; more;) {
			await loopTurn();
			this.#stopped.throwIfEnded();
			const room = this.pieces.room();
			const window = this.#inflation.window(input, Math.min(room.length, WINDOW_LENGTH));
			const { length } = window.output;
			this.#size += length;
			this.#given(length); // before anybody sees it: this is where a bomb is stopped
			room.set(window.output);
			({ done: this.#done, more } = window);
			if (this.#done) this.#behind = input.length - window.used;
			else input = input.subarray(window.used);
			await this.pieces.filledUp(length);
		}
		this.#stopped.throwIfEnded();
		return input;
	}
}
