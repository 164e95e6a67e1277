import { gateOf } from '../../nodes/shared/base/gate';
import { Stopped } from '../../nodes/shared/base/stopped';
import { inTurn } from '../../nodes/shared/run/wait/inTurn';

const START = 1_800_000_000_000;
beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

/** A gate for one, whose one goes on until `open` is called. */
function closedGate() {
	const gate = gateOf(1);
	let open = (): void => undefined;
	void gate(async () => await new Promise<void>((resolve) => (open = resolve)));
	return { gate, open: () => open() };
}

const done = async () => await Promise.resolve('done');

it('what has its turn at once needs no timer', async () => {
	const turn = inTurn(gateOf(1), { deadline: START + 1 }, done);
	expect(jest.getTimerCount()).toBe(0);
	expect(await turn).toBe('done');
});

it('thousands in line have one timer, and none when their times are up', async () => {
	const { gate, open } = closedGate();
	const task = jest.fn(done);
	const turns = Array.from(
		{ length: 5_000 },
		async (_, index) => await inTurn(gate, { deadline: START + 1_000 + (index % 2) * 1_000 }, task),
	);
	expect(jest.getTimerCount()).toBe(1);
	await jest.advanceTimersByTimeAsync(3_000);
	expect(new Set(await Promise.all(turns))).toEqual(new Set([null]));
	expect(jest.getTimerCount()).toBe(0);
	open();
	await jest.advanceTimersByTimeAsync(0);
	expect(task).not.toHaveBeenCalled();
});

it('whose time moves on waits on, and who has begun is not called off', async () => {
	const { gate, open } = closedGate();
	const patient = { deadline: START + 1_000 };
	const turn = inTurn(gate, patient, async () => {
		await new Promise((resolve) => setTimeout(resolve, 60_000));
		return 'done';
	});
	await jest.advanceTimersByTimeAsync(800);
	patient.deadline = START + 5_000;
	await jest.advanceTimersByTimeAsync(2_000);
	open();
	await jest.advanceTimersByTimeAsync(100_000);
	expect(await turn).toBe('done');
});

it('Stop is heard in line, by those whose it is', async () => {
	const { gate, open } = closedGate();
	const stop = new AbortController();
	const stopped = inTurn(gate, { deadline: null, signal: stop.signal }, done).catch(
		(reason: unknown) => reason,
	);
	const other = inTurn(gate, { deadline: null }, done);
	await jest.advanceTimersByTimeAsync(400);
	stop.abort();
	await jest.advanceTimersByTimeAsync(200);
	expect(await stopped).toBeInstanceOf(Stopped);
	open();
	expect(await other).toBe('done');
});

it('what goes wrong in its turn goes wrong for who waited', async () => {
	const { gate, open } = closedGate();
	const turn = inTurn(gate, { deadline: null }, async () => await Promise.reject(new Error('It broke')));
	open();
	await expect(turn).rejects.toThrow('It broke');
});
