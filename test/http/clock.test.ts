import { Refusal } from '../../nodes/shared/base/refusal';
import { clockOf } from '../../nodes/shared/http/clock';

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
		expect(clock.left()).toBeGreaterThan(4_000);
		expect(clock.left()).toBeLessThanOrEqual(5_000);
		expect(clock.over()).toBeNull();
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

describe('a pause', () => {
	test('takes its time', async () => {
		const before = Date.now();
		await clockOf(null, undefined, up).pause(250);
		expect(Date.now() - before).toBeGreaterThanOrEqual(245);
	});

	test('ends with the deadline, in words', async () => {
		await expect(clockOf(soon(100), undefined, up).pause(60_000)).rejects.toThrow('The time is up');
		await expect(clockOf(soon(-1), undefined, up).pause(0)).rejects.toThrow('The time is up');
	});

	test('hears Stop', async () => {
		const stop = new AbortController();
		const pause = clockOf(null, stop.signal, up).pause(60_000);
		stop.abort();
		await expect(pause).rejects.toMatchObject({ name: 'Stopped' });
		await expect(clockOf(null, stop.signal, up).pause(0)).rejects.toMatchObject({ name: 'Stopped' });
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

	test.each<[string, number | null, number, string]>([
		['its own limit', null, 50, 'late'],
		['its own limit before the deadline', 60_000, 50, 'late'],
		['the deadline before its own limit', 50, 60_000, 'The time is up'],
		['a deadline gone by', -50, 60_000, 'The time is up'],
	])('%s', async (_, deadline, limit, message) => {
		const giveUp = jest.fn();
		const clock = clockOf(deadline === null ? null : soon(deadline), undefined, up);
		await expect(clock.within(never, limit, giveUp, late)).rejects.toThrow(message);
		expect(giveUp).toHaveBeenCalledTimes(1);
	});

	test('Stop ends it at once, and only once', async () => {
		const giveUp = jest.fn();
		const stop = new AbortController();
		const work = clockOf(null, stop.signal, up).within(never, 300, giveUp, late);
		stop.abort();
		await expect(work).rejects.toMatchObject({ name: 'Stopped' });
		await new Promise((resolve) => setTimeout(resolve, 500));
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
