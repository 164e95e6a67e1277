import { pageOf, partAfter, placeIn, placeText } from '../../../nodes/shared/base/pick/page';

const PARTS = ['one', 'two'] as const;

it.each<[string | null, string, number]>([
	[null, 'one', 0],
	['', 'one', 0],
	['two:7', 'two', 7],
	['one:0', 'one', 0],
	['three:7', 'one', 0],
	['two', 'one', 0],
	['two:', 'one', 0],
	['two:-1', 'one', 0],
	['two:1.5', 'one', 0],
	['two:1 ', 'one', 0],
	[' two:1', 'one', 0],
	['two:1000000000', 'one', 0],
	['two:999999999', 'two', 999_999_999],
])('%j is the place %s:%d', (from, part, start) => {
	expect(placeIn(from, PARTS)).toEqual({ part, start });
});

it('is written as it is read', () => {
	expect(placeIn(placeText({ part: 'two', start: 12 }), PARTS)).toEqual({ part: 'two', start: 12 });
});

it('has a part behind each but the last', () => {
	expect(partAfter('one', PARTS)).toBe('two:0');
	expect(partAfter('two', PARTS)).toBeNull();
});

describe('a list that is here whole', () => {
	const all = Array.from({ length: 1_001 }, (_, index) => index);

	it.each([
		[0, 500, 0, 'all:500'],
		[500, 500, 500, 'all:1000'],
		[501, 500, 501, null],
		[1_000, 1, 1_000, null],
	])('from %d on gives %d', (start, length, first, next) => {
		const page = pageOf(all, { part: 'all', start });
		expect([page.choices.length, page.choices[0], page.next]).toEqual([length, first, next]);
	});

	it('ends at its end', () => {
		expect(pageOf(all, { part: 'all', start: 5_000 })).toEqual({ choices: [], next: null });
		expect(pageOf([], { part: 'all', start: 0 })).toEqual({ choices: [], next: null });
	});
});
