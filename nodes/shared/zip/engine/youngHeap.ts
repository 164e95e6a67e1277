/**
 * Keeps garbage collection cheap while gigabytes pass through as buffers.
 *
 * A buffer's bytes lie outside of V8's heap; inside there is only a small object. Node 20 and 22 run their quick
 * collection (a millisecond) when buffers of young objects add up. V8 in Node 24 no longer does: it counts the bytes
 * towards the limit of the old heap and marks all of it again and again, since the young heap, which the quick collection
 * empties, never fills with objects that small. So it is filled on purpose, with as much as there is of buffers.
 *
 * Measured with the engine in WebAssembly, Node 24, a process with 200 MB of live objects, 1 GiB of CSV: 24 to 26 full
 * collections and 10.5 to 11.2 s of processor time without it; none, and 4.4 to 5.6 s, with it.
 */

/**
 * An array of this many numbers, 8 bytes each, just goes to the young heap's ordinary pages (up to 128 KiB). Those have 256 KiB,
 * so that no second one fits: a page is used up by half of its bytes, and the other half is never written. With arrays of
 * 8 KiB, which fill pages whole, a fifteenth of the processor time for 1 GiB of CSV went into writing them.
 */
const SLOTS = 16_380;
/**
 * Bytes of buffers that a page stands for: fewer than it has, for V8 collects when all are used up, and not at four fifths. With half
 * as many, reading held 10 MB instead of 25, and archives that hardly shrink took a seventh more processor time, for writing pages.
 */
const BYTES = 192 * 1024;

/**
 * Copied, and not made anew: V8 remembers where in the code arrays are made that live for long, and makes the next ones
 * in the old heap at once.
 */
const FILLER: unknown[] = new Array<unknown>(SLOTS).fill(0);

/**
 * Pages used up at once at the most; the rest is made up for with the buffers to come. They are touched for the
 * first time, and so are those of a buffer of 2 MiB: both in one go took 25 ms of the main thread in a virtual machine.
 */
const AT_ONCE = 3;
/** More than the young heap holds need not be made up for. */
const MOST_OWED = 32 * 1024 * 1024;

let owed = 0;
/** Written and never read: without it the compiler, or a minifier, would see that nobody wants the arrays. */
export let filled = 0;

/** Tells that buffers of together `bytes` were made, here or by what is called from here, which nobody will release. */
export function buffersMade(bytes: number): void {
	owed = Math.min(owed + bytes, MOST_OWED);
	for (let pages = 0; pages < AT_ONCE && owed >= BYTES; pages++) {
		owed -= BYTES;
		filled += FILLER.slice().length;
	}
}

/** A buffer of its own, not zeroed, counted. */
export function newBuffer(length: number): Buffer {
	buffersMade(length);
	return Buffer.allocUnsafeSlow(length);
}
