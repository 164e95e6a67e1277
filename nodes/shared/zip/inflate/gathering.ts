/**
 * Compressed data whose length is not known yet, in a buffer that grows.
 * Each piece is copied at once, while the processor still has it at hand, and its window is free to go.
 */
import type { BufferPool } from '../engine/bufferPool';
import type { GatheredBytes } from '../engine/gatheredBytes';
import { release } from '../engine/release';

const SMALLEST = 64 * 1024;
const NOTHING: Buffer = Buffer.alloc(0);

export class Gathering {
	#buffer = NOTHING;
	/** Bytes gathered so far. */
	length = 0;
	/** Room that the last file took: files of one archive are often alike. */
	#likely = SMALLEST;

	readonly #pool: BufferPool;
	readonly #budget: GatheredBytes;

	constructor(pool: BufferPool, budget: GatheredBytes) {
		this.#pool = pool;
		this.#budget = budget;
	}

	/** A view, good until the next `add`. */
	get data(): Buffer {
		return this.#buffer.subarray(0, this.length);
	}

	/** Copies `piece`, and frees it. False when there is no room for it: then nothing has happened. */
	add(piece: Buffer): boolean {
		const needed = this.length + piece.length;
		if (needed > this.#buffer.length) {
			const generous = Math.max(needed, 2 * this.#buffer.length, this.#likely);
			if (!this.#grow(this.#budget.hasRoom(generous) ? generous : needed)) return false;
		}
		this.#buffer.set(piece, this.length);
		this.length = needed;
		release(piece);
		return true;
	}

	/** Begins anew, in the same buffer. */
	clear(): void {
		this.length = 0;
	}

	/** Gives the data away, in a buffer that goes back to the pool, and begins anew. */
	give(): Buffer {
		const { data, room } = this.giveWithRoom();
		this.#budget.giveBack(room);
		return data;
	}

	/** The same, for whoever gives the room in the budget back later. */
	giveWithRoom(): { data: Buffer; room: number } {
		if (this.#buffer === NOTHING) return { data: this.#pool.borrow(this.#likely).subarray(0, 0), room: 0 };
		const { data } = this;
		const buffer = this.#buffer;
		this.#likely = Math.max(SMALLEST, data.length);
		this.#buffer = NOTHING;
		this.clear();
		return { data, room: buffer.length };
	}

	#grow(length: number): boolean {
		const smaller = this.#buffer;
		const larger = this.#pool.borrow(length);
		if (!this.#budget.take(larger.length)) {
			this.#pool.giveBack(larger);
			return false;
		}
		larger.set(smaller.subarray(0, this.length));
		this.#buffer = larger;
		if (smaller !== NOTHING) {
			this.#budget.giveBack(smaller.length);
			this.#pool.giveBack(smaller);
		}
		return true;
	}
}
