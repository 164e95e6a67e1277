/**
 * Keeps garbage collection cheap while gigabytes pass through as buffers.
 *
 * A buffer's bytes lie outside of V8's heap; inside there is only a small object. Node 20 and 22 run their quick
 * collection (a millisecond) when buffers of young objects add up. V8 in Node 24 no longer does: it counts the bytes
 * towards the limit of the old heap, and for every 8 MB or so marks all of it (50 ms and more of the main thread, in
 * n8n), since the young heap, which the quick collection empties, never fills with objects that small. So it is filled
 * on purpose. That took unpacking a 1 GiB file in n8n's engine from 245 full collections to a handful, to less than
 * half the time, and its longest stall from a quarter of a second to 30 ms.
 *
 * The best buffer is one that needs no collector: `release` frees it, and `BufferPool` uses it again.
 */

/** An array of this many numbers, 8 bytes each, still goes to the young heap's ordinary pages. */
const SLOTS = 1024;
const BYTES = SLOTS * 8;
/**
 * Bytes filled for each byte of buffers: as many, while all is calm. After a full collection V8 allows 8 MB of buffers
 * and then begins the next; the young heap is emptied after 26 MB. So when they come in a row, it needs more. Not always,
 * and not more than this: what lives through two quick collections grows old, and buffers in use must not.
 */
const LEAST_FILL = 1;
const MOST_FILL = 4;
/** With fewer bytes of buffers since the last one, a full collection was about something else. */
const HARDLY_ANY = 4 * 1024 * 1024;
/** Bytes of buffers without one: trying it with less filling again costs three full collections of some 30 ms. */
const CALM = 2 * 1024 * 1024 * 1024;
const A_ROW = 3;
let fill = LEAST_FILL;
let sinceFullCollection = 0;
let inARow = 0;

/** Full collections alone look at this, so it tells that there was one. */
const fullCollections = new FinalizationRegistry(() => {
	const ours = sinceFullCollection > HARDLY_ANY && sinceFullCollection < CALM;
	inARow = ours ? inARow + 1 : 0;
	if (inARow >= A_ROW) fill = Math.min(2 * fill, MOST_FILL);
	sinceFullCollection = 0;
	awaitFullCollection();
});
function awaitFullCollection(): void {
	fullCollections.register({}, null);
}
awaitFullCollection();

/**
 * Copied, and not made anew: V8 remembers where in the code arrays are made that live for long, and makes the next ones
 * in the old heap at once. Now and then it took these for such, and n8n was back at a full collection every 0.4 s.
 */
const FILLER: unknown[] = new Array<unknown>(SLOTS).fill(0);

let owed = 0;
/**
 * Written and never read: without it the compiler, or a minifier, would see that nobody wants the arrays. It is a number
 * and not the last array: while V8 marks, whatever is stored is kept, so 14 MB of arrays grew old at a time, and now
 * and then V8 answered with a young heap of twice the size (64 MB more).
 */
export let filled = 0;

/**
 * Tells that buffers of together `bytes` were made, here or by what is called from here.
 * Those that are freed by `release` count for nothing again.
 */
export function buffersMade(bytes: number): void {
	sinceFullCollection += bytes;
	if (sinceFullCollection > CALM) fill = LEAST_FILL;
	for (owed += bytes * fill; owed >= BYTES; owed -= BYTES) filled += FILLER.slice().length;
}

interface Transferable {
	transfer?(length: number): ArrayBuffer;
}

/**
 * Frees the memory of bytes that nobody looks at any more, now and not at some collection to come. Only a buffer that
 * is all theirs: others may be looking at the rest of a shared one. (Node 20 can't: there it is left to the collector.)
 */
export function release({ buffer, byteLength }: Uint8Array): void {
	const { transfer } = buffer as Transferable;
	if (transfer === undefined || byteLength === 0 || buffer.byteLength !== byteLength) return;
	transfer.call(buffer, 0);
	sinceFullCollection -= byteLength;
	owed -= fill * byteLength;
}

/** A buffer of its own, not zeroed, counted. */
export function newBuffer(length: number): Buffer {
	buffersMade(length);
	return Buffer.allocUnsafeSlow(length);
}
