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
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Data of unknown length. Every "PK" in the compressed bytes is looked at; the data has ended in front of
 * one that starts a record and has a descriptor before it which counts exactly the bytes seen so far. A ZIP
 * that is stored inside can't end it: its own sizes count from another start. Should a forger manage all
 * the same, the CRC or the directory tells.
 */
export class DescribedData implements EntryData {
	descriptor: DataDescriptor | null = null;
	/** Bytes of the data that were handed on. */
	private seen = 0;
	/** Bytes behind those that were taken and not handed on. */
	private kept = NOTHING;
	private ended = false;

	constructor(
		private readonly cursor: Cursor,
		private readonly path: string,
		private readonly isFolder: boolean,
	) {}

	/** Pieces may be as short as what was kept of the one before. */
	async next(): Promise<Buffer | null> {
		while (!this.ended) {
			if (this.cursor.available === 0 && !(await this.cursor.need(1))) throw this.neverEnds();
			const piece = this.kept.length > 0 ? this.atTheSeam() : this.inTheWindow();
			if (piece.length > 0) return piece;
		}
		return null;
	}

	/** Data up to its end, or up to what is kept because the end may begin in it. */
	private inTheWindow(): Buffer {
		const window = this.cursor.rest();
		const end = this.findEnd(window);
		if (end !== null) {
			const piece = this.cursor.take(end);
			this.cursor.take(this.descriptor?.length ?? 0);
			return piece;
		}
		return this.keepTail(this.cursor.take(window.length));
	}

	/**
	 * Where two windows meet, the end may lie across. Only that place is joined: joining the windows themselves copied
	 * every byte, and cost stored entries a fifth of their time.
	 */
	private atTheSeam(): Buffer {
		const { kept } = this;
		const seam = Buffer.concat([kept, this.cursor.rest().subarray(0, KEPT_BACK)]);
		const end = this.findEnd(seam);
		if (end !== null) {
			this.cursor.take(seam.length - kept.length);
			this.cursor.putBack(seam.subarray(end + (this.descriptor?.length ?? 0)));
			return seam.subarray(0, end);
		}
		if (this.cursor.available <= KEPT_BACK) {
			this.cursor.take(this.cursor.available);
			return this.keepTail(seam);
		}
		this.kept = NOTHING;
		this.seen += kept.length;
		return kept;
	}

	private keepTail(bytes: Buffer): Buffer {
		const safe = Math.max(0, bytes.length - KEPT_BACK);
		this.kept = bytes.subarray(safe);
		this.seen += safe;
		return bytes.subarray(0, safe);
	}

	private neverEnds(): Error {
		return truncated(`where ${quote(this.path)} ends can't be found (its data descriptor is missing)`);
	}

	/** Where in `window` the data ends, which is known with that; null while it goes on. */
	private findEnd(window: Buffer): number | null {
		for (let at = window.indexOf(PK); at !== -1; at = window.indexOf(PK, at + 2)) {
			if (at + SIGNATURE_LENGTH > window.length) break;
			if (!followsAnEntry(u32(window, at))) continue;
			this.descriptor = descriptorEndingAt(window, at, this.seen);
			// Some writers announce a descriptor for a folder, and then have nothing to say.
			const bareFolder = this.isFolder && at === 0 && this.seen === 0;
			if (this.descriptor === null && !bareFolder) continue;
			this.ended = true;
			return at - (this.descriptor?.length ?? 0);
		}
		return null;
	}
}
