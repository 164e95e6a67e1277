import { pause } from '../base/pause';

/** Tries after the first one. Four back-offs of 1, 2, 4 and 8 seconds ride out a restart of a service behind a proxy. */
const RETRIES = 4;
const FIRST_DELAY_MS = 1_000;
/** A service that wants us away for longer than this is better told about than waited for. */
const LONGEST_DELAY_MS = 120_000;

/** Answers of a service, or of a proxy before it, that say "not now": nothing was done, or it does no harm twice. */
const PASSING_STATUSES = [429, 502, 503, 504];
const PASSING_CODES = [
	'ECONNRESET',
	'ECONNREFUSED',
	'ECONNABORTED',
	'EPIPE',
	'ETIMEDOUT',
	'EAI_AGAIN',
	'ENETUNREACH',
	'EHOSTUNREACH',
	'ERR_NETWORK',
	'UND_ERR_SOCKET',
];

/** Whether trying again is safe and worth it. 429 means that nothing was done, so even a write may be repeated. */
export function mayRetry(status: number | null, code: string | null, repeatable: boolean): boolean {
	if (status === 429) return true;
	if (!repeatable) return false;
	return status === null ? code !== null && PASSING_CODES.includes(code) : PASSING_STATUSES.includes(status);
}

/**
 * Seconds that a `Retry-After` header asks for, given as seconds or as a date; null when it says nothing usable.
 * @param now milliseconds since 1970
 */
export function retryAfterSeconds(header: string | undefined, now = Date.now()): number | null {
	if (header === undefined || header.trim() === '') return null;
	if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header);
	// Without a letter it is no HTTP date, though the parser makes one of it ("-5" becomes a day in May).
	const date = /[a-z]/i.test(header) ? Date.parse(header) : Number.NaN;
	return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}

/**
 * Waits before try number `attempt` (1 is the first repetition). The service's own time wins and gets no jitter;
 * ours doubles each time, with half of it left to chance so that many clients do not come back at once.
 * @returns false when there is nothing left to try, or the service asks for more time than we give it
 */
export async function backOff(attempt: number, asked: number | null, signal?: AbortSignal): Promise<boolean> {
	if (attempt > RETRIES) return false;
	const own = FIRST_DELAY_MS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
	const delay = asked === null ? own : asked * 1000;
	if (delay > LONGEST_DELAY_MS) return false;
	await pause(delay, signal);
	return true;
}
