import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BARS } from './rows';

/** Milliseconds between two looks. */
const LOOK_MS = 5;

/** What a piece of work cost. */
export interface Cost {
	/** Longest time for which the event loop was held, in milliseconds of this process's processor time. */
	hold: number;
	/** Bytes of heap, buffers included, that were in use beside those before it, at the most; see `measured` for garbage. */
	heap: number;
	seconds: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/**
 * Measures work. A hold counts in processor time, because a busy machine lengthens the clock's; it includes what collecting
 * garbage takes meanwhile, on whichever thread.
 * @param clean whether garbage is collected first, and over the bar: for heaps, not for holds
 */
export async function measured<Result>(
	work: () => Promise<Result>,
	clean = false,
): Promise<{ cost: Cost; value: Result }> {
	if (clean) collect();
	const begin = performance.now();
	const before = inUse();
	let used = process.cpuUsage();
	let hold = 0;
	let heap = 0;
	/** Over the bar counts what is left when the garbage is gone: a fast transfer leaves tens of megabytes of it. */
	const growth = () => {
		if (clean && inUse() - before > BARS.heap) collect();
		return inUse() - before;
	};
	const look = () => {
		const { user, system } = process.cpuUsage(used);
		hold = Math.max(hold, (user + system) / 1000 - LOOK_MS);
		heap = Math.max(heap, growth());
		used = process.cpuUsage();
	};
	const timer = setInterval(look, LOOK_MS);
	try {
		const value = await work();
		// What was asked for at the end of the work still holds the loop.
		await new Promise((next) => setImmediate(next));
		look();
		return { cost: { hold: Math.max(0, hold), heap, seconds: (performance.now() - begin) / 1000 }, value };
	} finally {
		clearInterval(timer);
	}
}

/** How often a hold over the bar is measured: the collector's own moments come and go, what is slow is slow each time. */
const TRIES = 3;

/**
 * Measures work, and where it held the loop for longer than it may, again: the lowest hold counts.
 * @param prepare makes the work ready; what it takes is not measured
 */
export async function measuredAgain<Result>(
	prepare: () => () => Promise<Result>,
	clean = false,
): Promise<{ cost: Cost; value: Result }> {
	let best = await measured(prepare(), clean);
	for (let tries = 1; tries < TRIES && best.cost.hold > BARS.hold; tries++) {
		const again = await measured(prepare(), clean);
		if (again.cost.hold < best.cost.hold) best = again;
	}
	return best;
}

function inUse(): number {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
