import type { ForeignWords } from '../contract/api';

/** Characters of a foreign text that are looked at. What a person is shown is a tenth of it. */
export const LONGEST_LOOKED_AT = 4_096;

/**
 * Words that came from outside: an answer, a log line, a page of a proxy. They may be of any length, hold links and keys,
 * and be made to hurt whoever searches them. So they have a type of their own: nothing can be done with them but to hand
 * them to the transport, which turns them into text that may be shown (`Api.shown`).
 */
export class Foreign implements ForeignWords {
	readonly isForeign = true;

	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
	}

	/** For the transport alone; a lint rule keeps it there. */
	static beginningOf(words: Foreign | string): string {
		const text = typeof words === 'string' ? words : words.#text;
		return text.slice(0, LONGEST_LOOKED_AT);
	}

	/** For the transport alone: all of it, to be parsed with limits of its own. */
	static wholeOf(words: Foreign): string {
		return words.#text;
	}

	/** What comes of it by mistake, in a template or in a log. */
	toString(): string {
		return '[foreign words]';
	}

	toJSON(): string {
		return this.toString();
	}
}
