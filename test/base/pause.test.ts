import { sleep } from 'n8n-workflow';
import { pause } from '../../nodes/shared/base/pause';
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
