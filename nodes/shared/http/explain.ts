import type { Explain, Refused } from '../contract';
import { Refusal } from '../base/refusal';
import type { Redact } from './redact';

export type { Explain, Refused };

const BY_STATUS: Record<number, { message: string; description: string }> = {
	400: {
		message: 'did not accept the request',
		description: 'Check the values of this node against what the service says.',
	},
	401: {
		message: 'did not accept the sign-in',
		description: 'Open the credential, check its values and sign in again.',
	},
	403: {
		message: 'does not allow this',
		description:
			'The sign-in works, but this account has no right to it. Ask for access, or use another credential.',
	},
	404: {
		message: 'could not find it',
		description: 'Check the id, that it still exists, and that this account may see it.',
	},
	408: { message: 'gave up waiting', description: 'Run the node again.' },
	409: {
		message: 'is busy with it',
		description: 'Something else is changing it just now. Run the node again in a moment.',
	},
	410: { message: 'no longer has it', description: 'Ask for the archive again with Create Archive.' },
	412: {
		message: 'does not have the content at hand',
		description:
			'The content was changed or moved to an archive store. Restore it there, then run the node again.',
	},
	413: { message: 'finds the request too large', description: 'Ask for fewer files at a time.' },
	416: {
		message: 'has no such part of the archive',
		description: 'The archive was changed meanwhile. Run the node again.',
	},
	429: {
		message: 'gets more requests than it allows',
		description:
			'It was asked again several times, with pauses. Run the node later, or with fewer items at a time.',
	},
};

const SERVER_SIDE = {
	message: 'could not answer',
	description:
		'The cause is on the side of the service. Run the node again later, or turn on Retry On Fail in the settings.',
};
const OTHER = {
	message: 'gave an unexpected answer',
	description: 'Check the address in the credential and the values of this node.',
};

/** The refusal for an answer that was not hoped for, in the service's own words where it gave any. */
export function refusalFor(service: string, refused: Refused, explain?: Explain): Refusal {
	const { status, code, words } = refused;
	const special = explain?.(refused);
	const general = BY_STATUS[status] ?? (status >= 500 ? SERVER_SIDE : OTHER);
	const message = special?.message ?? `${service} ${general.message}`;
	const said = [code, words].filter((part) => part !== '').join(': ');
	const told = `${service} answered ${status}${said === '' ? '' : ` (${said})`}.`;
	return new Refusal(message, `${special?.description ?? general.description} ${told}`, {
		status,
		serviceCode: code || null,
	});
}

const LONGEST_QUOTE = 300;
const CODE_KEYS = ['code', 'errorKey', 'error_code', 'error'];
const WORD_KEYS = [
	'message',
	'briefSummary',
	'error_description',
	'detail',
	'error_message',
	'error',
	'reason',
];

/**
 * The service's own code and words out of an answer's text: the JSON shapes of all five services
 * (`{code,message}`, `{error:{…}}`, `{error:"text"}`, the same as `data` in an envelope), S3's XML, or the first words of a page.
 */
export function quote(text: string, redact: Redact): Pick<Refused, 'code' | 'words'> {
	const body = parse(text);
	if (body === undefined)
		return { code: tag(text, 'Code'), words: short(redact(tag(text, 'Message') || plainText(text))) };
	const facts = [body.error, 'statusCode' in body && body.data, body].find(isRecord) ?? body;
	const code = firstText(facts, CODE_KEYS, (value) => /^[\w.-]+$/.test(value));
	const words = firstText(facts, WORD_KEYS, (value) => value !== code);
	return { code: short(redact(code)), words: short(redact(words)) };
}

/** First words of a text that is shown to people: tags stripped, white space folded. */
export function plainText(text: string): string {
	return text
		.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
}

function parse(text: string): Record<string, unknown> | undefined {
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

function tag(xml: string, name: string): string {
	return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
}

function short(text: string): string {
	return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE)}…`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
