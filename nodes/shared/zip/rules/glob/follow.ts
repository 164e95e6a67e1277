/**
 * Follows a path through a program, in all states that it may be in at once. Sets of states that were met are remembered
 * with where they lead, so that an ordinary name costs a look-up for each character, whatever the number of patterns.
 */
import { type Program, type Step } from './program';

const SLASH = 47;
/** States looked at for one name, beside the remembered ones: some milliseconds, and more than any honest pattern needs. */
const MOST_WORK = 100_000;
/** Transitions remembered; then all are forgotten, and memory stays bounded whatever the names are. */
const MOST_REMEMBERED = 20_000;

/** A name would take longer than anybody may be held up for. */
export class TooMuchWork extends Error {}

/** Places in the program, all at once. */
interface States {
	at: readonly number[];
	/** What was followed so far ends in a match. */
	matches: boolean;
	/** Where each character leads. */
	leads: Map<number, States>;
}

function takes(step: Step, code: number): boolean {
	switch (step.kind) {
		case 'character':
			return step.code === code;
		case 'any':
			return code !== SLASH;
		case 'anything':
			return true;
		case 'set':
			return code !== SLASH && step.negated !== step.ranges.some(([from, to]) => from <= code && code <= to);
		case 'jump':
		case 'match':
		case 'split':
			return false;
	}
}

export class Follower {
	readonly #known = new Map<string, States>();
	#remembered = 0;
	#work = 0;
	#first: States | null = null;

	readonly #program: Program;

	constructor(program: Program) {
		this.#program = program;
	}

	/** Whether the program takes the whole path. @throws TooMuchWork */
	match(path: string): boolean {
		this.#work = 0;
		let states = (this.#first ??= this.#closure([0]));
		for (let at = 0; at < path.length && states.at.length > 0;) {
			const code = path.codePointAt(at) ?? 0;
			at += code > 0xffff ? 2 : 1;
			const next = states.leads.get(code) ?? this.#advance(states, code);
			if (next.at.length === 0 && at < path.length) return false;
			states = next;
		}
		return states.matches;
	}

	#advance(from: States, code: number): States {
		const { steps } = this.#program;
		const next = this.#closure(from.at.filter((at) => takes(steps[at], code)).map((at) => at + 1));
		if (++this.#remembered > MOST_REMEMBERED) {
			this.#known.clear();
			this.#first = null;
			this.#remembered = 0;
			return next;
		}
		from.leads.set(code, next);
		return next;
	}

	/** `places` and all that they lead to without taking a character. */
	#closure(places: number[]): States {
		const { steps } = this.#program;
		const seen = new Set<number>();
		const open = places;
		let matches = false;
		for (let at = open.pop(); at !== undefined; at = open.pop()) {
			if (seen.has(at)) continue;
			seen.add(at);
			const step = steps[at];
			if (step.kind === 'split') open.push(step.other, step.one);
			else if (step.kind === 'jump') open.push(step.to);
			else if (step.kind === 'match') matches = true;
		}
		this.#work += seen.size;
		if (this.#work > MOST_WORK) throw new TooMuchWork();
		const at = [...seen].filter((place) => steps[place].kind !== 'split' && steps[place].kind !== 'jump');
		const key = at.sort((one, other) => one - other).join();
		const known = this.#known.get(key);
		if (known) return known;
		const states: States = { at, matches, leads: new Map() };
		this.#known.set(key, states);
		return states;
	}
}
