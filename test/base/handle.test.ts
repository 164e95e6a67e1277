import {
	newHandle,
	NO_PROGRESS,
	parseHandle,
	percentOf,
	plainRequest,
	withSeen,
} from '../../nodes/shared/base/handle';
import type { ArchiveHandle, Seen } from '../../nodes/shared/contract';

const good = newHandle({
	provider: 'box',
	state: 'ready',
	archiveId: 'a',
	reason: 'r',
	fileName: 'a.zip',
	createdAt: '2026-11-21T10:00:00.000Z',
	expiresAt: '2026-11-21T11:00:00Z',
	progress: { files: 1, totalFiles: 2, bytes: 3, totalBytes: 4, percent: 5.5 },
	request: { items: [] },
	warnings: ['w'],
});

/** The handle that is read out of a value. @throws when it is none */
function parsed(value: unknown): ArchiveHandle {
	const result = parseHandle(value);
	if ('reason' in result) throw new Error(result.reason);
	return result.handle;
}

describe('a handle that comes from anywhere', () => {
	it('comes back as it was, with nothing else in it', () => {
		expect(parseHandle({ ...good, token: 'secret', progress: { ...good.progress, extra: 1 } })).toEqual({
			handle: good,
		});
	});

	it.each(['preparing', 'ready', 'failed', 'cancelled', 'expired'] as const)('may be %s', (state) => {
		expect(parsed({ provider: 'box', state, request: {} })).toEqual(
			newHandle({ provider: 'box', state, request: {} }),
		);
	});

	it.each([
		['text', 'x', 'it is not an object'],
		['an array', [], 'it is not an object'],
		['null', null, 'it is not an object'],
		['nothing', undefined, 'it is not an object'],
		['no provider', { ...good, provider: undefined }, 'it has no "provider"'],
		['a provider of spaces', { ...good, provider: '  ' }, 'it has no "provider"'],
		['a provider that is no text', { ...good, provider: ['box'] }, 'it has no "provider"'],
		['an unknown state', { ...good, state: 'done' }, 'its "state" is none of'],
		['a state out of JavaScript', { ...good, state: 'constructor' }, 'its "state" is none of'],
		['a state that is no text', { ...good, state: ['ready'] }, 'its "state" is none of'],
		['no request', { ...good, request: null }, 'it has no "request"'],
		['a text as request', { ...good, request: '{}' }, 'it has no "request"'],
		['a list as request', { ...good, request: [] }, 'it has no "request"'],
		[
			'a request without end',
			{ ...good, request: { text: 'x'.repeat(4 * 1024 * 1024) } },
			'its "request" is larger than any that Create Archive gives out',
		],
		[
			'an id without end',
			{ ...good, archiveId: 'x'.repeat(513) },
			'its "archiveId" is longer than any real one',
		],
	])('%s is none', (_, value, reason) => {
		expect(parseHandle(value)).toEqual({ reason: expect.stringContaining(reason) as string });
	});

	it.each<[keyof ArchiveHandle, unknown, unknown]>([
		['archiveId', 'x'.repeat(512), 'x'.repeat(512)],
		['archiveId', '  ', null],
		['archiveId', 7, null],
		['provider', 'x'.repeat(256), 'x'.repeat(255)],
		['fileName', 'x'.repeat(255), 'x'.repeat(255)],
		['fileName', 'x'.repeat(256), 'x'.repeat(255)],
		['fileName', ' a.zip ', 'a.zip'],
		['fileName', '', null],
		['fileName', {}, null],
		['reason', 'x'.repeat(2_000), 'x'.repeat(2_000)],
		['reason', 'x'.repeat(2_001), 'x'.repeat(2_000)],
		['reason', '', null],
		['reason', 5, null],
		['warnings', 'w', []],
		['warnings', { 0: 'w', length: 1 }, []],
		['warnings', ['a', 7, null, '', ' b '], ['a', 'b']],
		['warnings', ['x'.repeat(2_001)], ['x'.repeat(2_000)]],
		['warnings', Array.from({ length: 200 }, () => 'w'), Array.from({ length: 200 }, () => 'w')],
		['warnings', Array.from({ length: 201 }, () => 'w'), Array.from({ length: 200 }, () => 'w')],
		['createdAt', '2026-11-21T10:00:00Z', '2026-11-21T10:00:00Z'],
		['createdAt', '2026-11-21T10:00:00.123Z', '2026-11-21T10:00:00.123Z'],
		['createdAt', '2026-11-21', null],
		['createdAt', '2026-11-21T10:00:00+01:00', null],
		['createdAt', `2026-11-21T${'1'.repeat(13)}Z`, null],
		['createdAt', ' 2026-11-21T10:00:00Z', null],
		['createdAt', '2026-11-21T10:00:00Z\n', null],
		['createdAt', '<b>2026-11-21T10:00:00Z', null],
		['createdAt', 1_800_000_000_000, null],
		['expiresAt', '2026-11-21T10:00:00Z', '2026-11-21T10:00:00Z'],
		['expiresAt', 'soon', null],
	])('its %s %.40p', (name, value, expected) => {
		expect(parsed({ ...good, [name]: value })[name]).toEqual(expected);
	});

	it.each([
		['numbers that are none', { files: 'x', totalFiles: NaN, bytes: Infinity, totalBytes: {}, percent: -1 }],
		['no progress at all', 7],
		['nothing', undefined],
	])('counts %s as unknown', (_, progress) => {
		expect(parsed({ ...good, progress }).progress).toEqual(NO_PROGRESS);
	});
});

