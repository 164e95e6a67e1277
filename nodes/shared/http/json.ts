import { CHECK_ADDRESS } from './address';
import { plainText } from './explain';
import type { Redact } from './redact';
import { Refusal } from '../base/refusal';

/** The body of an answer; null when it is empty. @throws Refusal with the first words of what is no JSON */
export function parseJson(text: string, service: string, redact: Redact): unknown {
	if (text.trim() === '') return null;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return notJson(text, service, redact);
	}
}

function notJson(text: string, service: string, redact: Redact): never {
	const kind = /^\s*</.test(text) ? 'a web page' : 'plain text';
	throw new Refusal(
		`${service} sent ${kind} where data was expected`,
		`${CHECK_ADDRESS} It may also be a sign-in page of a proxy. It begins: "${redact(plainText(text)).slice(0, 120)}".`,
	);
}
