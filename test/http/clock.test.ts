import { Refusal } from '../../nodes/shared/base/refusal';
import { clockOf } from '../../nodes/shared/http/clock';
import { holdTime, passing } from './played';

beforeEach(holdTime);
afterEach(() => jest.useRealTimers());

const up = () => new Refusal('The time is up', 'Allow more.');
const never = new Promise<never>(() => undefined);
const late = () => new Error('late');
const soon = (milliseconds: number) => Date.now() + milliseconds;

describe('what is left', () => {
	test('without a deadline, all the time', () => {
		const clock = clockOf(null, undefined, up);
		expect(clock.left()).toBe(Infinity);
		expect(clock.over()).toBeNull();
		expect(clock.deadline).toBeNull();
		expect(() => clock.check()).not.toThrow();
	});

	test('with one, until then and never less than nothing', () => {
		const clock = clockOf(soon(5_000), undefined, up);
		expect(clock.left()).toBe(5_000);
		jest.setSystemTime(Date.now() + 4_999);
		expect([clock.left(), clock.over()]).toEqual([1, null]);
		jest.setSystemTime(Date.now() + 1);
		expect([clock.left(), clock.over()?.message]).toEqual([0, 'The time is up']);
		const gone = clockOf(soon(-5_000), undefined, up);
		expect(gone.left()).toBe(0);
		expect(gone.over()?.message).toBe('The time is up');
		expect(() => gone.check()).toThrow('The time is up');
	});

	test('Stop comes before the deadline', () => {
		const clock = clockOf(soon(-1), AbortSignal.abort(), up);
		expect(clock.over()).toMatchObject({ name: 'Stopped' });
		expect(() => clock.check()).toThrow('The execution was stopped');
	});
});

/** How long work takes on the clock, and what comes of it. */
async function timed<Result>(
	work: Promise<Result>,
): Promise<[milliseconds: number, result: Result | string]> {
	const began = Date.now();
	let ended = began;
	const end = <Value>(value: Value) => {
		ended = Date.now();
		return value;
	};
	const result = await passing(work.then(end, (reason: unknown) => end((reason as Error).message)));
	return [ended - began, result];
}

describe('a pause', () => {
	test.each<[string, number | null, number, [number, string | undefined]]>([
		['takes its time', null, 250, [250, undefined]],
		['takes none', null, 0, [0, undefined]],
		['fits before the deadline', 251, 250, [250, undefined]],
		['ends with the deadline, in words', 100, 60_000, [100, 'The time is up']],
		['that takes as long as there is time ends with it', 250, 250, [250, 'The time is up']],
		['after the deadline is none', -1, 0, [0, 'The time is up']],
	])('%s', async (_, deadline, milliseconds, expected) => {
		const clock = clockOf(deadline === null ? null : soon(deadline), undefined, up);
		expect(await timed(clock.pause(milliseconds))).toEqual(expected);
	});

	test('hears Stop', async () => {
		const stop = new AbortController();
		const pause = clockOf(null, stop.signal, up).pause(60_000);
		stop.abort();
		expect(await timed(pause)).toEqual([200, 'The execution was stopped']);
		expect(await timed(clockOf(null, stop.signal, up).pause(0))).toEqual([0, 'The execution was stopped']);
	});
});

describe('work that may never come', () => {
	test('comes', async () => {
		const giveUp = jest.fn();
		const { signal } = new AbortController();
		const clock = clockOf(soon(60_000), signal, up);
		expect(await clock.within(Promise.resolve(7), 60_000, giveUp, late)).toBe(7);
		await expect(clock.within(Promise.reject(new Error('own')), 60_000, giveUp, late)).rejects.toThrow('own');
		expect(giveUp).not.toHaveBeenCalled();
	});

	test.each<[string, number | null, number, [number, string]]>([
		['its own limit', null, 50, [50, 'late']],
		['its own limit, longer than a look', null, 450, [450, 'late']],
		['its own limit before the deadline', 60_000, 50, [50, 'late']],
		['the deadline before its own limit', 50, 60_000, [50, 'The time is up']],
		['both at once', 50, 50, [50, 'The time is up']],
		['no time at all', null, 0, [0, 'late']],
		['a deadline gone by', -50, 60_000, [0, 'The time is up']],
	])('%s', async (_, deadline, limit, expected) => {
		const giveUp = jest.fn();
		const clock = clockOf(deadline === null ? null : soon(deadline), undefined, up);
		expect(await timed(clock.within(never, limit, giveUp, late))).toEqual(expected);
		expect(giveUp).toHaveBeenCalledTimes(1);
	});

	test('what comes after that changes nothing', async () => {
		const giveUp = jest.fn();
		const work = new Promise<number>((resolve) => setTimeout(() => resolve(7), 500));
		expect(await timed(clockOf(null, undefined, up).within(work, 300, giveUp, late))).toEqual([300, 'late']);
		await jest.advanceTimersByTimeAsync(1_000);
		expect(giveUp).toHaveBeenCalledTimes(1);
	});

	test('it is not looked at any more once it came', async () => {
		await passing(clockOf(soon(60_000), undefined, up).within(Promise.resolve(7), 60_000, jest.fn(), late));
		await jest.advanceTimersByTimeAsync(400);
		expect(jest.getTimerCount()).toBe(0);
	});

	test('Stop ends it at once, and only once', async () => {
		const giveUp = jest.fn();
		const stop = new AbortController();
		const work = clockOf(null, stop.signal, up).within(never, 300, giveUp, late);
		stop.abort();
		await expect(work).rejects.toMatchObject({ name: 'Stopped' });
		await jest.advanceTimersByTimeAsync(500);
		expect(giveUp).toHaveBeenCalledTimes(1);
	});

	test('a Stop before it began ends it as well', async () => {
		const giveUp = jest.fn();
		await expect(
			clockOf(null, AbortSignal.abort(), up).within(never, 60_000, giveUp, late),
		).rejects.toMatchObject({
			name: 'Stopped',
		});
		expect(giveUp).toHaveBeenCalledTimes(1);
	});

	test('a Stop after it came changes nothing', async () => {
		const giveUp = jest.fn();
		const stop = new AbortController();
		await clockOf(null, stop.signal, up).within(Promise.resolve(1), 60_000, giveUp, late);
		stop.abort();
		expect(giveUp).not.toHaveBeenCalled();
	});
});
