import { Foreign } from '../../base/foreign';
import type { ForeignText } from '../../contract/api';
import { markKeys } from './keys';
import { markLinks } from './links';
import type { Wanted } from './secretForms';
import { markLike, markSecrets, type Mark } from './secrets';
import { withoutTags } from './tags';
import { viewsOf } from './view';

/** Characters of a quote. */
export const LONGEST_QUOTE = 300;

/** Foreign words as they may be shown. */
export type Shown = (foreign: Foreign | string, longest?: number) => string;

/**
 * The one place where foreign words become text. First they are cut to a constant length, so that nothing that comes after can
 * be made slow; then links, keys and secrets are cut out, in whatever way they are written; what is left is one line.
 * @param wanted the secrets of the credential in use
 * @param like what the provider's keys look like
 */
export function shownWith(wanted: () => Wanted, like?: RegExp): Shown {
	const shown: Shown = (foreign, longest = LONGEST_QUOTE) => {
		const text = Foreign.beginningOf(foreign);
		const keys = new Marks(text.length);
		const links = new Marks(text.length);
		for (const view of viewsOf(text)) {
			markSecrets(view, wanted(), keys.mark);
			if (like !== undefined) markLike(view, like, keys.mark);
			markKeys(view, keys.mark);
			markLinks(view, links.mark);
		}
		return cut(oneLine(withoutTags(replaced(text, keys.covered(), links.covered()))), longest);
	};
	wantedOf.set(shown, wanted);
	return shown;
}

/** The secrets that each of them cuts out. */
const wantedOf = new WeakMap<Shown, () => Wanted>();

/**
 * Whether a secret of the credential in use stands in foreign text, in whatever way it is written. What is kept as it came, such as
 * an id, must not be cut, and what merely looks like a key may be an id.
 */
export function holdsOwnSecret({ shown }: { shown: Shown }, text: ForeignText): boolean {
	const wanted = wantedOf.get(shown)?.();
	if (wanted === undefined) return false;
	let holds = false;
	for (const view of viewsOf(Foreign.beginningOf(text))) markSecrets(view, wanted, () => (holds = true));
	return holds;
}

/** Stretches of a text, which may overlap: each costs the same, however long it is. */
class Marks {
	readonly #steps: Int32Array;

	constructor(length: number) {
		this.#steps = new Int32Array(length + 1);
	}

	readonly mark: Mark = (from, to) => {
		this.#steps[from] += 1;
		this.#steps[to] -= 1;
	};

	/** For each character whether any stretch covers it. */
	covered(): boolean[] {
		let open = 0;
		return Array.from(this.#steps, (step) => (open += step) > 0);
	}
}

/** What a key or its encoding is made of: the ends of a found piece are stretched over it. */
const PART_OF_KEY = /[\w+/=~%-]/;

function replaced(text: string, keys: boolean[], links: boolean[]): string {
	const parts: string[] = [];
	let from = 0;
	for (let at = 0; at < text.length; at++) {
		if (!keys[at] && !links[at]) continue;
		let start = at;
		while (start > from && PART_OF_KEY.test(text[start - 1])) start -= 1;
		let linked = false;
		for (; at < text.length && (keys[at] || links[at] || PART_OF_KEY.test(text[at])); at++)
			linked ||= links[at];
		parts.push(text.slice(from, start), linked ? '[link hidden]' : '[hidden]');
		from = at;
	}
	parts.push(text.slice(from));
	return parts.join('');
}

/** White space, and characters that steer a screen or are not seen, become one space. */
function oneLine(text: string): string {
	return text.replace(/[\s\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, ' ').trim();
}

function cut(text: string, longest: number): string {
	return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
