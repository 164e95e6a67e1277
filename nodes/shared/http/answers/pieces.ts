/** A piece with fewer bytes costs what a large one does: each comes by itself through Node's parser, its streams and ours. */
const SMALL = 64;
/** Small ones that may come in a row: all of an answer of 100 KB that a server sends word by word. */
const MOST = 20_000;
/** Those of them that are forgotten with each millisecond. What is spread over time holds nobody up. */
const FORGOTTEN = 1;

/**
 * Counts the pieces in which an answer comes, and tells when they are too many, too small and too close to each other. A server that
 * writes a byte now and then is slow, and may be: only what comes all at once takes the processor away from others.
 */
export function pieceCounter(now: () => number = Date.now): (bytes: number) => boolean {
	let count = 0;
	let last = now();
	return (bytes) => {
		const moment = now();
		count = Math.max(0, count - (moment - last) * FORGOTTEN);
		last = moment;
		if (bytes < SMALL) count += 1;
		return count > MOST;
	};
}
