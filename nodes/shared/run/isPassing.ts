import type { Refusal, RefusalCode } from '../base/refusal';

/** What says nothing about the archive: a restart, a gateway's page, a line that broke. */
const PASSING: readonly RefusalCode[] = [
	'CONNECTION_LOST',
	'SERVICE_UNAVAILABLE',
	'TIME_IS_UP',
	'TOO_MANY_REQUESTS',
	'TRANSFER_TOO_SLOW',
	'UNEXPECTED_ANSWER',
	'UNREACHABLE',
];

/** A status that says what is wrong with the look itself: the next one is told the same. Only "locked" and "too early" pass. */
const FINAL = /^4(?!2[35])/;

/** Whether a refusal may be gone at the next look. */
export function isPassing({ code, status }: Pick<Refusal, 'code'> & Partial<Refusal>): boolean {
	return PASSING.includes(code) && !(code === 'UNEXPECTED_ANSWER' && FINAL.test(String(status)));
}
