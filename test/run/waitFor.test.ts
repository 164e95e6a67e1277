import { newHandle } from '../../nodes/shared/base/handle';
import type { Gate } from '../../nodes/shared/base/gate';
import { waitFor } from '../../nodes/shared/run/wait/waitFor';
import { contextWith } from './support';

const START = 1_800_000_000_000;
beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

/** Behind so many others that it is its turn only after these seconds. */
async function waitedBehindOthers(seconds: number, fields: Record<string, unknown>) {
	const handle = newHandle({ provider: 'box', state: 'preparing', archiveId: 'a', request: {} });
	const gate: Gate = async (task) => {
		jest.setSystemTime(START + seconds * 1000);
		return await task();
	};
	const openings = jest.fn(async () => await Promise.reject(new Error('A session was opened')));
	const context = contextWith([{ json: {} }], 'stopWorkflow', {
		getNodeParameter: (name: string, _item: number, fallback: unknown) => fields[name] ?? fallback,
		getCredentials: openings,
	});
	const { signal } = new AbortController();
	const shared = { context, gate, signal, madeHere: () => false, wayOut: 'Wait longer.' };
	return { handle, openings, seen: await waitFor(shared, { handle, request: {} }, 0) };
}

it.each([
	[1, 1],
	[0, 30],
])('nobody looks when the time is up before it is its turn (Timeout %d)', async (timeout, seconds) => {
	const fields = { provider: 'box', timeout, onTimeout: 'stop' };
	await expect(waitedBehindOthers(seconds, fields)).rejects.toMatchObject({
		message: `The archive was not ready after ${timeout} ${timeout === 1 ? 'second' : 'seconds'}`,
		description: 'Wait longer.',
		code: 'TIME_IS_UP',
	});
	await expect(waitedBehindOthers(seconds - 0.001, fields)).rejects.toThrow('A session was opened');
});

it('the archive comes out as it came in where that is wanted', async () => {
	const { handle, openings, seen } = await waitedBehindOthers(5, { timeout: 5, onTimeout: 'output' });
	expect(seen).toEqual({ handle, failedLooks: 0, lastFailure: null });
	expect(openings).not.toHaveBeenCalled();
});
