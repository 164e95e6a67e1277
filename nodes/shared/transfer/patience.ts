import { Refusal, type RefusalCode } from '../base/refusal';
import type { Api } from '../contract/api';
import { brokeTooOften, givenUp } from './refusals';

/** How a transfer that breaks is taken up again. */
export interface Patience {
	/** How often in a row, without a byte more, before it is given up; 0: never taken up again. */
	attempts: number;
	/** Milliseconds of the longest pause before that. */
	longestPause: number;
}

export const PATIENCE: Patience = { attempts: 5, longestPause: 30_000 };

const FIRST_PAUSE_MS = 500;
/** However well it goes on each time: one that breaks more often would fetch the same bytes for ever where there are no pieces. */
const MOST_IN_ALL = 200;

/** What passes by itself: the line, or the service for the moment. */
const PASSING: readonly RefusalCode[] = [
	'CONNECTION_LOST',
	'SERVICE_UNAVAILABLE',
	'TOO_MANY_REQUESTS',
	'TRANSFER_TOO_SLOW',
	'UNREACHABLE',
];
/** A page of a proxy, or an answer of a service that is starting, where an archive came a moment ago. */
const PASSING_ONCE_BEGUN: readonly RefusalCode[] = ['ARCHIVE_NOT_READY', 'NOT_A_ZIP', 'UNEXPECTED_ANSWER'];

/** Whether asking again may help. @param begun whether bytes of the archive had arrived */
export function mayGoOn(reason: unknown, begun: boolean): reason is Refusal {
	if (!(reason instanceof Refusal)) return false;
	const { code, status } = reason;
	return (
		PASSING.includes(code) ||
		(begun && PASSING_ONCE_BEGUN.includes(code)) ||
		(status !== null && (status >= 500 || status === 429 || status === 408))
	);
}

/** Counts the attempts of one transfer, and waits between them. */
export class Attempts {
	#inARow = 0;
	#inAll = 0;

	readonly #patience: Patience;
	readonly #pause: Api['pause'];

	constructor(patience: Patience, pause: Api['pause']) {
		this.#patience = patience;
		this.#pause = pause;
	}

	/** More of the archive arrived: counting begins anew. */
	progressed(): void {
		this.#inARow = 0;
	}

	/**
	 * Waits until it is time for the next one: as long as the service asks for, but no longer than the user allows.
	 * @throws Refusal when there is none left, or no time; Stopped
	 */
	async next(reason: Refusal, arrived: number, size: number | null): Promise<void> {
		const { attempts, longestPause } = this.#patience;
		if (attempts === 0) throw reason;
		if (this.#inARow >= attempts) throw givenUp(reason, arrived, size, attempts);
		if (this.#inAll >= MOST_IN_ALL) throw brokeTooOften(reason, MOST_IN_ALL);
		this.#inARow += 1;
		this.#inAll += 1;
		const own = FIRST_PAUSE_MS * 2 ** (this.#inARow - 1);
		const asked = (reason.retryAfter ?? 0) * 1000;
		await this.#pause(Math.min(Math.max(own, asked), longestPause));
	}
}
