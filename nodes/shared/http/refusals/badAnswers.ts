import { Refusal } from '../../base/refusal';
import { Foreign } from '../../base/foreign';
import type { Shown } from '../words/shown';
import { CHECK_ADDRESS } from '../address';

const MIB = 1024 * 1024;

/** An answer of more bytes than such answers have. */
export function tooLarge(service: string, bytes: number): Refusal {
	const size = bytes >= MIB ? `${bytes / MIB} MiB` : `${bytes / 1024} KiB`;
	return new Refusal(
		`${service} sent an answer of more than ${size}`,
		`No answer to this call is as large. ${CHECK_ADDRESS}`,
		{ code: 'LIMIT_EXCEEDED', clean: true },
	);
}

/** An answer in pieces of a few bytes, all at once: each costs as much as a whole answer. */
export function inPieces(service: string): Refusal {
	return new Refusal(
		`${service} sent its answer in too many small pieces`,
		'Reading on would hold up other workflows. Look for a proxy on the way that cuts answers up, or ask whoever runs the service to send them whole.',
		{ code: 'TOO_MANY_PIECES', clean: true },
	);
}

/** JSON that would take too much memory once it is parsed. */
export function tooMuch(service: string): Refusal {
	return new Refusal(
		`${service} sent an answer with too many values in it`,
		`No answer to this call holds as many, or is nested as deep. ${CHECK_ADDRESS}`,
		{ code: 'LIMIT_EXCEEDED', clean: true },
	);
}

/** What came is no JSON: a page, a text, or JSON that was cut off. */
export function notJson(service: string, words: Foreign, shown: Shown): Refusal {
	const kind = kindOf(words);
	if (kind === 'data') {
		return new Refusal(
			`${service} sent data that is cut off or broken`,
			'Run the node again. If it stays so, look for a proxy on the way that changes answers.',
			{ code: 'UNEXPECTED_ANSWER', clean: true },
		);
	}
	return new Refusal(
		`${service} sent ${WORDS[kind]} where data was expected`,
		`${CHECK_ADDRESS} It may also be a sign-in page of a proxy. It begins: "${shown(words, 120)}".`,
		{ code: 'UNEXPECTED_ANSWER', clean: true },
	);
}

const WORDS = { page: 'a web page', xml: 'XML', text: 'plain text' } as const;
/** Errors of storages and of WebDAV (`<Error>`, `<d:error xmlns:d="DAV:">`), and whatever has a head of XML and is no page. */
const XML = /^<(?:\?xml(?!.*<html)|(?:\w{1,20}:)?error[\s/>])/is;

/** What a text is meant to be, by its first sign. */
export function kindOf(words: Foreign): 'page' | 'xml' | 'data' | 'text' {
	const text = Foreign.beginningOf(words).trimStart();
	const first = text[0];
	if (first === '<') return XML.test(text) ? 'xml' : 'page';
	return first === '{' || first === '[' ? 'data' : 'text';
}
