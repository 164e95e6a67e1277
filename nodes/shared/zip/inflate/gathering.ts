/**
 * Compressed data whose length is not known yet, in a buffer that grows.
 * Each piece is copied at once, while the processor still has it at hand, and its window is free to go.
 */
import type { BufferPool } from '../engine/bufferPool';
import { release } from '../engine/release';

const SMALLEST = 64 * 1024;
const NOTHING: Buffer = Buffer.alloc(0);

export class Gathering {
	private buffer = NOTHING;
	/** Bytes gathered so far. */
	length = 0;
	/** Room that the last file took: files of one archive are often alike. */
	private likely = SMALLEST;

	constructor(private readonly pool: BufferPool) {}

	/** A view, good until the next `add`. */
	get data(): Buffer {
		return this.buffer.subarray(0, this.length);
	}

	/** Copies `piece`, and frees it. */
	add(piece: Buffer): void {
		const needed = this.length + piece.length;
		if (needed > this.buffer.length) this.grow(Math.max(needed, 2 * this.buffer.length, this.likely));
		this.buffer.set(piece, this.length);
		this.length = needed;
		release(piece);
	}

	/** Begins anew, in the same buffer. */
	clear(): void {
		this.length = 0;
	}

	/** Gives the data away, in a buffer that goes back to the pool, and begins anew. */
	give(): Buffer {
		if (this.buffer === NOTHING) this.grow(this.likely);
		const { data } = this;
		this.likely = Math.max(SMALLEST, data.length);
		this.buffer = NOTHING;
		this.clear();
		return data;
	}

	private grow(length: number): void {
		const smaller = this.buffer;
		this.buffer = this.pool.borrow(length);
		this.buffer.set(smaller.subarray(0, this.length));
		if (smaller !== NOTHING) this.pool.giveBack(smaller);
	}
}
