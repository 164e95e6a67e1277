/**
 * Compressed data whose length is not known yet, in a buffer that grows and has room for a gzip header and trailer.
 * Each piece is copied at once, while the processor still has it at hand, and its window is free to go.
 */
import { GZIP_HEADER, GZIP_TRAILER_LENGTH } from './gzip';
import { type GzipFrame, gzipFrame } from './whole';
import { newBuffer } from './youngHeap';

const SMALLEST = 64 * 1024;
const START = GZIP_HEADER.length;
const NOTHING: Buffer = Buffer.alloc(0);

export class Gathering {
	private buffer = NOTHING;
	private end = START;
	/** Room that the last file took: files of one archive are often alike. */
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

	/** Gives the data away, and begins anew: in the same buffer when the data would have kept far more than itself. */
	give(): GzipFrame {
		const { length, data, buffer } = this;
		const used = this.end + GZIP_TRAILER_LENGTH;
		this.likely = Math.max(SMALLEST, used);
		this.clear();
		if (length === 0 || 2 * used <= buffer.length) {
			const own = gzipFrame(length);
			own.data.set(data);
			return own;
		}
		this.buffer = NOTHING;
		buffer.set(GZIP_HEADER);
		return { frame: buffer.subarray(0, used), data };
	}
}
