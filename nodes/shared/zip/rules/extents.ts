/** Where the entries of an archive start, as its directory says. Two that share bytes are how a small archive unpacks to a huge one. */
import { inconsistent, overlap, quote, tooLargeFor32Bits } from '../format/refused';

/** Places beyond 4 GiB that a writer without ZIP64 has let run over. */
export const WRAP = 0x1_0000_0000;

export class Extents {
	readonly #stated: number[] = [];
	#places: number[] = [];
	#sorted = new Float64Array();
	#directoryStart = 0;

	/** A record's stated place; the answer is its number, for `start`. */
	add(offset: number): number {
		return this.#stated.push(offset) - 1;
	}

	/**
	 * Turns stated places into real ones, when the whole directory is known.
	 *
	 * @param shift by how much they are too small: bytes in front of the archive, or 4 GiB for each time that they have
	 *   run over (macOS writes archives of more than 4 GiB without ZIP64)
	 */
	settle(shift: number, directoryStart: number): void {
		const wraps = shift > 0 && shift % WRAP === 0;
		let [turns, last] = [0, 0];
		this.#places = this.#stated.map((offset) => {
			if (!wraps) return offset + shift;
			if (offset < last) turns++;
			last = offset;
			return offset + turns * WRAP;
		});
		if (directoryStart - shift < last) turns++;
		if (wraps && turns * WRAP !== shift) throw tooLargeFor32Bits();
		// Sorted by the engine's own code: a comparing function would block for 70,000 entries.
		this.#sorted = Float64Array.from(this.#places).sort();
		this.#directoryStart = directoryStart;
	}

	/** Where a record's entry really starts. */
	start(number: number): number {
		return this.#places[number];
	}

	/** Where each entry of the directory starts, in the archive's order. */
	starts(): Iterable<number> {
		return this.#sorted;
	}

	/**
	 * Where the room of the entry at `start` ends: at the next entry, or at the directory.
	 *
	 * @param least bytes that it claims
	 * @throws ArchiveRefused when it claims bytes of another entry, or of the directory
	 */
	endOf(start: number, least: number, path: string): number {
		const at = this.#firstAfter(start);
		// In front of the first there is none.
		if (this.#sorted[at - 2] === start) throw overlap(path);
		const next = at < this.#sorted.length ? this.#sorted[at] : Infinity;
		if (start + least > next) throw overlap(path);
		if (start + least > this.#directoryStart)
			throw inconsistent(`${quote(path)} reaches into the central directory`);
		return Math.min(next, this.#directoryStart);
	}

	/** The index of the first place behind `start`. */
	#firstAfter(start: number): number {
		let low = 0;
		let high = this.#sorted.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#sorted[middle] > start) high = middle;
			else low = middle + 1;
		}
		return low;
	}
}
