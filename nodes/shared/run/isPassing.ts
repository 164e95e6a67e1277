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

/** Whether a refusal may be gone at the next look. */
export function isPassing({ code }: Pick<Refusal, 'code'>): boolean {
	return PASSING.includes(code);
}
