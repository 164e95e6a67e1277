import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Milliseconds between two looks. */
const LOOK_MS = 5;

/** What a piece of work cost. */
export interface Cost {
	/** Longest time for which the event loop was held, in milliseconds of this process's processor time. */
	hold: number;
	/** Bytes of heap, buffers included, that were in use beside those before it, at the most. */
	heap: number;
	seconds: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/**
 * Measures work. A hold counts in processor time, because a busy machine lengthens the clock's; it includes what collecting
 * garbage takes meanwhile, on whichever thread.
 * @param clean whether garbage is collected first: for heaps, not for holds
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
	const look = () => {
		const { user, system } = process.cpuUsage(used);
		hold = Math.max(hold, (user + system) / 1000 - LOOK_MS);
		heap = Math.max(heap, inUse() - before);
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

function inUse(): number {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
