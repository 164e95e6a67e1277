import { newHandle } from '../../nodes/shared/base/handle';
import { Refusal, type RefusalCode } from '../../nodes/shared/base/refusal';
import { Stopped } from '../../nodes/shared/base/stopped';
import type { ArchiveJob, Seen } from '../../nodes/shared/contract';
import { isPassing } from '../../nodes/shared/run/isPassing';
import { ownInterval, untilNextLook, watch, type Schedule } from '../../nodes/shared/run/watch';
import { deskOf, playedApi } from '../providers/support';
import { acme } from './support';

const START = 1_800_000_000_000;
const SECOND = 1_000;

beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

/** What a look tells, or what it ends with; the last one repeats. */
type Told = Partial<Seen<unknown>> | Error;

const preparing = newHandle({ provider: 'acme', state: 'preparing', archiveId: 'a', request: { n: 0 } });
const READY: Told = { state: 'ready' };
const files = (count: number): Told => ({ progress: { files: count } });
const percent = (share: number): Told => ({ progress: { percent: share } });
const refusal = (code: RefusalCode, retryAfter: number | null = null) =>
	new Refusal(`It was ${code}`, 'Wait.', { code, retryAfter });

/** Watches with a clock that only pauses move on. `looks` are seconds since the start. */
function watching(told: Told[], schedule: Partial<Schedule> = {}, pauses?: (count: number) => void) {
	const looks: number[] = [];
	const jobs: Array<ArchiveJob<unknown>> = [];
	let gated = 0;
	const left = [...told];
	const provider = acme({
		check: async (job) => {
			looks.push((Date.now() - START) / SECOND);
			jobs.push(job);
			const next = left.length > 1 ? left.shift() : left[0];
			if (next instanceof Error) throw next;
			return await Promise.resolve({ state: 'preparing', ...next });
		},
	});
	const api = playedApi(provider, {});
	api.pause = async (milliseconds) => {
		api.pauses.push(milliseconds);
		pauses?.(api.pauses.length);
		jest.setSystemTime(Date.now() + milliseconds);
		await Promise.resolve();
	};
	const result = watch(
		deskOf(provider, api).session,
		{ handle: preparing, request: preparing.request },
		{
			end: START + 60 * SECOND,
			// Long ago: a tenth of the time waited is more than any interval.
			since: START - 3600 * SECOND,
			firstInterval: 2,
			longestInterval: 30,
			growth: 1,
			stuckAfter: null,
			...schedule,
		},
		async (task) => {
			gated++;
			return await task();
		},
	);
	return { result, looks, jobs, gated: () => gated };
}

it.each([
	['the time is up', () => undefined, { failedLooks: 0, lastFailure: null }],
	['Stop is pressed', (stop: () => void) => stop(), Stopped],
])('an archive whose turn does not come is left when %s', async (_what, press, outcome) => {
	const provider = acme({ check: async () => await Promise.reject(new Error('It was looked at')) });
	const stop = new AbortController();
	const api = { ...playedApi(provider, {}), deadline: START + 3 * SECOND, signal: stop.signal };
	const schedule: Schedule = {
		end: START + 3 * SECOND,
		since: START,
		firstInterval: 2,
		longestInterval: 30,
		growth: 1,
		stuckAfter: null,
	};
	const { session } = deskOf(provider, api);
	const archive = { handle: preparing, request: preparing.request };
	const seen = watch(session, archive, schedule, async () => await new Promise(() => undefined)).catch(
		(reason: unknown) => reason,
	);
	await jest.advanceTimersByTimeAsync(SECOND);
	press(() => stop.abort(new Stopped()));
	await jest.advanceTimersByTimeAsync(2 * SECOND);
	if (outcome === Stopped) expect(await seen).toBeInstanceOf(Stopped);
	else expect(await seen).toMatchObject(outcome);
});

const times = (count: number, told: Told): Told[] => Array.from({ length: count }, () => told);

