import { GRAM, type Wanted } from './secretForms';
import { foldedForm, type View } from './view';

/** Marks a stretch of the text that was sent. */
export type Mark = (from: number, to: number) => void;

/** Letters and digits of a view, in lower case, and the place of each in the view. */
interface Letters {
	text: string;
	at: number[];
}

/** Marks every secret, and every piece of one, in a view of a text. Linear in the text. */
export function markSecrets(view: View, { grams, whole, signs }: Wanted, mark: Mark): void {
	const letters = lettersIn(view);
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

/** Marks what a provider's keys and tokens look like. */
export function markLike(view: View, like: RegExp, mark: Mark): void {
	for (const { index, 0: found } of view.text.matchAll(new RegExp(like.source, 'gi'))) {
		if (found !== '') mark(view.from[index], view.to[index + found.length - 1]);
	}
}

function lettersIn({ text }: View): Letters {
	const found: string[] = [];
	const at: number[] = [];
	for (let index = 0; index < text.length; index++) {
		if (!isLetter(text, index)) continue;
		// A few letters grow when they change their case; each part has the place of the whole.
		for (const letter of folded(text[index])) {
			found.push(letter);
			at.push(index);
		}
	}
	return { text: found.join(''), at };
}

function folded(letter: string): string | string[] {
	return letter <= '\x7f' ? letter.toLowerCase() : foldedForm(letter).toLowerCase().split('');
}

/** Letters and digits. Most texts are plain, and need no expression for it. */
function isLetter(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	if (code > 0x7f) return /[\p{L}\p{N}]/u.test(text[at]);
	const upper = code & 0xdf;
	return (code >= 0x30 && code <= 0x39) || (upper >= 0x41 && upper <= 0x5a);
}

function* places(text: string, wanted: string): Generator<number> {
	for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) yield at;
}

function standsAlone(text: string, first: number, last: number): boolean {
	return !/[\p{L}\p{N}]/u.test(`${text[first - 1] ?? ''}${text[last + 1] ?? ''}`);
}
