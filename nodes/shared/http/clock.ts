import { onStop } from '../base/onStop';
import { lookNowAndThen, pause } from '../base/pause';
import type { Refusal } from '../base/refusal';
import { Stopped } from '../base/stopped';

/**
 * The time of one item. Every call, pause, back-off, redirect, token and body asks here how much is left: a limit that
 * each of them kept for itself was no limit. A Timeout of 5 seconds ran for 330.
 */
export interface Clock {
	/** Milliseconds since 1970; null where the user set no limit. */
	readonly deadline: number | null;
	readonly signal?: AbortSignal;
	/** Milliseconds until the deadline, at least 0; Infinity without one. */
	left(): number;
	/** Why nothing more is done, or null. */
	over(): Error | null;
	/** @throws Stopped, or a refusal when the time is up */
	check(): void;
	/** Waits, and no longer than what is left. @throws Stopped, or a refusal when the time is up */
	pause(milliseconds: number): Promise<void>;
	/**
	 * The result of work that may never come, and may hear nothing: n8n's own sign-in is deaf to Stop.
	 * @param limit milliseconds that the work itself is given
	 * @param giveUp called once when it is not waited for any more
	 * @param late what to throw when `limit` has passed
	 * @throws Stopped, a refusal when the item's time is up, or `late()`
	 */
	within<Result>(
		work: Promise<Result>,
		limit: number,
		giveUp: () => void,
		late: () => Error,
	): Promise<Result>;
}

/** @param timeIsUp the refusal for work that the deadline ends */
export function clockOf(
	deadline: number | null,
	signal: AbortSignal | undefined,
	timeIsUp: () => Refusal,
): Clock {
	const left = () => (deadline === null ? Infinity : Math.max(0, deadline - Date.now()));

	function over(): Error | null {
		if (signal?.aborted) return new Stopped();
		return left() === 0 ? timeIsUp() : null;
	}
	function check(): void {
		const reason = over();
		if (reason !== null) throw reason;
	}

	async function within<Result>(
		work: Promise<Result>,
		limit: number,
		giveUp: () => void,
		late: () => Error,
	): Promise<Result> {
		const end = Date.now() + limit;
		return await new Promise<Result>((resolve, reject) => {
			let over = false;
			let takeBack = (): void => {};
			let lookNoMore = (): void => {};
			const settle = (act: () => void) => {
				if (over) return;
				over = true;
				takeBack();
				lookNoMore();
				act();
			};
			const leave = (reason: () => Error) =>
				settle(() => {
					giveUp();
					reject(reason());
				});
			const stop = () => leave(() => new Stopped());
			work.then(
				(result) => settle(() => resolve(result)),
				(reason: unknown) => settle(() => reject(reason)),
			);
			takeBack = onStop(signal, stop);
			if (signal?.aborted) stop();
			lookNoMore = lookNowAndThen(() => {
				const wait = Math.min(end - Date.now(), left());
				if (wait <= 0) leave(left() === 0 ? timeIsUp : late);
				return wait;
			});
			if (over) lookNoMore();
		});
	}

	return {
		deadline,
		signal,
		left,
		over,
		check,
		within,
		async pause(milliseconds) {
			check();
			await pause(Math.min(milliseconds, left()), signal);
			check();
		},
	};
}
