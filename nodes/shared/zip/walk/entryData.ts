/**
 * The compressed bytes of one entry, piece by piece, up to where they end: after a known number of bytes,
 * or where a data descriptor says that they have ended.
 */
import type { Cursor } from './cursor';
import { descriptorEndingAt, LONGEST_DESCRIPTOR, type DataDescriptor } from '../format/dataDescriptor';
import { u32 } from '../format/numbers';
import type { EntryHeader } from '../format/localHeader';
import { NeedsDirectory, quote, truncated } from '../format/refused';
import { followsAnEntry, METHOD_DEFLATED } from '../format/signatures';

export interface EntryData {
	/** The next pieces, some of which may be empty; null when the data has ended. */
	next(): Promise<Buffer[] | null>;
	/** What stood behind the data, once it has ended. */
	readonly descriptor: DataDescriptor | null;
}

export class SizedData implements EntryData {
	#left: number;
	readonly descriptor = null;

	readonly #cursor: Cursor;
	readonly #path: string;

	constructor(cursor: Cursor, compressedSize: number, path: string) {
		this.#cursor = cursor;
		this.#path = path;
		this.#left = compressedSize;
	}

	async next(): Promise<Buffer[] | null> {
		if (this.#left === 0) return null;
		const piece = await this.#cursor.piece(this.#left);
		if (!piece) throw truncated(`inside ${quote(this.#path)}`);
		this.#left -= piece.length;
		return [piece];
	}
}

const SIGNATURE_LENGTH = 4;
/** A descriptor and the signature behind it: as much of an end as may lie in the next window. */
const LONGEST_END = LONGEST_DESCRIPTOR + SIGNATURE_LENGTH;
const PK = Buffer.from('PK');
const [P, K] = PK;
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
	#handedOn = 0;
	/** The bytes behind those, looked at already: the end may begin in the last of them. */
	#pending = NOTHING;
	#ended = false;

	readonly #cursor: Cursor;
	readonly #path: string;
	readonly #isFolder: boolean;
	readonly #header: EntryHeader;

	constructor(cursor: Cursor, path: string, isFolder: boolean, header: EntryHeader) {
		this.#cursor = cursor;
		this.#path = path;
		this.#isFolder = isFolder;
		this.#header = header;
	}

	async next(): Promise<Buffer[] | null> {
		if (this.#ended) return null;
		if (this.#cursor.available === 0 && !(await this.#cursor.need(1))) throw this.#neverEnds();
		const pieces = this.#advance();
		for (const piece of pieces) this.#handedOn += piece.length;
		return pieces;
	}

	/**
	 * Looks at the window, and gives the one before it, uncut: each cut is one more view, copy and step for every 64 KiB.
	 * Only the place where two windows meet is ever joined, and only if it may hold the end: joining whole windows copied
	 * every byte, and cost stored entries a fifth of their time.
	 */
	#advance(): Buffer[] {
		const cursor = this.#cursor;
		const pending = this.#pending;
		const handedOn = this.#handedOn;
		const window = cursor.rest();
		if (pending.length > 0 && mayEndAcross(pending, window)) {
			const inner = pending.subarray(0, -LONGEST_END);
			const seam = Buffer.concat([pending.subarray(-LONGEST_END), window.subarray(0, LONGEST_END)]);
			const end = this.#findEnd(seam, handedOn + inner.length);
			if (end !== null) {
				cursor.take(LONGEST_END);
				cursor.putBack(seam.subarray(end + this.#descriptorLength));
				return [inner, seam.subarray(0, end)];
			}
			if (window.length <= LONGEST_END) {
				cursor.take(LONGEST_END);
				this.#pending = seam;
				return [inner];
			}
		}
		const end = this.#findEnd(window, handedOn + pending.length);
		if (end !== null) {
			const last = cursor.take(end);
			cursor.take(this.#descriptorLength);
			return [pending, last];
		}
		this.#pending = cursor.take(window.length);
		return [pending];
	}

	get #descriptorLength(): number {
		return this.descriptor?.length ?? 0;
	}

	/** The transfer has ended first: it was cut, or nothing but the directory says where the data end. */
	#neverEnds(): Error {
		const cursor = this.#cursor;
		const path = this.#path;
		return cursor.endedWhole
			? new NeedsDirectory(`where ${quote(path)} ends stands nowhere else`)
			: truncated(`inside ${quote(path)}`);
	}

	/** Where in `window`, which has `before` bytes of the data in front of it, they end; null while they go on. */
	#findEnd(window: Buffer, before: number): number | null {
		for (let at = window.indexOf(PK); at !== -1; at = window.indexOf(PK, at + 2)) {
			if (at + SIGNATURE_LENGTH > window.length) break;
			if (!followsAnEntry(u32(window, at))) continue;
			this.descriptor = descriptorEndingAt(window, at, before) ?? this.#undescribed(before + at);
			if (this.descriptor === null) continue;
			this.#ended = true;
			return at - this.#descriptorLength;
		}
		return null;
	}

	/** Some writers announce a descriptor and write none: for a folder, for nothing, or because they knew the sizes. */
	#undescribed(length: number): DataDescriptor | null {
		const { crc, size, compressedSize, method } = this.#header;
		if (length > 0)
			return crc !== 0 && length === compressedSize ? { crc, size, compressedSize, length: 0 } : null;
		// Deflated data never begin like a record. Stored ones do, when they are a ZIP.
		const isNothing = this.#isFolder || (method === METHOD_DEFLATED && size === 0);
		return isNothing ? { crc: 0, size: 0, compressedSize: 0, length: 0 } : null;
	}
}

/** Whether a signature, or the descriptor in front of it, may begin in `pending` and end in `window`. */
function mayEndAcross(pending: Buffer, window: Buffer): boolean {
	if (window.length <= LONGEST_END) return true;
	for (let back = 1; back < SIGNATURE_LENGTH; back++) if (pending[pending.length - back] === P) return true;
	for (let at = 0; at < LONGEST_DESCRIPTOR; at++) if (window[at] === P && window[at + 1] === K) return true;
	return false;
}