describe('when it looks', () => {
	it.each<[string, Told[], Partial<Schedule>, number[]]>([
		['once, when it is ready at once', [READY], {}, [0]],
		['by a steady interval', [...times(3, {}), READY], {}, [0, 2, 4, 6]],
		[
			'by intervals that grow up to the longest one',
			[...times(6, {}), READY],
			{ growth: 1.5, longestInterval: 4 },
			[0, 2, 5, 9, 13, 17, 21],
		],
		[
			'by the longest interval after a first one that is longer',
			[...times(3, {}), READY],
			{ firstInterval: 10, longestInterval: 4 },
			[0, 10, 14, 18],
		],
		[
			'by a tenth of the time waited, however much intervals have grown',
			[...times(15, {}), READY],
			{ growth: 1.5, since: START },
			[0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24.2, 26.62, 29.282, 32.21],
		],
		[
			'when it should be done, where the service tells how far it is',
			[{}, percent(20), percent(60), percent(99), READY],
			{ since: START },
			[0, 2, 10, 16.667, 18.667],
		],
		[
			'no later than by the longest interval, however far it is',
			[percent(1), percent(2), READY],
			{ since: START - 100 * SECOND, end: START + 600 * SECOND },
			[0, 30, 60],
		],
		['twice a second at most', [...times(3, {}), READY], { firstInterval: 0.1 }, [0, 0.5, 1, 1.5]],
		['when the service asks for it', [{ retryAfter: 7 }, {}, READY], {}, [0, 7, 9]],
		['in a second, when the service says "at once"', [{ retryAfter: 0 }, {}, READY], {}, [0, 1, 3]],
		['before the time is up, however long the service asks for', [{ retryAfter: 3600 }, READY], {}, [0, 59]],
		['when a refused look asks for it', [refusal('TOO_MANY_REQUESTS', 9), READY], {}, [0, 9]],
		['in a second, when a refused look says "at once"', [refusal('TOO_MANY_REQUESTS', 0), READY], {}, [0, 1]],
		['by its own interval, when a refused look asks for none', [refusal('UNREACHABLE'), READY], {}, [0, 2]],
		[
			'for the last time when there is just time for an answer',
			[{}],
			{ firstInterval: 4, end: START + 10 * SECOND },
			[0, 4, 8, 9, 9.5],
		],
		['once, when there is no time at all', [{}], { end: START }, [0]],
		['once, when the time is up', [{}], { end: START - 5 * SECOND }, [0]],
	])('%s', async (_name, told, schedule, expected) => {
		const { result, looks, gated } = watching(told, schedule);
		const { handle } = await result;
		expect(looks.map((seconds) => Math.round(seconds * 1000) / 1000)).toEqual(expected);
		expect(gated()).toBe(expected.length);
		expect(handle.state).toBe(told.includes(READY) ? 'ready' : 'preparing');
	});

	it.each<[percent: number | null, grown: number, waited: number, expected: number]>([
		[null, 2, 0, 2],
		[null, 30, 30_000, 3],
		[null, 5, 600_000, 5],
		[null, 30, 600_000, 30],
		[null, 30, -5_000, 2],
		[0, 30, 50_000, 5],
		[100, 30, 50_000, 5],
		[50, 30, 20_000, 20],
		[50, 2, 20_000, 20],
		[90, 30, 20_000, 2.222],
		[99.9, 30, 20_000, 2],
		[0.1, 30, 20_000, 30],
		[50, 30, 0, 2],
	])('at %p %%, with intervals of %p s by now and %p ms waited: %p s', (share, grown, waited, expected) => {
		const schedule = { firstInterval: 2, longestInterval: 30 };
		expect(ownInterval(schedule, grown, waited, share)).toBeCloseTo(expected, 3);
	});

	it.each<[asked: number | null, interval: number, left: number, expected: number | null]>([
		[null, 2, 60_000, 2_000],
		[null, 0.1, 60_000, 500],
		[null, 0.5, 60_000, 500],
		[null, 0.6, 60_000, 600],
		[null, 100, 60_000, 59_000],
		[null, 59, 60_000, 59_000],
		[-5, 2, 60_000, 1_000],
		[0, 2, 60_000, 1_000],
		[0.5, 2, 60_000, 1_000],
		[1.5, 2, 60_000, 1_500],
		[7, 2, 60_000, 7_000],
		[59, 2, 60_000, 59_000],
		[60, 2, 60_000, 59_000],
		[86_400, 2, 60_000, 59_000],
		[null, 2, 3_000, 2_000],
		[null, 2, 2_900, 1_900],
		[null, 2, 1_600, 600],
		[null, 2, 1_500, 500],
		[null, 2, 1_000, 500],
		[null, 2, 501, 500],
		[null, 2, 500, null],
		[null, 2, 0, null],
		[null, 2, -1, null],
		[0, 2, 500, null],
	])('asked for %p s, with an interval of %p s and %p ms left: %p', (asked, interval, left, expected) => {
		expect(untilNextLook(asked, interval, left)).toBe(expected);
	});
});

