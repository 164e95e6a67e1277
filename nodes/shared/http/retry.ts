/** Tries after the first one. Four back-offs of 1, 2, 4 and 8 seconds ride out a restart of a service behind a proxy. */
const RETRIES = 4;
const FIRST_DELAY_MS = 1_000;
/** A service that wants us away for longer than this is better told about than waited for in the middle of a call. */
const LONGEST_DELAY_MS = 120_000;

/** Answers of a service, or of a proxy before it, that say "not now": nothing was done, or it does no harm twice. */
const PASSING_STATUSES = [429, 502, 503, 504];
/** What networks do in passing. A silence that was waited for is none of it: it had its time. */
const PASSING_CODES = [
	'ECONNRESET',
	'ECONNREFUSED',
	'EPIPE',
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
 * How long to wait before try number `attempt` (1 is the first repetition). The service's own time wins and gets no jitter;
 * ours doubles each time, with half of it left to chance so that many clients do not come back at once.
 * @param asked seconds that the service asks for
 * @param left milliseconds that are left for the item
 * @returns milliseconds; null when there is nothing left to try, or no time for it: then the answer that came is the last one
 */
export function delayBefore(
	attempt: number,
	asked: number | null,
	left: number,
	chance: () => number = Math.random,
): number | null {
	if (attempt > RETRIES) return null;
	const delay = asked === null ? FIRST_DELAY_MS * 2 ** (attempt - 1) * (0.5 + chance() / 2) : asked * 1000;
	return delay > LONGEST_DELAY_MS || delay >= left ? null : delay;
}
