/**
 * A ZIP may hold two entries of one name. Both are kept: the second becomes "report (2).txt".
 * Names that differ in case only, or in how an accent is written, are two names.
 */
export class DistinctPaths {
	readonly #used = new Set<string>();
	readonly #lastNumber = new Map<string, number>();

	/** `path`, or a variant of it that nobody had before. */
	claim(path: string): string {
		if (!this.#used.has(path)) {
			this.#used.add(path);
			return path;
		}
		const dot = path.lastIndexOf('.');
		const stemEnd = dot > path.lastIndexOf('/') + 1 ? dot : path.length;
		// Going on from the last number: 70,000 entries of one name must not cost 70,000 squared.
		for (let number = (this.#lastNumber.get(path) ?? 1) + 1; ; number++) {
			const variant = `${path.slice(0, stemEnd)} (${number})${path.slice(stemEnd)}`;
			if (this.#used.has(variant)) continue;
			this.#lastNumber.set(path, number);
			this.#used.add(variant);
			return variant;
		}
	}
}
