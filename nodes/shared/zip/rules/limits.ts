/**
 * What an archive may cost. Counted on what really comes out, never on what the archive says of itself:
 * a bomb says that it is small.
 */
import { type ArchiveRefused, quote, tooMuch } from '../format/refused';

/** Entries of the archive, wanted or not: each costs memory until it was compared with the directory. */
export const DEFAULT_FILE_LIMIT = 100_000;
/**
 * 8 GiB. What comes out goes to n8n's storage, which a package can't clean: a small server, of 20 GB of disk, survives it.
 * Who unpacks more says so.
 */
export const DEFAULT_BYTE_LIMIT = 8 * 1024 ** 3;
/** Bytes out for each byte in. Text and logs reach 20 to 100; deflate can't do more than 1,032. */
export const DEFAULT_RATIO_LIMIT = 250;
/** No ratio is looked at below 64 MiB out: a page of zeros compresses a thousandfold and harms nobody. */
export const RATIO_FREE_BYTES = 64 * 1024 ** 2;

export const DEFAULT_LIMITS = {
	files: DEFAULT_FILE_LIMIT,
	bytes: DEFAULT_BYTE_LIMIT,
	ratio: DEFAULT_RATIO_LIMIT,
} as const;

export interface Limits {
	files?: number;
	bytes?: number;
	ratio?: number;
}

/** What went into one entry and came out of it so far. */
export interface Spent {
	path: string;
	taken: number;
	given: number;
}

export class Budget {
	readonly #files: number;
	readonly #bytes: number;
	readonly #ratio: number;
	#taken = 0;
	#given = 0;

	constructor(limits: Limits = {}) {
		this.#files = limits.files ?? DEFAULT_FILE_LIMIT;
		this.#bytes = limits.bytes ?? DEFAULT_BYTE_LIMIT;
		this.#ratio = limits.ratio ?? DEFAULT_RATIO_LIMIT;
	}

	/** @param entries of the archive, as far as they were counted */
	checkCount(entries: number): void {
		if (entries <= this.#files) return;
		throw tooMuch(
			`The archive holds more than ${this.#files} entries`,
			'Raise the limit on files if you trust the archive.',
		);
	}

	/**
	 * What the directory says that will come out, before the first byte is stored. It may be more than really would: then
	 * the archive was damaged anyway.
	 */
	announce(entries: Iterable<{ path: string; size: number; compressedSize: number }>): void {
		let announced = 0;
		for (const { path, size, compressedSize } of entries) {
			announced += size;
			if (announced > this.#bytes) throw this.#tooLarge(path);
			if (this.#tooDense(size, compressedSize)) throw this.#bomb(path);
		}
	}

	take(spent: Spent, count: number): void {
		spent.taken += count;
		this.#taken += count;
	}

	/** Counts bytes that came out of an entry. */
	give(spent: Spent, count: number): void {
		spent.given += count;
		this.#given += count;
		if (this.#given > this.#bytes) throw this.#tooLarge(spent.path);
		if (this.#tooDense(spent.given, spent.taken) || this.#tooDense(this.#given, this.#taken))
			throw this.#bomb(spent.path);
	}

	#tooDense(given: number, taken: number): boolean {
		return given > RATIO_FREE_BYTES && given > taken * this.#ratio;
	}

	#tooLarge(path: string): ArchiveRefused {
		return tooMuch(
			`The archive unpacks to more than ${this.#bytes} bytes (reached at ${quote(path)})`,
			'Raise the limit on bytes if you trust the archive, or unpack fewer of its files.',
		);
	}

	#bomb(path: string): ArchiveRefused {
		return tooMuch(
			`${quote(path)} unpacks to more than ${this.#ratio} times its size`,
			'This is how archive bombs are built. Raise the limit on the ratio if you trust the archive.',
		);
	}
}
