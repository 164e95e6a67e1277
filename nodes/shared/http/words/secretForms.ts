import type { ForeignText } from '../../contract/api';

/** Shorter values are words of every day ("admin"): found only where they stand alone, or not at all. */
const SHORTEST = 4;
/** So many characters in a row, of letters and digits, are no accident. A secret that is cut off is still half a secret. */
export const GRAM = 8;
/** A token is a few kilobytes at most. */
const LONGEST_SECRET = 8_192;
/** Its longest form is hex. */
const LONGEST_FORM = 2 * LONGEST_SECRET;

/** What to look for, to cut secrets out of a text. */
export interface Wanted {
	/** Pieces of letters and digits; each found piece belongs to a secret. */
	grams: ReadonlySet<string>;
	/** Secrets too short for pieces, or whose pieces are words: found as a whole. */
	whole: readonly string[];
	/** Secrets of signs alone, which have no letters to compare. */
	signs: readonly string[];
}

const PLAIN = /^[\x20-\x7e]*$/;

/** Letters and digits alone, in lower case and without accents: what stays the same in every spelling. */
export function lettersOf(text: ForeignText): string {
	const form = text.slice(0, LONGEST_FORM);
	// Tokens are of plain signs, and have many forms: sign by sign one of 8 KB held the loop for 40 ms.
	if (PLAIN.test(form)) return form.toLowerCase().replace(/[^\da-z]+/g, '');
	return Array.from(form, lettersIn).join('');
}

/**
 * The same for one character: no other changes what comes of it. With the secret folded as a whole and the text sign by sign,
 * a password with an accent in two signs, or with a letter that grows in lower case, was not found in its own spelling.
 */
export function lettersIn(character: string): string {
	const plain = character <= '\x7f' ? character : character.normalize('NFKD');
	// Up and down again: some small letters share a large one (`ς` and `σ`).
	return plain
		.toUpperCase()
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Every form that a secret may come back in: as it is, in Base64 (alone or behind a user name), in hex, decoded. */
export function wantedFor(secrets: readonly string[]): Wanted {
	const grams = new Set<string>();
	const whole = new Set<string>();
	const signs = new Set<string>();
	for (const secret of secrets.map((text) => text.trim().slice(0, LONGEST_SECRET))) {
		if (/^https?:\/\//i.test(secret)) {
			addAddress(secret, grams, whole);
			continue;
		}
		for (const form of formsOf(secret)) {
			const letters = lettersOf(form);
			if (letters.length >= GRAM) addGrams(letters, grams);
			else if (letters.length >= SHORTEST) whole.add(letters);
			else if (form.length >= SHORTEST) signs.add(form.toLowerCase());
		}
	}
	return { grams, whole: [...whole], signs: [...signs] };
}

/** Of an address that is a key, the host counts. Its parts with digits are the key; the others are words ("containers"). */
function addAddress(address: string, grams: Set<string>, whole: Set<string>): void {
	if (!URL.canParse(address)) return;
	const { host, pathname } = new URL(address);
	const letters = lettersOf(host);
	if (letters.length >= SHORTEST) whole.add(letters);
	for (const form of [...base64Of(host), hexOf(host)]) addGrams(lettersOf(form), grams);
	for (const part of [...host.split('.'), ...pathname.split('/')].map(lettersOf)) {
		if (/\d/.test(part) && part.length >= GRAM) addGrams(part, grams);
	}
}

/** A secret in each of its forms. */
export function formsOf(secret: string): Iterable<string> {
	return new Set([
		secret,
		// In the code page of somebody else other letters than plain ones become two, or are lost.
		Buffer.from(secret).toString('latin1'),
		secret.replace(/[^\0-\x7f]/g, ''),
		...base64Of(secret),
		hexOf(secret),
		...(decoded(secret) ?? []),
	]);
}

function addGrams(letters: string, grams: Set<string>): void {
	for (let at = 0; at + GRAM <= letters.length; at++) grams.add(letters.slice(at, at + GRAM));
}

/** Base64 has three ways to write a text, by how many bytes stand before it. What depends on the neighbours is left out. */
function base64Of(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2].map((before) => {
		const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
		const whole = (before + bytes.length) % 3 === 0 ? text : text.slice(0, -1);
		return whole.slice([0, 2, 3][before]);
	});
}

function hexOf(secret: string): string {
	return Buffer.from(secret).toString('hex');
}

/** What a secret in Base64 says, where it says something (a ticket, a token). */
function decoded(secret: string): string[] | null {
	if (!/^[\w+/-]{8,}={0,2}$/.test(secret)) return null;
	const text = Buffer.from(secret, 'base64').toString('utf8');
	return /^[\x20-\x7e]{8,}$/.test(text) ? [text] : null;
}
