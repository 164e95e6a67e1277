/**
 * A pattern as a machine of small steps (Thompson's construction). It is followed in all its states at once, so a path
 * costs its length times the pattern's at the most: no name can make it expensive, as it can a regular expression.
 */

/** One step: what it takes, and where it leads. A `split` leads to two places and takes nothing. */
export type Step =
	| { kind: 'character'; code: number }
	/** Any one character but a slash. */
	| { kind: 'any' }
	/** Any one character, slashes too. */
	| { kind: 'anything' }
	/** One character of a set, or not of it; never a slash. */
	| { kind: 'set'; ranges: ReadonlyArray<readonly [number, number]>; negated: boolean }
	| { kind: 'split'; one: number; other: number }
	| { kind: 'jump'; to: number }
	| { kind: 'match' };

/** Steps of all patterns of one list together. A pattern that a person wrote has as many as characters, about. */
export const MOST_STEPS = 50_000;

export class Program {
	readonly steps: Step[] = [];

	/** Where the next step will stand. */
	get here(): number {
		return this.steps.length;
	}

	/** @throws RangeError when there are more steps than patterns may have */
	add<S extends Step>(step: S): S {
		if (this.steps.length >= MOST_STEPS) throw new RangeError('too many steps');
		this.steps.push(step);
		return step;
	}

	/** Any number of what `once` adds, none too. */
	repeat(once: () => void): void {
		const split = this.add({ kind: 'split', one: this.here + 1, other: 0 });
		const start = this.here - 1;
		once();
		this.add({ kind: 'jump', to: start });
		split.other = this.here;
	}

	/** What `once` adds, as often as it comes, but not never. */
	onceOrMore(once: () => void): void {
		const start = this.here;
		once();
		this.add({ kind: 'split', one: start, other: this.here + 1 });
	}

	/** What `once` adds, or nothing. */
	optional(once: () => void): void {
		const split = this.add({ kind: 'split', one: this.here + 1, other: 0 });
		once();
		split.other = this.here;
	}

	/** One of several. */
	alternatives(branches: ReadonlyArray<() => void>): void {
		const ends: Array<{ kind: 'jump'; to: number }> = [];
		branches.forEach((branch, index) => {
			const last = index === branches.length - 1;
			const split = last ? null : this.add({ kind: 'split', one: this.here + 1, other: 0 });
			branch();
			if (split) {
				ends.push(this.add({ kind: 'jump', to: 0 }));
				split.other = this.here;
			}
		});
		for (const end of ends) end.to = this.here;
	}
}
