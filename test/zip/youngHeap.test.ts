/** The young heap gets filled for sure: a compiler that sees through it would bring the full collections back. */
import {
	constants,
	type NodeGCPerformanceDetail,
	type PerformanceEntry,
	PerformanceObserver,
} from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout as wait } from 'node:timers/promises';
import { buffersMade, release } from '../../nodes/shared/zip/engine/youngHeap';

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

test('full collections that come all the same bring more of them', async () => {
	setFlagsFromString('--expose-gc');
	const collectAll = runInNewContext('gc') as () => void;
	const before = await quickCollections(tell);
	for (let time = 0; time < 6; time++) {
		buffersMade(8 * MIB);
		collectAll();
		await wait(20); // what looks out for them is told with a later turn
	}
	expect(await quickCollections(tell)).toBeGreaterThan(2 * before);
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
