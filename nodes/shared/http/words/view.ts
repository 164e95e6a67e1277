import type { ForeignText } from '../../contract/api';
import { LONGEST_LOOKED_AT } from '../../base/foreign';
import { escapeAt } from './escapes';
import { tagEnd } from './tags';

/** A text as it may be read, and for each of its characters the place in the text that was sent. */
export interface View {
	text: string;
	/** Where each character begins in the text that was sent. */
	from: number[];
	/** Where it ends there. */
	to: number[];
}

/** What begins an escape or a tag, or is no plain character. */
const WORTH_IT = /[%\\&<\u0080-\uffff]/;
/** Encoded in a URL, again in a URL, as HTML, as JSON: more layers than these nobody has met. */
const MOST_LAYERS = 4;

/**
 * The text as sent, and as it reads when escapes are undone once, twice and more, tags are left out, and characters that are not
 * seen as well. Whatever must not be shown is looked for in all of them: a key in `%2525`, in `&#x`, between `<b></b>`.
 */
export function viewsOf(foreign: ForeignText): View[] {
	const text = foreign.slice(0, LONGEST_LOOKED_AT);
	const places = Array.from({ length: text.length }, (_, index) => index);
	const views: View[] = [{ text, from: places, to: places.map((place) => place + 1) }];
	while (views.length <= MOST_LAYERS && WORTH_IT.test(views[views.length - 1].text)) {
		const before = views[views.length - 1];
		const next = undone(before);
		if (next.text === before.text) break;
		views.push(next);
	}
	return views;
}

/** Characters that one may stand for: a ligature has three or four. U+FDFA has eighteen, and made texts as much longer. */
const MOST_LETTERS = 4;

/** A character in its plain form, as far as that is no longer than a secret could be written with. */
export function foldedForm(character: ForeignText): string {
	const plain = character.slice(0, 2).normalize('NFKC');
	return plain.length <= MOST_LETTERS ? plain : character;
}

/** One layer of escapes less. */
function undone({ text, from, to }: View): View {
	const characters: string[] = [];
	const view: View = { text: '', from: [], to: [] };
	const put = (character: string, start: number, end: number) => {
		// One character may stand for several (a ligature), which then share its place.
		for (let part = 0; part < character.length; part++) {
			characters.push(character[part]);
			view.from.push(from[start]);
			view.to.push(to[end - 1]);
		}
	};
	for (let at = 0; at < text.length;) {
		const end = text[at] === '<' ? tagEnd(text, at) : -1;
		if (end > at) {
			at = end;
			continue;
		}
		const escape = escapeAt(text, at);
		if (escape !== null) {
			put(escape.character, at, escape.end);
			at = escape.end;
			continue;
		}
		if (text[at] <= '\x7f') put(text[at], at, at + 1);
		else if (!/[\p{Cf}\p{Mn}]/u.test(text[at])) put(foldedForm(text[at]), at, at + 1);
		at += 1;
	}
	return { ...view, text: characters.join('') };
}
