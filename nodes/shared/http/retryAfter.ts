import type { ForeignText } from '../contract/api';

/** A service that asks for less is asked as often as one that said nothing. */
const LEAST_SECONDS = 1;
/** Longer than any run lasts; what is more is a slip of the pen, and still no reason to overflow. */
const MOST_SECONDS = 365 * 24 * 60 * 60;
/** The longest of the three forms of a date has 33 characters. */
const LONGEST_HEADER = 64;

/**
 * Seconds that a `Retry-After` header asks for, given as seconds or as a date (RFC 9110, 10.2.3); null when it says nothing
 * usable. Never less than one: `0`, or a date gone by, made 28 requests a second.
 * @param now milliseconds since 1970
 */
export function retryAfterSeconds(header: ForeignText | undefined, now = Date.now()): number | null {
	const text = header === undefined || header.length > LONGEST_HEADER ? '' : header.trim();
	const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : (dateIn(text) - now) / 1000;
	return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, LEAST_SECONDS), MOST_SECONDS);
}

/** Milliseconds since 1970; NaN when it is no date. All three forms are in UTC, though only two of them say so. */
function dateIn(text: string): number {
	// Without a letter it is no HTTP date, though the parser makes one of it ("-5" becomes a day in May).
	if (!/^[a-z]{3}/i.test(text)) return Number.NaN;
	return Date.parse(/ (?:GMT|UTC|[+-]\d{4})$/.test(text) ? text : `${text} GMT`);
}

/** A time in words: `45 seconds`, `5 minutes`, `3 hours`. */
export function inWords(seconds: number): string {
	if (seconds < 120) return counted(Math.ceil(seconds), 'second');
	if (seconds < 7_200) return counted(Math.ceil(seconds / 60), 'minute');
	return seconds < 172_800
		? counted(Math.ceil(seconds / 3_600), 'hour')
		: counted(Math.ceil(seconds / 86_400), 'day');
}

function counted(count: number, unit: string): string {
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
