import { setTimeout as pause } from 'node:timers/promises';

/** How often and how long `until` asks, in milliseconds. */
export interface Patience {
	timeout: number;
	every?: number;
}

/**
 * Asks `question` until it answers with something other than undefined.
 * An exception counts as "not yet"; the last one is told when the time is over.
 *
 * @throws when `timeout` milliseconds have passed; `what` names what was waited for.
 */
export async function until<T>(
	what: string,
	{ timeout, every = 250 }: Patience,
	question: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
	const deadline = Date.now() + timeout;
	let last: unknown;
	for (;;) {
		try {
			const answer = await question();
			if (answer !== undefined) return answer;
			last = undefined;
		} catch (error) {
			if (error instanceof NeverComes) throw error;
			last = error;
		}
		if (Date.now() > deadline) {
			const reason = last instanceof Error ? `: ${last.message}` : '';
			throw new Error(`Waited ${Math.round(timeout / 1000)} s in vain for ${what}${reason}`);
		}
		await pause(every);
	}
}

/** Thrown inside a question when waiting on is pointless, e.g. because the process that was to answer is gone. */
export class NeverComes extends Error {}
