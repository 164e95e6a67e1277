import { backOff, mayRetry, retryAfterSeconds } from '../../nodes/shared/http/retry';

const NOON = Date.parse('2026-11-21T12:00:00Z');

describe('Retry-After', () => {
	test.each([
		['nothing', undefined, null],
		['empty', '', null],
		['seconds', '7', 7],
		['zero', '0', 0],
		['a date to come', 'Sat, 21 Nov 2026 12:00:30 GMT', 30],
		['a date gone by', 'Sat, 21 Nov 2026 11:59:00 GMT', 0],
		['nonsense', 'soon', null],
		['a negative number', '-5', null],
	])('%s', (_, header, seconds) => {
		expect(retryAfterSeconds(header, NOON)).toBe(seconds);
	});
});

describe('what is tried again', () => {
	test.each([
		['429 of a write', 429, null, false, true],
		['503 of a read', 503, null, true, true],
		['503 of a write', 503, null, false, false],
		['500 of a read', 500, null, true, false],
		['404 of a read', 404, null, true, false],
		['a dropped connection of a read', null, 'ECONNRESET', true, true],
		['a dropped connection of a write', null, 'ECONNRESET', false, false],
		['an unknown host', null, 'ENOTFOUND', true, false],
		['no reason at all', null, null, true, false],
	])('%s', (_, status, code, repeatable, again) => {
		expect(mayRetry(status, code, repeatable)).toBe(again);
	});

	test('a service that wants us away for long is not waited for', async () => {
		expect(await backOff(1, 3600)).toBe(false);
	});

	test('the fifth try is the last', async () => {
		expect(await backOff(4, 0)).toBe(true);
		expect(await backOff(5, 0)).toBe(false);
	});

	test('Stop ends the pause', async () => {
		const stop = new AbortController();
		stop.abort();
		await expect(backOff(1, 60, stop.signal)).rejects.toThrow('stopped');
	});
});