describe('what it looks at', () => {
	it('is the archive as the look before told it', async () => {
		const { result, jobs } = watching([
			{ progress: { files: 1 }, request: { n: 1 }, fileName: 'a.zip' },
			{ warnings: ['w'] },
			{ state: 'ready', expiresAt: '2027-01-01T00:00:00Z' },
		]);
		const { handle } = await result;
		expect(jobs.map(({ request }) => request)).toEqual([{ n: 0 }, { n: 1 }, { n: 1 }]);
		expect(jobs.map(({ archive }) => [archive.fileName, archive.progress.files, archive.warnings])).toEqual([
			[null, null, []],
			['a.zip', 1, []],
			['a.zip', 1, ['w']],
		]);
		expect(handle).toMatchObject({ request: { n: 1 }, warnings: ['w'], expiresAt: '2027-01-01T00:00:00Z' });
	});
});

describe('what the service says of the state', () => {
	it.each<[string, Told[], string | undefined]>([
		['as it said last', [{ said: 'Queued' }, { said: 'Packing' }], 'Packing'],
		['nothing, where it says no more', [{ said: 'Queued' }, {}], undefined],
		['through looks that failed', [{ said: 'Queued' }, refusal('UNREACHABLE')], 'Queued'],
	])('is told %s', async (_name, told, said) => {
		const seen = await watching(told, { end: START + 5 * SECOND }).result;
		expect(seen.said).toBe(said);
		expect('said' in seen).toBe(said !== undefined);
	});

	it('is nothing any more when the archive is ready', async () => {
		expect(await watching([{ said: 'Queued' }, READY]).result).not.toHaveProperty('said');
	});
});

const PASSING: RefusalCode[] = [
	'CONNECTION_LOST',
	'SERVICE_UNAVAILABLE',
	'TIME_IS_UP',
	'TOO_MANY_REQUESTS',
	'TRANSFER_TOO_SLOW',
	'UNEXPECTED_ANSWER',
	'UNREACHABLE',
];
const FINAL: RefusalCode[] = [
	'ARCHIVE_CANCELLED',
	'ARCHIVE_CHANGED',
	'ARCHIVE_CUT_SHORT',
	'ARCHIVE_DAMAGED',
	'ARCHIVE_EXPIRED',
	'ARCHIVE_FAILED',
	'ARCHIVE_NOT_READY',
	'ARCHIVE_STUCK',
	'ARCHIVE_UNSUPPORTED',
	'BAD_ADDRESS',
	'BAD_CERTIFICATE',
	'BAD_HANDLE',
	'BAD_INPUT',
	'BAD_REDIRECT',
	'FILES_MISSING',
	'LIMIT_EXCEEDED',
	'NOT_A_ZIP',
	'NOT_ALLOWED',
	'NOT_FOUND',
	'PROXY_REFUSED',
	'REQUEST_BLOCKED',
	'SERVICE_REFUSED',
	'SIGN_IN_REFUSED',
];

