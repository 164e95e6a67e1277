/** One file's way through the engine, a window at a time. Others may go in between. */
import type { InflateEngine } from './inflateEngine';

/** The most that comes out of one window: a millisecond's work, on a slow machine less than three. */
export const WINDOW_LENGTH = 256 * 1024;

const NEEDS_ROOM = 1;
const DONE = 2;
const DAMAGED = 3;
/** In the order of the numbers that inflate.c has for them. */
const REASONS = [
	'its data can not be unpacked',
	'a block is of a kind that does not exist',
	'the length of a stored block is not the one it should have',
	'a block has more codes than there are',
	'the codes of a block do not fit together',
	'a block has no code for its end',
	'a code means nothing',
	'it repeats bytes from before its beginning',
];

/** What one window gave. */
export interface Window {
	/**
	 * Bytes of input that were used up. The others have to come again, with the next ones behind them. When the data has
	 * ended it may be less than nothing: then some of what was used before lay behind that end.
	 */
	used: number;
	/** What came out: in the engine's own memory, and good until the next window of any inflation. */
	output: Uint8Array;
	/** Whether the data has ended. */
	done: boolean;
	/** Whether there is more to come out of what is left of this input. */
	more: boolean;
}

/** An engine holds one inflation at a time: the others are parked. */
const atWork = new WeakMap<InflateEngine, Inflation>();

export class Inflation {
	#parked: { state: Uint8Array; history: Uint8Array } | null = null;
	#ended = false;

	readonly #engine: InflateEngine;

	/** @param wide whether it is Deflate64 */
	constructor(engine: InflateEngine, wide: boolean) {
		this.#engine = engine;
		this.#takeOver();
		engine.calls.start(wide ? 1 : 0);
	}

	/**
	 * Inflates until `room` bytes have come out, or all that is possible with `input` (its first 128 KiB, if it is longer).
	 *
	 * @throws Error when the data is damaged
	 */
	window(input: Uint8Array, room = WINDOW_LENGTH): Window {
		this.#comeBack();
		const engine = this.#engine;
		const part = input.subarray(0, engine.input.length);
		engine.input.set(part);
		const status = engine.calls.run(part.length, room);
		if (status === DAMAGED) {
			this.end();
			throw new Error(REASONS[engine.reason] ?? REASONS[0]);
		}
		const { used, output } = engine;
		const done = status === DONE;
		return { used, output, done, more: status === NEEDS_ROOM || (!done && part.length < input.length) };
	}

	/** CRC-32 of all that came out so far. */
	get crc(): number {
		this.#comeBack();
		return this.#engine.calls.crcSoFar() >>> 0;
	}

	/** Nothing more is wanted of it. */
	end(): void {
		this.#ended = true;
		this.#parked = null;
		if (atWork.get(this.#engine) === this) atWork.delete(this.#engine);
	}

	#comeBack(): void {
		if (atWork.get(this.#engine) === this) return;
		this.#takeOver();
		const engine = this.#engine;
		const parked = this.#parked;
		if (parked === null) throw new Error(REASONS[0]);
		engine.state.set(parked.state);
		engine.calls.resume(parked.history.length);
		engine.output.set(parked.history);
		this.#parked = null;
	}

	#takeOver(): void {
		const other = atWork.get(this.#engine);
		if (other !== undefined) other.#park();
		atWork.set(this.#engine, this);
	}

	/** Some 12 kB of tables, and as much as it may look back at: 32 KiB, or 64. */
	#park(): void {
		if (this.#ended) return;
		const engine = this.#engine;
		engine.calls.history();
		this.#parked = { history: engine.output.slice(), state: engine.state.slice() };
	}
}
