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

it('an archive whose turn does not come ends with its own time, and is not looked at any more', async () => {
	let begin: (() => Promise<unknown>) | undefined;
	const gate: Gate = async (task) => {
		begin = task;
		return await new Promise(() => undefined);
	};
	const openings = jest.fn();
	const context = contextWith([{ json: {} }], 'stopWorkflow', {
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			({ provider: 'box', timeout: 5 })[name] ?? fallback,
		getCredentials: openings,
	});
	const { signal } = new AbortController();
	const handle = newHandle({ provider: 'box', state: 'preparing', archiveId: 'a', request: {} });
	const shared = { context, gate, signal, madeHere: () => false, wayOut: 'Wait longer.' };
	const ended = expect(waitFor(shared, { handle, request: {} }, 0)).rejects.toMatchObject({
		message: 'The archive was not ready after 5 seconds',
		code: 'TIME_IS_UP',
	});
	await jest.advanceTimersByTimeAsync(5_000);
	await ended;
	await begin?.();
	expect(openings).not.toHaveBeenCalled();
});

it('the archive comes out as it came in where that is wanted', async () => {
	const { handle, openings, seen } = await waitedBehindOthers(5, { timeout: 5, onTimeout: 'output' });
	expect(seen).toEqual({ handle, failedLooks: 0, lastFailure: null });
	expect(openings).not.toHaveBeenCalled();
});
