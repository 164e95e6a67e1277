/**
 * Reads a glob pattern: `*` and `?` within a folder, `**` across folders, `[a-z]` and `[!a-z]`, `{one,other}`, and of the
 * shells' extended patterns `?(…)`, `*(…)`, `+(…)` and `@(…)`. A backslash takes the next character as it is, and so is
 * whatever has no end: a bracket, a brace. `!(…)` is refused: it can't be followed in linear time, and Exclude does it.
 */
import type { ForeignText } from '../../../contract/api';
import { EXTENDED, partnersIn } from './brackets';
import type { Program } from './program';

/** Braces in braces: nobody's eye follows more. */
const DEEPEST = 16;

/** A pattern that is not followed; `message` tells why, in the user's words. */
export class BadPattern extends Error {}

const STARTS = '/{,(|';
const ENDS = '/,}|)';

class Compiler {
	#at = 0;

	readonly #text: string;
	readonly #program: Program;
	readonly #partners: ReadonlyMap<number, number>;

	constructor(text: string, program: Program, partners: ReadonlyMap<number, number>) {
		this.#text = text;
		this.#program = program;
		this.#partners = partners;
	}

	/** Up to `end`, which is the place of a comma, a bar, a closing bracket or the pattern's own end. */
	sequence(end: number, depth: number): void {
		if (depth > DEEPEST) throw new BadPattern(`brackets stand in more than ${DEEPEST} others`);
		while (this.#at < end) this.#one(depth);
	}

	#one(depth: number): void {
		const text = this.#text;
		const program = this.#program;
		const character = text[this.#at];
		if (text[this.#at + 1] === '(' && EXTENDED.includes(character) && this.#partners.has(this.#at + 1)) {
			this.#extended(character, depth);
		} else if (character === '*') {
			this.#stars();
		} else if (character === '?') {
			this.#at++;
			program.add({ kind: 'any' });
		} else if (character === '[' && this.#partners.has(this.#at)) {
			this.#set();
		} else if (character === '{' && this.#partners.has(this.#at)) {
			this.#group(this.#at, ',', depth);
		} else if (this.#isFolderItself()) {
			this.#at += 3;
			program.optional(() => {
				program.add({ kind: 'character', code: 47 });
				program.repeat(() => program.add({ kind: 'anything' }));
			});
		} else {
			if (character === '\\' && this.#at + 1 < text.length) this.#at++;
			const code = text.codePointAt(this.#at) ?? 0;
			this.#at += code > 0xffff ? 2 : 1;
			program.add({ kind: 'character', code });
		}
	}

	#stars(): void {
		const text = this.#text;
		const program = this.#program;
		const globstar = this.#isGlobstar(this.#at);
		do this.#at++;
		while (text[this.#at] === '*' && !this.#partners.has(this.#at + 1));
		if (!globstar) {
			program.repeat(() => program.add({ kind: 'any' }));
		} else if (text[this.#at] === '/') {
			this.#at++;
			program.optional(() => {
				program.repeat(() => program.add({ kind: 'anything' }));
				program.add({ kind: 'character', code: 47 });
			});
		} else {
			program.repeat(() => program.add({ kind: 'anything' }));
		}
	}

	/** Two stars alone between slashes. */
	#isGlobstar(at: number): boolean {
		const text = this.#text;
		if (text[at] !== '*' || text[at + 1] !== '*') return false;
		const before = at === 0 || STARTS.includes(text[at - 1]);
		return before && (at + 2 >= text.length || ENDS.includes(text[at + 2]));
	}

	/** `folder/**` is the folder as well, but `*\/**` is what lies in one. */
	#isFolderItself(): boolean {
		const at = this.#at;
		const text = this.#text;
		return (
			text[at] === '/' && at > 0 && text[at - 1] !== '*' && at + 3 === text.length && this.#isGlobstar(at + 1)
		);
	}

	#set(): void {
		const text = this.#text;
		const end = this.#partners.get(this.#at) ?? 0;
		let at = this.#at + 1;
		const negated = text[at] === '!' || text[at] === '^';
		if (negated) at++;
		const ranges: Array<[number, number]> = [];
		const codeAt = (): number => {
			if (text[at] === '\\') at++;
			const code = text.codePointAt(at) ?? 0;
			at += code > 0xffff ? 2 : 1;
			return code;
		};
		while (at < end) {
			const from = codeAt();
			const isRange = text[at] === '-' && at + 1 < end;
			if (isRange) at++;
			ranges.push([from, isRange ? codeAt() : from]);
		}
		this.#at = end + 1;
		this.#program.add({ kind: 'set', ranges, negated });
	}

	#extended(kind: string, depth: number): void {
		const open = ++this.#at;
		if (kind === '!') throw new BadPattern('"!(…)" is not supported: say what is not wanted in Exclude');
		const group = (): void => {
			this.#at = open;
			this.#group(open, '|', depth);
		};
		if (kind === '@') group();
		else if (kind === '?') this.#program.optional(group);
		else if (kind === '*') this.#program.repeat(group);
		else this.#program.onceOrMore(group);
	}

	/** What stands in brackets from `open` on, cut at `separator`. Leaves `at` behind them. */
	#group(open: number, separator: string, depth: number): void {
		const text = this.#text;
		const close = this.#partners.get(open) ?? text.length;
		const starts = [open + 1];
		for (let at = open + 1; at < close; at++) {
			if (text[at] === '\\') at++;
			else if (this.#partners.has(at)) at = this.#partners.get(at) ?? at;
			else if (text[at] === separator) starts.push(at + 1);
		}
		this.#program.alternatives(
			starts.map((start, index) => () => {
				this.#at = start;
				this.sequence(index + 1 < starts.length ? starts[index + 1] - 1 : close, depth + 1);
			}),
		);
		this.#at = close + 1;
	}
}

/**
 * Adds a pattern to a program; a path that it takes ends at what is added next.
 *
 * @throws BadPattern when it is not followed
 * @throws RangeError when the program becomes too long
 */
export function compile(pattern: ForeignText, program: Program): void {
	const text = pattern.replace(/(^|\/)\*\*(?:\/\*\*)+(?=\/|$)/g, '$1**');
	new Compiler(text, program, partnersIn(text)).sequence(text.length, 0);
}
