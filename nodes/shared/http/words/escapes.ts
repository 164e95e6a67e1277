import type { ForeignText } from '../../contract/api';

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	colon: ':',
	equals: '=',
	gt: '>',
	lt: '<',
	nbsp: ' ',
	period: '.',
	quest: '?',
	quot: '"',
	sol: '/',
	szlig: 'ß',
};
/**
 * `&#xfc;`, `&#252;`, `&uuml;`: the letter is all that counts where something is looked for. `&lowbar;`, `&excl;`: there are two
 * thousand names, and nearly all are of signs.
 */
const ENTITY = /^(?:#(x[\da-f]+|\d+)|([a-z])(?:acute|caron|cedil|circ|grave|ring|tilde|uml)|[a-z]+)$/;
/** `&#x10FFFF;` and the longest name above. */
const LONGEST_ENTITY = 10;

/** What an escape stands for, and where it ends. */
export interface Escape {
	character: string;
	end: number;
}

/** The escape at a place: of a URL (`%2F`, `%u002F`), of JSON and JavaScript (`\/`, `\u002f`, `\x2f`), of HTML (`&#47;`); null when there is none. */
export function escapeAt(text: ForeignText, at: number): Escape | null {
	switch (text[at]) {
		case '%':
			return percentAt(text, at);
		case '\\':
			return backslashAt(text, at);
		case '&':
			return entityAt(text, at);
		default:
			return null;
	}
}

function percentAt(text: string, at: number): Escape | null {
	if (/^u[\da-f]{4}$/i.test(text.slice(at + 1, at + 6))) return coded(text, at + 2, at + 6);
	const first = byteAt(text, at);
	if (first === null) return null;
	// UTF-8: the first byte tells how many belong together.
	const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	const end = at + 3 * length;
	try {
		return { character: decodeURIComponent(text.slice(at, end)), end };
	} catch {
		return { character: String.fromCharCode(first), end: at + 3 };
	}
}

function byteAt(text: string, at: number): number | null {
	const digits = text.slice(at + 1, at + 3);
	return /^[\da-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : null;
}

function backslashAt(text: string, at: number): Escape {
	const code = /^(?:u[\da-f]{4}|x[\da-f]{2})/i.exec(text.slice(at + 1, at + 6));
	if (code !== null) return coded(text, at + 2, at + 1 + code[0].length);
	// Before anything else it says "as it is", and goes.
	return { character: '', end: at + 1 };
}

function entityAt(text: string, at: number): Escape | null {
	const length = text.slice(at + 1, at + 1 + LONGEST_ENTITY).indexOf(';');
	if (length < 1) return null;
	const name = text.slice(at + 1, at + 1 + length).toLowerCase();
	const end = at + length + 2;
	if (Object.hasOwn(NAMED, name)) return { character: NAMED[name], end };
	const found = ENTITY.exec(name);
	if (found === null) return null;
	const [, number, letter = ''] = found as ReadonlyArray<string | undefined>;
	if (number === undefined) return { character: letter, end };
	const code = Number(number.replace('x', '0x'));
	return code > 0 && code <= 0x10ffff ? { character: String.fromCodePoint(code), end } : null;
}

function coded(text: string, start: number, end: number): Escape {
	return { character: String.fromCharCode(Number.parseInt(text.slice(start, end), 16)), end };
}
