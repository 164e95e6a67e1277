/** Which bytes each entry claims. Two that share some are how a small archive unpacks to a huge one. */
import { overlap } from '../walk/comparison';
import { inconsistent, quote } from '../format/refused';

export class Extents {
	private readonly starts: number[] = [];
	private readonly ends = new Map<number, number>();
	private sorted = new Float64Array();

	/** Claims the bytes from `start` to `end`, at the least. */
	add(start: number, end: number, path: string): void {
		if (this.ends.has(start)) throw overlap(quote(path));
		this.starts.push(start);
		this.ends.set(start, end);
	}

	/** @throws ArchiveRefused when two entries, or one and the directory, share bytes */
	check(directoryStart: number): void {
		// Sorted by the engine's own code: a comparing function would block for 70,000 entries.
		this.sorted = Float64Array.from(this.starts).sort();
		for (let index = 0; index < this.sorted.length; index++) {
			const end = this.ends.get(this.sorted[index]) ?? 0;
			const next = this.sorted[index + 1] ?? directoryStart;
			if (end <= next) continue;
			if (next !== directoryStart) throw overlap(`The entry at byte ${this.sorted[index]}`);
			throw inconsistent('an entry reaches into the central directory');
		}
		this.sorted = Float64Array.from([...this.sorted, directoryStart]);
	}

	/** Where the next entry (or the directory) starts after `start`. */
	after(start: number): number {
		let low = 0;
		let high = this.sorted.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.sorted[middle] > start) high = middle;
			else low = middle + 1;
		}
		return this.sorted[low];
	}
}
