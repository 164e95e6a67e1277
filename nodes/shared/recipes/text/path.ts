import { Refusal } from '../../base/refusal';
import type { Api } from '../../contract/api';
import { addressFrom } from './addressFrom';
import { filled, textOf, wholeValue, type Values } from './placeholders';

const LONGEST_PATH = 8_192;
const ADDRESS = /^https?:\/\//i;

/**
 * Path and query below the base URL. What is put in is encoded, so it stays one part of the path; and no part may lead
 * upwards, wherever it comes from.
 * @throws Refusal when it leads away from the service, or could
 */
export function filledPath(template: string, values: Values, api: Api): string {
	refuseAddress(template.trim(), values);
	const text = withoutGaps(filled(template.trim(), values, encoded));
	const path = ADDRESS.test(text) ? below(text, api) : text.startsWith('/') ? text : `/${text}`;
	const [parts] = path.split(/[?#]/);
	// Proxies and URL parsers resolve dots, and take a backslash for a slash.
	const isUpwards = parts.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part));
	if (path.length > LONGEST_PATH || isUpwards || /[\p{Cc}\p{Cs}\\]/u.test(path)) {
		throw new Refusal(
			'The path of a request is not usable',
			'Check the path, and the values that are put into it: it may not hold "..", backslashes or line breaks.',
		);
	}
	return path;
}

/** A path that is all one place of an answer, where a link is. It would be asked for as a name below the base URL. @throws Refusal */
function refuseAddress(template: string, values: Values): void {
	const value = /^\/?(\{\+?(?:create|look)\.[^{}]+\})$/.exec(template)?.[1];
	const whole = value === undefined ? undefined : wholeValue(value, values);
	if (whole === undefined || !ADDRESS.test(textOf(whole))) return;
	throw new Refusal(
		'A path is made of an address that an answer gave',
		'Set "Archive At" to "A Link in the Last Answer", and enter in "Link At" where in the answer the address stands.',
	);
}

/** An address instead of a path does, where it is one of the service. @throws Refusal */
function below(address: string, api: Api): string {
	if (addressFrom(address, api).isBelow) return api.localPath(address);
	throw new Refusal(
		'A path leads to another server than the Base URL in the credential',
		'Enter only what comes behind the Base URL, e.g. /folders/12/zip, or correct the Base URL.',
	);
}

/** Stands where a value is empty: no other text that is put in holds it. */
const GAP = '\0';

/** A value that is empty is no part of a path: of the slashes around it one stays. */
function withoutGaps(text: string): string {
	return text.replaceAll(`/${GAP}/`, '/').replaceAll(GAP, '');
}

/** One part of a path; several where the slashes are kept, each encoded by itself. */
function encoded(value: string, keepsSlashes: boolean): string {
	const parts = keepsSlashes ? value.split('/').filter((part) => part !== '') : [value];
	const text = parts
		.map((part) => {
			// Half a character has no bytes to encode.
			if (!/\p{Cs}/u.test(part)) return encodeURIComponent(part);
			throw new Refusal('A value is no text that can stand in a path', 'Check the values of this node.');
		})
		.join('/');
	return text === '' ? GAP : text;
}
