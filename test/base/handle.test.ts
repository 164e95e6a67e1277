import { newHandle, parseHandle, percentOf } from '../../nodes/shared/base/handle';

const good = newHandle({ provider: 'box', state: 'ready', request: { items: [] }, warnings: ['w'] });

test('a handle comes back as it was, with nothing else in it', () => {
	expect(parseHandle({ ...good, token: 'secret', progress: { ...good.progress, extra: 1 } })).toEqual({
		handle: good,
	});
});

test.each([
	['text', 'x', 'it is not an object'],
	['an array', [], 'it is not an object'],
	['null', null, 'it is not an object'],
	['no provider', { ...good, provider: undefined }, 'it has no "provider"'],
	['an unknown state', { ...good, state: 'done' }, 'its "state" is none of'],
	['no request', { ...good, request: null }, 'it has no "request"'],
	['a list as request', { ...good, request: [] }, 'it has no "request"'],
])('%s is no handle', (_, value, reason) => {
	expect(parseHandle(value)).toEqual({ reason: expect.stringContaining(reason) as string });
});

test.each([
	['numbers that are none', { files: 'x', bytes: Infinity, percent: -1 }],
	['no progress at all', 7],
])('%s count as unknown', (_, progress) => {
	expect(parseHandle({ ...good, progress })).toEqual({ handle: good });
});

test.each([
	[1, 3, 33.3],
	[0, 0, null],
	[null, 5, null],
	[7, 5, 100],
])('%p of %p is %p percent', (done, total, percent) => {
	expect(percentOf(done, total)).toBe(percent);
});
