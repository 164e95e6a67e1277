/** Places of more entries than this are not remembered: 16 MB. */
const MOST = 2_000_000;

/** Where entries start, in ascending order: eight bytes for each. */
export class Places {
	#places = new Float64Array(1024);
	#count = 0;

	add(place: number): void {
		if (this.#count >= MOST) return;
		if (this.#count === this.#places.length) {
			const larger = new Float64Array(Math.min(MOST, 2 * this.#count));
			larger.set(this.#places);
			this.#places = larger;
		}
		this.#places[this.#count++] = place;
	}

	/** Whether an entry starts there, or may: when there were too many to remember. */
	mayHave(place: number): boolean {
		let [low, high] = [0, this.#count];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#places[middle] < place) low = middle + 1;
			else high = middle;
		}
		return low < this.#count ? this.#places[low] === place : this.#count === MOST;
	}
}
