import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sleep } from 'n8n-workflow';
import { lookNowAndThen, pause } from '../../nodes/shared/base/pause';
import { Stopped } from '../../nodes/shared/base/stopped';

jest.mock('n8n-workflow', () => ({ sleep: jest.fn() }));

/** The clock moves only by being slept on; `after` does something after so many slices. */
function slept(after: (slices: number) => void = () => undefined): number[] {
	const slices: number[] = [];
	jest.mocked(sleep).mockImplementation(async (milliseconds) => {
		slices.push(milliseconds);
		jest.setSystemTime(Date.now() + milliseconds);
		after(slices.length);
		await Promise.resolve();
	});
	return slices;
}

beforeEach(() => jest.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => jest.useRealTimers());

it.each([
	[0, []],
	[-5, []],
	[1, [1]],
	[199, [199]],
	[200, [200]],
	[201, [200, 1]],
	[500, [200, 200, 100]],
])('%p ms are slept in %p', async (milliseconds, expected) => {
	const slices = slept();
	await pause(milliseconds);
	await pause(0, new AbortController().signal);
	expect(slices).toEqual(expected);
});

it.each([
	['before it began', 0, []],
	['in the middle', 2, [200, 200]],
	['in the last slice', 3, [200, 200, 100]],
])('ends when somebody presses Stop %s', async (_name, at, expected) => {
	const stop = new AbortController();
	if (at === 0) stop.abort();
	const slices = slept((count) => {
		if (count === at) stop.abort();
	});
	await expect(pause(500, stop.signal)).rejects.toEqual(new Stopped());
	expect(slices).toEqual(expected);
});

describe('looking now and then', () => {
	const settled = async () => {
		for (let turns = 0; turns < 20; turns++) await Promise.resolve();
	};

	it.each<[string, number[], number[]]>([
		[
			'after as long as was said, in slices of a fifth of a second',
			[1, 200, 201, Infinity, 0],
			[1, 200, 200, 200],
		],
		['once when there is nothing to wait for', [0], []],
		['and not when it is late', [-1], []],
	])('looks again %s', async (_name, waits, expected) => {
		const slices = slept();
		let looks = 0;
		lookNowAndThen(() => waits[looks++]);
		expect(looks).toBe(1);
		await settled();
		expect([slices, looks]).toEqual([expected, waits.length]);
	});

	it('waits first where the first look is to come later', async () => {
		let looks = 0;
		const slices = slept();
		lookNowAndThen(() => [150, 0][looks++], Infinity);
		expect(looks).toBe(0);
		await settled();
		expect([slices, looks]).toEqual([[200, 150], 2]);
	});

	it('ends when it is told to, and looks no more', async () => {
		const look = jest.fn(() => 100);
		const slices = slept((count) => {
			if (count === 3) stop();
		});
		const stop = lookNowAndThen(look);
		await settled();
		expect([slices, look.mock.calls.length]).toEqual([[100, 100, 100], 3]);
	});

	it('holds nothing of what is looked at while it waits for the last time', async () => {
		jest.useRealTimers();
		let wake = (): void => {};
		jest.mocked(sleep).mockImplementation(async () => await new Promise<void>((resolve) => (wake = resolve)));
		const collected = await leftAndCollected();
		expect(collected).toBe(true);
		wake();
	});
});

/** Whether what was looked at could be collected although the timer is still running. */
async function leftAndCollected(): Promise<boolean> {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	const answer = ((): WeakRef<object> => {
		const held = { big: new Uint8Array(1000) };
		lookNowAndThen(() => held.big.length)();
		return new WeakRef(held);
	})();
	for (let rounds = 0; rounds < 10 && answer.deref() !== undefined; rounds++) {
		await new Promise((next) => setImmediate(next));
		collectGarbage();
	}
	return answer.deref() === undefined;
}