describe('a new handle', () => {
	it('says null of everything that is not known', () => {
		expect(newHandle({ provider: 'box', state: 'preparing', request: { a: 1 } })).toEqual({
			provider: 'box',
			archiveId: null,
			state: 'preparing',
			reason: null,
			fileName: null,
			progress: { files: null, totalFiles: null, bytes: null, totalBytes: null, percent: null },
			createdAt: null,
			expiresAt: null,
			warnings: [],
			request: { a: 1 },
		});
	});
});

describe('what a look adds to a handle', () => {
	it('leaves everything as it was, but the reason', () => {
		expect(withSeen(good, { state: 'ready' })).toEqual({ ...good, reason: null });
	});

	it.each<[string, Partial<Seen<unknown>>, Partial<ArchiveHandle>]>([
		['the state', { state: 'failed', reason: 'x' }, { state: 'failed', reason: 'x' }],
		['an id', { archiveId: 'b' }, { archiveId: 'b' }],
		['that there is no id', { archiveId: null }, { archiveId: null }],
		['a name', { fileName: 'b.zip' }, { fileName: 'b.zip' }],
		['that there is no name', { fileName: null }, { fileName: null }],
		['an end', { expiresAt: '2027-01-01T00:00:00Z' }, { expiresAt: '2027-01-01T00:00:00Z' }],
		['that there is no end', { expiresAt: null }, { expiresAt: null }],
		['one figure', { progress: { bytes: 9 } }, { progress: { ...good.progress, bytes: 9 } }],
		[
			'that a figure is unknown',
			{ progress: { bytes: null } },
			{ progress: { ...good.progress, bytes: null } },
		],
		['warnings, each once', { warnings: ['v', 'w', 'v'] }, { warnings: ['w', 'v'] }],
		['a request, as plain JSON', { request: { b: 1, c: undefined } }, { request: { b: 1 } }],
	])('%s', (_name, seen, changed) => {
		expect(withSeen(good, { state: 'ready', ...seen })).toStrictEqual({ ...good, reason: null, ...changed });
	});

	it('holds 200 warnings at most', () => {
		const warnings = Array.from({ length: 300 }, (_, index) => `${index}`);
		const { warnings: kept } = withSeen(good, { state: 'ready', warnings });
		expect([kept.length, kept[0], kept[199]]).toEqual([200, 'w', '198']);
	});

	it('never gives the link away', () => {
		expect(withSeen(good, { state: 'ready', link: 'https://x.example/', retryAfter: 5 })).toEqual({
			...good,
			reason: null,
		});
	});
});

it('a request is kept as a copy, without what is not set', () => {
	const request = { a: [1], b: undefined };
	const kept = plainRequest(request);
	request.a.push(2);
	expect(kept).toStrictEqual({ a: [1] });
});

it.each([
	[1, 3, 33.3],
	[2, 3, 66.7],
	[0, 3, 0],
	[3, 3, 100],
	[0, 0, null],
	[1, -1, null],
	[null, 5, null],
	[5, null, null],
	[7, 5, 100],
])('%p of %p is %p percent', (done, total, percent) => {
	expect(percentOf(done, total)).toBe(percent);
});
