/**
 * Compressed data whose length is not known yet, in a buffer that grows and has room for a gzip header and trailer.
 * Each piece is copied at once, while the processor still has it at hand, and its window is free to go.
 */
import type { BufferPool } from '../engine/bufferPool';
import { GZIP_HEADER, GZIP_TRAILER_LENGTH } from './gzip';
import type { GzipFrame } from './inflateWhole';
import { release } from '../engine/youngHeap';

const SMALLEST = 64 * 1024;
const START = GZIP_HEADER.length;
const NOTHING: Buffer = Buffer.alloc(0);

export class Gathering {
	private buffer = NOTHING;
	private end = START;
	/** Room that the last file took: files of one archive are often alike. */
	private likely = SMALLEST;

	constructor(private readonly pool: BufferPool) {}

	get length(): number {
		return this.end - START;
	}

	/** A view, good until the next `add`. */
	get data(): Buffer {
		return this.buffer.subarray(START, this.end);
	}

	/** Copies `piece`, and frees it. */
	add(piece: Buffer): void {
		const needed = this.end + piece.length + GZIP_TRAILER_LENGTH;
		if (needed > this.buffer.length) this.grow(Math.max(needed, 2 * this.buffer.length, this.likely));
		this.buffer.set(piece, this.end);
		this.end += piece.length;
		release(piece);
	}

	/** Begins anew, in the same buffer. */
	clear(): void {
		this.end = START;
	}

	/** Gives the data away, in a buffer that goes back to the pool, and begins anew. */
	give(): GzipFrame {
		if (this.buffer === NOTHING) this.grow(this.likely);
		const { data, buffer } = this;
		const used = this.end + GZIP_TRAILER_LENGTH;
		this.likely = Math.max(SMALLEST, used);
		this.buffer = NOTHING;
		this.clear();
		buffer.set(GZIP_HEADER);
		return { frame: buffer.subarray(0, used), data };
	}

	private grow(length: number): void {
		const smaller = this.buffer;
		this.buffer = this.pool.borrow(length);
		this.buffer.set(smaller.subarray(0, this.end));
		if (smaller !== NOTHING) this.pool.giveBack(smaller);
	}
}
