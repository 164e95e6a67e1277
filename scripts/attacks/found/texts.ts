/** Texts that were made to hurt whoever searches them, by what they repeat. */
const REPEATED = {
	'<': '<',
	'<script ': '<script ',
	'<a href="': '<a href="',
	'&': '&',
	'&#x': '&#x',
	'%': '%',
	'%25': '%25',
	'*': '*',
	'*a': '*a',
	'{a,': '{a,',
	'[': '[',
	'{"a":': '{"a":',
	'"': '"',
	'\\': '\\',
	'/': '/',
	'../': '../',
	spaces: ' ',
	commas: ',',
	nulls: '\0',
	surrogates: '\ud800',
	'right to left': '\u202e',
	ligatures: '\ufdfa',
	'a-': 'a-',
	'a.': 'a.',
	'=': '=',
	'://': '://',
	'token=': 'token=',
	'?a=': '?a=',
	digits: '9',
	'eyJ.': 'eyJhbGci.',
} as const;

export interface HostileText {
	name: string;
	text: string;
}

const made = new Map<number, HostileText[]>();

/** Each of them in a length. */
export function hostileTexts(length: number): HostileText[] {
	const known = made.get(length) ?? makeTexts(length);
	made.set(length, known);
	return known;
}

function makeTexts(length: number): HostileText[] {
	return Object.entries(REPEATED).map(([name, part]) => ({
		name,
		text: part.repeat(Math.ceil(length / part.length)).slice(0, length),
	}));
}
