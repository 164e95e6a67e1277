import { delayBefore, mayRetry } from '../../nodes/shared/http/retry';
import { inWords, retryAfterSeconds } from '../../nodes/shared/http/retryAfter';

const NOON = Date.parse('2026-11-21T12:00:00Z');

describe('Retry-After', () => {
	test.each([
		['nothing', undefined, null],
		['empty', '', null],
		['blank', '  ', null],
		['seconds', '7', 7],
		['seconds with space around', ' 7 ', 7],
		['half a second more', '7.5', 7.5],
		['zero is a second', '0', 1],
		['less than a second is one', '0.2', 1],
		['a second', '1', 1],
		['more than a year is a year', '999999999999', 31_536_000],
		['a year', '31536000', 31_536_000],
		['a number with a letter', '7s', null],
		['a number of two parts', '7.5.1', null],
		['a negative number', '-5', null],
		['a date to come', 'Sat, 21 Nov 2026 12:00:30 GMT', 30],
		['a date in UTC', 'Sat, 21 Nov 2026 12:00:30 UTC', 30],
		['a date with an offset', 'Sat, 21 Nov 2026 13:00:30 +0100', 30],
		['a date of RFC 850', 'Saturday, 21-Nov-26 12:00:30 GMT', 30],
		['a date of asctime, which is in UTC', 'Sat Nov 21 12:00:30 2026', 30],
		['a date gone by is a second', 'Sat, 21 Nov 2026 11:59:00 GMT', 1],
		['the beginning of time is a second', 'Thu, 01 Jan 1970 00:00:00 GMT', 1],
		['nonsense', 'soon', null],
		['a longer text than any date', `Sat, 21 Nov 2026 12:00:30 GMT${' '.repeat(60)}`, null],
	])('%s', (_, header, seconds) => {
		expect(retryAfterSeconds(header, NOON)).toBe(seconds);
	});

	test('the machine may stand anywhere', () => {
		const zone = process.env.TZ;
		process.env.TZ = 'America/New_York';
		expect(retryAfterSeconds('Sat Nov 21 12:00:30 2026', NOON)).toBe(30);
		if (zone === undefined) delete process.env.TZ;
		else process.env.TZ = zone;
	});

	test('without a clock it takes that of the machine', () => {
		expect(retryAfterSeconds(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(50);
	});

	test.each([
		[1, '1 second'],
		[1.2, '2 seconds'],
		[119, '119 seconds'],
		[120, '2 minutes'],
		[300, '5 minutes'],
		[301, '6 minutes'],
		[7_199, '120 minutes'],
		[7_200, '2 hours'],
		[172_799, '48 hours'],
		[172_800, '2 days'],
		[31_536_000, '365 days'],
	])('%s seconds are %s', (seconds, words) => {
		expect(inWords(seconds)).toBe(words);
	});
});

describe('what is tried again', () => {
	test.each<[string, number | null, string | null, boolean, boolean]>([
		['429 of a write', 429, null, false, true],
		['429 of a read', 429, null, true, true],
		['502 of a read', 502, null, true, true],
		['503 of a read', 503, null, true, true],
		['504 of a read', 504, null, true, true],
		['503 of a write', 503, null, false, false],
		['500 of a read', 500, null, true, false],
		['501 of a read', 501, null, true, false],
		['404 of a read', 404, null, true, false],
		...[
			'ECONNRESET',
			'ECONNREFUSED',
			'EPIPE',
			'EAI_AGAIN',
			'ENETUNREACH',
			'EHOSTUNREACH',
			'ERR_NETWORK',
			'UND_ERR_SOCKET',
		].map((code): [string, null, string, boolean, boolean] => [`${code} of a read`, null, code, true, true]),
		['a dropped connection of a write', null, 'ECONNRESET', false, false],
		['an unknown host', null, 'ENOTFOUND', true, false],
		['a silence, which had its time', null, 'ETIMEDOUT', true, false],
		['an aborted call', null, 'ECONNABORTED', true, false],
		['a bad certificate', null, 'CERT_HAS_EXPIRED', true, false],
		['no reason at all', null, null, true, false],
		['a status with a code beside it', 404, 'ECONNRESET', true, false],
	])('%s', (_, status, code, repeatable, again) => {
		expect(mayRetry(status, code, repeatable)).toBe(again);
	});
});

describe('how long it is waited', () => {
	test.each<[string, number, number | null, number, number, number | null]>([
		['the first time, least', 1, null, Infinity, 0, 500],
		['the first time, most', 1, null, Infinity, 1, 1000],
		['the second time', 2, null, Infinity, 1, 2000],
		['the third time', 3, null, Infinity, 1, 4000],
		['the fourth time', 4, null, Infinity, 0, 4000],
		['the fourth time, most', 4, null, Infinity, 1, 8000],
		['never a fifth time', 5, null, Infinity, 0, null],
		['never a fifth time, though it is asked for', 5, 1, Infinity, 0, null],
		['as asked, without chance', 1, 7, Infinity, 0, 7000],
		['as asked, at most two minutes', 1, 120, Infinity, 1, 120_000],
		['longer is told', 1, 121, Infinity, 1, null],
		['what is left has to be more', 1, 7, 7001, 1, 7000],
		['the last moment is none', 1, 7, 7000, 1, null],
		['our own time has to fit as well', 3, null, 3999, 1, null],
	])('%s', (_, attempt, asked, left, chance, delay) => {
		expect(delayBefore(attempt, asked, left, () => chance)).toBe(delay);
	});

	test('chance comes from the machine', () => {
		const delay = delayBefore(1, null, Infinity);
		expect(delay).toBeGreaterThanOrEqual(500);
		expect(delay).toBeLessThanOrEqual(1000);
	});
});
