/** The twelve ways in which a secret or a link may be written down, and what to look for in each. */

/** What finds a text in one of its forms: any of these pieces. No piece where the text has no such form. */
type Writer = (text: string) => string[];

const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;

export const FORMS = {
	asIs: (text) => [text],
	encoded: (text) => bothCases(encodeURIComponent(text)),
	/** As forms write it: a space is a plus. */
	formEncoded: (text) => bothCases(new URLSearchParams([['', text]]).toString().slice(1)),
	encodedTwice: (text) => bothCases(encodeURIComponent(encodeURIComponent(text))),
	/** Every byte with its percent sign, letters too. */
	everyByteEncoded: (text) => bothCases(hexOf(text).replace(/../g, '%$&')),
	base64: (text) => aligned(text, 'base64'),
	base64url: (text) => aligned(text, 'base64url'),
	hex: (text) => [hexOf(text)],
	hexUpper: (text) => [hexOf(text).toUpperCase()],
	html: (text) => htmlOf(text),
	json: (text) => jsonOf(text),
	/** A link from its host on. */
	withoutScheme: (text) => (SCHEME.test(text) ? [text.replace(SCHEME, '')] : []),
} as const satisfies Record<string, Writer>;

export type FormName = keyof typeof FORMS;

export const FORM_NAMES = Object.keys(FORMS) as FormName[];

/** What to look for, form by form. A form that writes the text as it is counts once, as `asIs`. */
export function piecesOf(text: string): Array<[FormName, string[]]> {
	const known = new Set<string>();
	return FORM_NAMES.map((form) => {
		const pieces = [...new Set(FORMS[form](text))].filter((piece) => piece !== '' && !known.has(piece));
		for (const piece of pieces) known.add(piece);
		return [form, pieces];
	});
}

function hexOf(text: string): string {
	return Buffer.from(text).toString('hex');
}

/** Percent signs with large and with small digits. */
function bothCases(text: string): string[] {
	return [
		text.replace(/%[\da-f]{2}/gi, (found) => found.toUpperCase()),
		text.replace(/%[\da-f]{2}/gi, (found) => found.toLowerCase()),
	];
}

/** Base64 by how many bytes stand before the text. Signs that depend on the neighbours are left out. */
function aligned(text: string, encoding: 'base64' | 'base64url'): string[] {
	const bytes = Buffer.from(text);
	return [0, 1, 2].map((before) => {
		const written = Buffer.concat([Buffer.alloc(before), bytes])
			.toString(encoding)
			.replace(/=+$/, '');
		const first = [0, 2, 3][before];
		const last = (before + bytes.length) % 3 === 0 ? written.length : written.length - 1;
		return written.slice(first, last);
	});
}

function htmlOf(text: string): string[] {
	const plain = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
	const quoted = plain.replace(/"/g, '&quot;');
	const numbers = Array.from(text, (sign) => `&#${sign.codePointAt(0) ?? 0};`).join('');
	const hexNumbers = Array.from(text, (sign) => `&#x${(sign.codePointAt(0) ?? 0).toString(16)};`).join('');
	return [plain, quoted, quoted.replace(/'/g, '&#39;'), quoted.replace(/\//g, '&#x2F;'), numbers, hexNumbers];
}

function jsonOf(text: string): string[] {
	const written = JSON.stringify(text).slice(1, -1);
	const safe = written.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
	return [written, safe].flatMap((one) => [one, one.replace(/\//g, '\\/')]);
}
