/** The young heap gets filled for sure: a compiler that sees through it would bring the full collections back. */
import {
	constants,
	type NodeGCPerformanceDetail,
	type PerformanceEntry,
	PerformanceObserver,
} from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { release } from '../../nodes/shared/zip/engine/release';
import { buffersMade } from '../../nodes/shared/zip/engine/youngHeap';

const MIB = 1024 * 1024;
/** No young heap of V8 holds more. */
const LARGEST_YOUNG_HEAP = 128 * MIB;

type GcEntry = PerformanceEntry & { detail?: NodeGCPerformanceDetail };

async function quickCollections(work: () => void): Promise<number> {
	let count = 0;
	const observer = new PerformanceObserver((list) => {
		for (const entry of list.getEntries() as GcEntry[]) {
			if (entry.detail?.kind === constants.NODE_PERFORMANCE_GC_MINOR) count++;
		}
	});
	observer.observe({ entryTypes: ['gc'] });
	work();
	await wait(20); // entries come with a later turn
	observer.disconnect();
	return count;
}

const ROUNDS = 8;
function tell(): void {
	for (let told = 0; told < ROUNDS * LARGEST_YOUNG_HEAP; told += 16_384) buffersMade(16_384);
}

test('telling of buffers brings quick collections', async () => {
	expect(await quickCollections(tell)).toBeGreaterThanOrEqual(ROUNDS);
});

describe('releasing', () => {
	// Node 20 leaves it to the collector.
	const frees = 'transfer' in ArrayBuffer.prototype;

	test('frees a buffer of its own', () => {
		const bytes = Buffer.allocUnsafeSlow(1000);
		release(bytes);
		expect(bytes.buffer.byteLength).toBe(frees ? 0 : 1000);
	});

	test('leaves a shared one as it is', () => {
		const whole = Buffer.allocUnsafeSlow(1000);
		release(whole.subarray(1));
		expect(whole.buffer.byteLength).toBe(1000);
	});

	test('takes an empty one', () => {
		const empty = Buffer.alloc(0);
		release(empty);
		expect(empty.subarray(0)).toHaveLength(0);
	});
});
