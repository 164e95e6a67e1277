/**
 * Buffers for files that are held whole, used again and again. Left to the collector, megabytes would wait for it: some
 * 30 MB of them between two quick collections, and longer when a slow store has made them old. V8 then answers every
 * 8 MB with a full collection: now and then e of the benchmark took 150 MB instead of 40, and 3 s instead of 1.2.
 */
import { release } from './release';
import { newBuffer } from './youngHeap';

const SMALLEST = 64 * 1024;
/** Bytes that are kept for later: about what is in flight at once. */
const KEPT = 8 * 1024 * 1024;

export class BufferPool {
	readonly #idle: Buffer[] = [];
	#idleBytes = 0;

	/** At least `length` bytes, with anything in them. Not to give them back does no harm. */
	borrow(length: number): Buffer {
		const fitting = this.#idle.filter((buffer) => buffer.length >= length);
		if (fitting.length === 0) return newBuffer(roomFor(length));
		const best = fitting.reduce((one, other) => (other.length < one.length ? other : one));
		this.#idle.splice(this.#idle.indexOf(best), 1);
		this.#idleBytes -= best.length;
		return best;
	}

	/** Takes back what was borrowed, by any view of it. Nobody may look at it any more. */
	giveBack(view: Buffer): void {
		const buffer = Buffer.from(view.buffer);
		this.#idle.push(buffer);
		this.#idleBytes += buffer.length;
		this.#shrinkTo(KEPT);
	}

	/** Frees all that isn't borrowed. */
	clear(): void {
		this.#shrinkTo(0);
	}

	#shrinkTo(bytes: number): void {
		while (this.#idleBytes > bytes) {
			const [oldest] = this.#idle.splice(0, 1);
			this.#idleBytes -= oldest.length;
			release(oldest);
		}
	}
}

/** A little more than asked for, so that the next file of about this size has room as well. */
function roomFor(length: number): number {
	const step = 2 ** Math.floor(Math.log2(Math.max(length, SMALLEST)) - 2);
	return Math.ceil(length / step) * step;
}

/** One for all archives that are being read in this process: ten of them keep no more than one does. */
const shared = new BufferPool();
let readers = 0;

/** The pool that all readings share. Each says when it is over. */
export function joinPool(): BufferPool {
	readers++;
	return shared;
}

/** When the last one goes nothing is kept. */
export function leavePool(): void {
	if (--readers === 0) shared.clear();
}