describe('a look that does not go through', () => {
	it.each(PASSING)('is gone at the next one: %s', async (code) => {
		expect(isPassing({ code })).toBe(true);
		const { result, looks } = watching([{ progress: { files: 1 } }, refusal(code), READY]);
		const { handle, failedLooks, lastFailure } = await result;
		expect([handle.state, failedLooks, lastFailure?.code]).toEqual(['ready', 1, code]);
		expect(looks).toEqual([0, 2, 4]);
	});

	it.each([
		[405, false],
		[422, false],
		[451, false],
		[423, true],
		[425, true],
		[304, true],
		[599, true],
		[null, true],
	])('with a status that nobody expects, %p, is gone at the next one: %p', (status, passes) => {
		expect(isPassing({ code: 'UNEXPECTED_ANSWER', status })).toBe(passes);
		expect(isPassing({ code: 'CONNECTION_LOST', status })).toBe(true);
	});

	it.each(FINAL)('ends the wait: %s', async (code) => {
		expect(isPassing({ code })).toBe(false);
		const { result, looks } = watching([refusal(code)]);
		await expect(result).rejects.toMatchObject({ message: `It was ${code}`, code });
		expect(looks).toEqual([0]);
	});

	it('is counted, and the last of them is told, with the archive as it was last seen', async () => {
		const { result } = watching(
			[refusal('UNREACHABLE'), files(3), refusal('CONNECTION_LOST'), refusal('SERVICE_UNAVAILABLE')],
			{ end: START + 7 * SECOND },
		);
		const { handle, failedLooks, lastFailure } = await result;
		expect(handle).toMatchObject({ state: 'preparing', progress: { files: 3 } });
		expect(lastFailure).toMatchObject({ code: 'SERVICE_UNAVAILABLE', message: 'It was SERVICE_UNAVAILABLE' });
		// At 0, 4, 6 and 6.5 seconds.
		expect(failedLooks).toBe(4);
	});

	it('tells the archive as it came where no look went through', async () => {
		const { handle, failedLooks } = await watching([refusal('TIME_IS_UP')], { end: START }).result;
		expect([handle, failedLooks]).toEqual([preparing, 1]);
	});

	it('keeps the wait where it is nothing that was refused', async () => {
		await expect(watching([new TypeError('x')]).result).rejects.toThrow(TypeError);
	});

	it.each<[string, Told[], ((count: number) => void) | undefined]>([
		['in a look', [{}, new Stopped()], undefined],
		[
			'in a pause',
			[{}],
			(count) => {
				if (count === 2) throw new Stopped();
			},
		],
	])('is no failed look when somebody pressed Stop %s', async (_name, told, pauses) => {
		const { result, looks } = watching(told, {}, pauses);
		await expect(result).rejects.toBeInstanceOf(Stopped);
		expect(looks).toEqual([0, 2]);
	});

	it('counts nothing where all of them go through', async () => {
		expect(await watching([{}, READY]).result).toMatchObject({ failedLooks: 0, lastFailure: null });
	});
});

describe('an archive that comes to an end', () => {
	it.each<[Seen<unknown>['state'], RefusalCode, string]>([
		['failed', 'ARCHIVE_FAILED', 'Acme could not make the archive: the disk is full'],
		['cancelled', 'ARCHIVE_CANCELLED', 'The archive was cancelled on Acme: the disk is full'],
		['expired', 'ARCHIVE_EXPIRED', 'The archive is no longer on Acme: the disk is full'],
	])('%s ends the wait', async (state, code, message) => {
		const { result, looks } = watching([{}, { state, reason: 'the disk is full' }]);
		await expect(result).rejects.toMatchObject({ code, message });
		expect(looks).toEqual([0, 2]);
	});
});

describe('a job that counts as stuck', () => {
	it.each<[string, Told[], number, number[]]>([
		['after that many seconds of nothing', [files(1)], 5, [0, 2, 4, 6]],
		['as soon as they are over', [files(1)], 4, [0, 2, 4]],
		['also without any figures', [{}], 4, [0, 2, 4]],
		['counted from the last movement', [files(1), files(1), files(2)], 5, [0, 2, 4, 6, 8, 10]],
		['counted on through looks that failed', [files(1), refusal('UNREACHABLE'), files(1)], 5, [0, 2, 4, 6]],
	])('%s', async (_name, told, stuckAfter, expected) => {
		const { result, looks } = watching(told, { stuckAfter });
		await expect(result).rejects.toMatchObject({
			code: 'ARCHIVE_STUCK',
			message: `The archive has not moved for ${stuckAfter} seconds`,
			description: expect.stringMatching(/Acme does not report .*Stuck After/) as string,
		});
		expect(looks).toEqual(expected);
	});

	it('is none where only looks fail', async () => {
		const { handle } = await watching([refusal('UNREACHABLE')], { stuckAfter: 4 }).result;
		expect(handle.state).toBe('preparing');
	});

	it('is none where the service reports its failures', async () => {
		expect((await watching([files(1)], { stuckAfter: null }).result).handle.state).toBe('preparing');
	});
});
