/**
 * The compressed bytes of one entry, piece by piece, up to where they end: after a known number of bytes,
 * or where a data descriptor says that they have ended.
 */
import type { Cursor } from './cursor';
import { descriptorEndingAt, LONGEST_DESCRIPTOR, type DataDescriptor } from './dataDescriptor';
import { u32 } from './numbers';
import { quote, truncated } from './refused';
import { followsAnEntry } from './signatures';

export interface EntryData {
	/** The next piece; null when the data has ended. */
	next(): Promise<Buffer | null>;
	/** What stood behind the data, once it has ended. */
	readonly descriptor: DataDescriptor | null;
}

export class SizedData implements EntryData {
	private left: number;
	readonly descriptor = null;

	constructor(
		private readonly cursor: Cursor,
		compressedSize: number,
		private readonly path: string,
	) {
		this.left = compressedSize;
	}

	async next(): Promise<Buffer | null> {
		if (this.left === 0) return null;
		const piece = await this.cursor.piece(this.left);
		if (!piece) throw truncated(`inside ${quote(this.path)}`);
		this.left -= piece.length;
		return piece;
	}
}

const SIGNATURE_LENGTH = 4;
/** Kept back: a descriptor and a signature that the next chunk completes. */
const KEPT_BACK = LONGEST_DESCRIPTOR + SIGNATURE_LENGTH;
const PK = Buffer.from('PK');

/**
 * Data of unknown length. Every "PK" in the compressed bytes is looked at; the data has ended in front of
 * one that starts a record and has a descriptor before it which counts exactly the bytes seen so far. A ZIP
 * that is stored inside can't end it: its own sizes count from another start. Should a forger manage all
 * the same, the CRC or the directory tells.
 */
export class DescribedData implements EntryData {
	descriptor: DataDescriptor | null = null;
	private seen = 0;
	private ended = false;

	constructor(
		private readonly cursor: Cursor,
		private readonly path: string,
		private readonly isFolder: boolean,
	) {}

	async next(): Promise<Buffer | null> {
		while (!this.ended) {
			const window = this.cursor.rest();
			const end = this.findEnd(window);
			if (end !== null) {
				this.ended = true;
				const piece = this.cursor.take(end);
				this.cursor.take(this.descriptor?.length ?? 0);
				return piece.length > 0 ? piece : null;
			}
			const safe = window.length - KEPT_BACK;
			if (safe > 0) {
				this.seen += safe;
				return this.cursor.take(safe);
			}
			if (!(await this.cursor.need(this.cursor.available + 1))) throw this.neverEnds();
		}
		return null;
	}

	private neverEnds(): Error {
		return truncated(`where ${quote(this.path)} ends can't be found (its data descriptor is missing)`);
	}

	private findEnd(window: Buffer): number | null {
		for (let at = window.indexOf(PK); at !== -1; at = window.indexOf(PK, at + 2)) {
			if (at + SIGNATURE_LENGTH > window.length) break;
			if (!followsAnEntry(u32(window, at))) continue;
			this.descriptor = descriptorEndingAt(window, at, this.seen);
			if (this.descriptor) return at - this.descriptor.length;
			// Some writers announce a descriptor for a folder, and then have nothing to say.
			if (this.isFolder && at === 0 && this.seen === 0) return 0;
		}
		return null;
	}
}
