import type { Mark } from './secrets';
import type { View } from './view';

/** What follows the name of an authorization scheme. */
const AFTER_SCHEME = /\b(?:bearer|basic)\s+([\w+/=.~-]{6,})/gi;
/** What follows a name that keys have: `password=…`, `"access_token":"…"`. */
const AFTER_NAME =
	/(?:password|passwd|secret|token|signature|ticket|api[_-]?key|access[_-]?key|cookie)["']?[:=]["']?([^\s"',;&<>]{4,})/gi;
/** A JSON web token, whoever it is for. */
const WEB_TOKEN = /\beyJ[\w-]{6,}(?:\.[\w-]+)*/g;
/** A run that no word and no id is: forty letters and digits, large, small and numbers mixed. */
const LONG_RUN = /[a-z\d]{40,}/gi;

/** Marks what looks like a key, wherever it comes from. */
export function markKeys(view: View, mark: Mark): void {
	const { text, from, to } = view;
	for (const { index, 0: found, 1: value } of text.matchAll(AFTER_SCHEME)) {
		if (isNoWord(value)) mark(from[index], to[index + found.length - 1]);
	}
	for (const { index, 0: found, 1: value } of text.matchAll(AFTER_NAME)) {
		const end = index + found.length;
		if (isNoWord(value)) mark(from[end - value.length], to[end - 1]);
	}
	for (const { index, 0: found } of text.matchAll(WEB_TOKEN)) mark(from[index], to[index + found.length - 1]);
	for (const { index, 0: found } of text.matchAll(LONG_RUN)) {
		if (/[a-z]/.test(found) && /[A-Z]/.test(found) && /\d/.test(found))
			mark(from[index], to[index + found.length - 1]);
	}
}

/** "Basic authentication" and "token:expired" are words; a key has digits or signs inside, or is longer than words are. */
function isNoWord(value: string): boolean {
	return /[\d+/=_~-]|\.\w/.test(value) || value.length >= 20;
}
