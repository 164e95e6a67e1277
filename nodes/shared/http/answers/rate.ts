/** Milliseconds of waiting over which a rate is taken. A pause of a proxy is shorter. */
const WINDOW_MS = 30_000;

/** How slow and how long the transfers of one item may be. */
export interface TransferLimits {
	/** Bytes a second; 0 for no limit. */
	leastRate: number;
	/** Milliseconds; Infinity for no limit. */
	longest: number;
}

/** What is counted over all transfers of one item, so that many slow pieces are no way around it. */
export interface TransferMeter {
	/** Counts bytes, and the milliseconds that were waited for them. */
	arrived(bytes: number, waited: number): void;
	/** Why the transfers end here, or null. `waiting` are the milliseconds of a wait that is still going on. */
	verdict(waiting: number): 'too slow' | 'too long' | null;
	/** Bytes a second that were taken as the measure of the last verdict. */
	readonly rate: number;
}

/** For answers that are read whole, which have a time of their own. */
export const UNMETERED: TransferMeter = { arrived: () => undefined, verdict: () => null, rate: 0 };

/**
 * As curl's `--speed-limit` and `--max-time`: a byte now and then is no stall, and still no transfer. Only time spent waiting
 * for the network counts for the rate; for the length all time since the first byte was asked for.
 */
export function transferMeter(
	{ leastRate, longest }: TransferLimits,
	now: () => number = Date.now,
): TransferMeter {
	let began: number | null = null;
	let bytes = 0;
	let waited = 0;
	let rate = 0;
	return {
		arrived(count, wait) {
			began ??= now() - wait;
			bytes += count;
			waited += wait;
			if (waited < WINDOW_MS) return;
			rate = (bytes / waited) * 1000;
			if (rate < leastRate) return;
			bytes = 0;
			waited = 0;
		},
		verdict(waiting) {
			began ??= now() - waiting;
			if (now() - began >= longest) return 'too long';
			const total = waited + waiting;
			if (total < WINDOW_MS) return null;
			rate = (bytes / total) * 1000;
			return rate < leastRate ? 'too slow' : null;
		},
		get rate() {
			return rate;
		},
	};
}
