import { Foreign } from '../../base/foreign';
import type { Refused, WordsIn } from '../../contract';
import type { Shown } from '../words/shown';

const CODE_KEYS = ['code', 'error_code', 'errorCode', 'error'];
const WORD_KEYS = [
	'message',
	'error_description',
	'detail',
	'error_message',
	'errorMessage',
	'title',
	'error',
	'reason',
];
/** A refusal has a few lines. What is longer is quoted by its first words: parsing two megabytes held up n8n. */
const LONGEST_REFUSAL = 64 * 1024;

/** What codes are written in. */
const CODE = /^[\w.-]{1,100}$/;

/**
 * The service's own code and words out of a refused answer: where the provider says they are, else where most services put
 * them (`{code,message}`, `{error:{…}}`, `{error:"text"}`, `{data:{…}}`, XML with Code and Message, or with the message of WebDAV), else the first words.
 */
export function quoteOf(
	foreign: Foreign | string,
	shown: Shown,
	wordsIn?: WordsIn,
): Pick<Refused, 'code' | 'words'> {
	const body = typeof foreign === 'string' ? new Foreign(foreign) : foreign;
	const whole = Foreign.wholeOf(body);
	const facts = whole.length > LONGEST_REFUSAL ? undefined : recordIn(whole);
	if (facts === undefined) {
		const text = Foreign.beginningOf(body);
		return {
			code: shown(tag(text, 'Code')),
			words: shown(tag(text, 'Message') || tag(text, 's:message') || body),
		};
	}
	const inner = [facts.error, facts.data, facts].find(isRecord) ?? facts;
	const own = wordsIn?.(facts);
	const code =
		(own?.code !== undefined && CODE.test(own.code) ? own.code : undefined) ??
		firstText(inner, CODE_KEYS, (value) => CODE.test(value));
	const ownWords = own?.words === code ? '' : own?.words;
	const words = ownWords ?? firstText(inner, WORD_KEYS, (value) => value !== code);
	return { code: shown(code), words: shown(words) };
}

function recordIn(text: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function firstText(facts: Record<string, unknown>, keys: string[], fits: (value: string) => boolean): string {
	for (const key of keys) {
		const value = facts[key];
		if (typeof value === 'string' && value !== '' && fits(value)) return value;
	}
	return '';
}

/** What stands in an XML tag. */
function tag(xml: string, name: string): string {
	const start = xml.indexOf(`<${name}>`);
	const end = xml.indexOf('<', start + 1);
	return start === -1 || end === -1 ? '' : xml.slice(start + name.length + 2, end);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
