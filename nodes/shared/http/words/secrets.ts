import type { ForeignText } from '../../contract/api';
import { LONGEST_LOOKED_AT } from '../../base/foreign';
import { formsOf, GRAM, lettersIn, type Wanted } from './secretForms';
import { viewsOf, type View } from './view';

/** Marks a stretch of the text that was sent. */
export type Mark = (from: number, to: number) => void;

/** Letters and digits of a view, in lower case, and the place of each in the view. */
interface Letters {
	text: string;
	at: number[];
}

/** Marks every secret, and every piece of one, in a view of a text. Linear in the text. */
export function markSecrets(view: View, { grams, whole, signs }: Wanted, mark: Mark): void {
	const letters = lettersOf(view);
	const markLetters = (start: number, end: number) =>
		mark(view.from[letters.at[start]], view.to[letters.at[end - 1]]);
	for (let start = 0; start + GRAM <= letters.text.length; start++) {
		if (grams.has(letters.text.slice(start, start + GRAM))) markLetters(start, start + GRAM);
	}
	for (const secret of whole) {
		for (const start of places(letters.text, secret)) {
			const end = start + secret.length;
			if (secret.length >= 6 || standsAlone(view.text, letters.at[start], letters.at[end - 1]))
				markLetters(start, end);
		}
	}
	const lower = view.text.toLowerCase();
	for (const secret of signs) {
		for (const start of places(lower, secret)) mark(view.from[start], view.to[start + secret.length - 1]);
	}
}

/** Of a long secret its end is looked for: tokens of one issuer begin alike. */
const END = -64;
/** Node takes no more of an answer's headers, so no redirect has a longer address (`--max-http-header-size`). */
const LONGEST_ADDRESS = 16_384;

/** Made once for each list of secrets: a redirect may have thousands of values, and each is looked through. */
const endsKept = new WeakMap<readonly string[], string[]>();

/** Whether a secret that is too long to be a word stands anywhere in an address, in whatever layers it is encoded. */
export function holdsSecret(address: ForeignText, secrets: readonly string[]): boolean {
	const ends = endsKept.get(secrets) ?? endsOf(secrets);
	endsKept.set(secrets, ends);
	const text = address.slice(0, LONGEST_ADDRESS);
	for (let at = 0; at < text.length; at += LONGEST_LOOKED_AT / 2) {
		const views = viewsOf(text.slice(at, at + LONGEST_LOOKED_AT));
		if (views.some((view) => ends.some((end) => view.text.includes(end)))) return true;
	}
	return false;
}

function endsOf(secrets: readonly string[]): string[] {
	return secrets
		.flatMap((secret) => [secret, secret.split(' ').at(-1) ?? ''])
		.flatMap((secret) => [...formsOf(secret.trim())])
		.filter((form) => form.length >= GRAM)
		.map((form) => form.slice(END));
}

/** Marks what a provider's keys and tokens look like. */
export function markLike(view: View, like: RegExp, mark: Mark): void {
	for (const { index, 0: found } of view.text.matchAll(new RegExp(like.source, 'gi'))) {
		if (found !== '') mark(view.from[index], view.to[index + found.length - 1]);
	}
}

function lettersOf({ text }: View): Letters {
	const found: string[] = [];
	const at: number[] = [];
	let index = 0;
	for (const character of text) {
		// Some make several letters; each of these has the place of the whole.
		for (const letter of lettersIn(character).split('')) {
			found.push(letter);
			at.push(index);
		}
		index += character.length;
	}
	return { text: found.join(''), at };
}

function* places(text: string, wanted: string): Generator<number> {
	for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) yield at;
}

function standsAlone(text: string, first: number, last: number): boolean {
	return !/[\p{L}\p{N}]/u.test(`${text[first - 1] ?? ''}${text[last + 1] ?? ''}`);
}
