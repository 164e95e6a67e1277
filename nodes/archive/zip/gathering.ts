/**
 * Compressed data whose length is not known yet, in a buffer that grows and has room for a gzip header and trailer.
 * Each piece is copied at once, while the processor still has it at hand: copied when all had come, stored files with
 * data descriptors took 1.11 times as long as the same without, and now take 1.05 times.
 */
import { GZIP_HEADER, GZIP_TRAILER_LENGTH } from './gzip';
import type { GzipFrame } from './whole';
import { newBuffer } from './youngHeap';

const SMALLEST = 64 * 1024;
const START = GZIP_HEADER.length;
const NOTHING: Buffer = Buffer.alloc(0);

export class Gathering {
	private buffer = NOTHING;
	private end = START;
	/** Room that the last file took, and a little more: files of one archive are often alike. */
	private likely = SMALLEST;

	get length(): number {
		return this.end - START;
	}

	/** A view, good until the next `add`. */
	get data(): Buffer {
		return this.buffer.subarray(START, this.end);
	}

	add(piece: Buffer): void {
		const needed = this.end + piece.length + GZIP_TRAILER_LENGTH;
		if (needed > this.buffer.length) {
			const larger = newBuffer(Math.max(needed, 2 * this.buffer.length, this.likely));
			larger.set(this.buffer.subarray(0, this.end));
			this.buffer = larger;
		}
		this.buffer.set(piece, this.end);
		this.end += piece.length;
	}

	/** Begins anew, in the same buffer. */
	clear(): void {
		this.end = START;
	}

	/** Gives the buffer away, and begins anew. */
	give(): GzipFrame {
		const { buffer, data, end } = this;
		buffer.set(GZIP_HEADER);
		const frame = buffer.subarray(0, end + GZIP_TRAILER_LENGTH);
		this.likely = Math.max(SMALLEST, frame.length + (frame.length >> 4));
		this.buffer = NOTHING;
		this.clear();
		return { frame, data };
	}
}
