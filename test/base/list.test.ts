import { entriesIn, unwrapped } from '../../nodes/shared/base/list';

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });

describe('the entries of a list', () => {
	it.each<[string, unknown, unknown[]]>([
		['lines', 'a\n b \n\n', ['a', 'b']],
		['lines of Windows', 'a\r\nb\r\n', ['a', 'b']],
		['commas', 'a, b,,c', ['a', 'b', 'c']],
		['one text', ' a b ', ['a b']],
		['nothing', '', []],
		['spaces', ' \n , ', []],
		['null', null, []],
		['undefined', undefined, []],
		['an array', ['a', ' b ', '', ' ', null, undefined, 3, 0, false], ['a', 'b', 3, 0, false]],
		['an array whose texts stay whole', ['a,b', 'c\nd'], ['a,b', 'c\nd']],
		['an array in an array', [['a'], 'b'], [['a'], 'b']],
		['an empty array', [], []],
		['an object', { id: 1 }, [{ id: 1 }]],
		['a number', 7, [7]],
		['zero', 0, [0]],
		['a resource locator', locator('a\nb'), ['a', 'b']],
		['a resource locator with an array', locator(['a', ' b ']), ['a', 'b']],
		['a resource locator without a value', locator(''), []],
	])('%s', (_name, value, entries) => {
		expect(entriesIn(value)).toEqual(entries);
	});

	it('may be parted by something else', () => {
		expect(entriesIn('a, b\nc', /\n/)).toEqual(['a, b', 'c']);
		expect(entriesIn(['a\nb'], /\n/)).toEqual(['a\nb']);
	});
});

describe('a value out of its resource locator', () => {
	it.each<[string, unknown, unknown]>([
		['text', locator('a'), 'a'],
		['an array', locator(['a']), ['a']],
		['nothing', locator(undefined), undefined],
		['an object', locator({ id: 1 }), { id: 1 }],
	])('%s', (_name, value, expected) => {
		expect(unwrapped(value)).toEqual(expected);
	});

	it.each([['text'], [7], [null], [undefined], [['a']], [{ value: 'a' }], [{ __rl: true, mode: 'id' }]])(
		'%p is none, and stays as it is',
		(value) => {
			expect(unwrapped(value)).toBe(value);
		},
	);
});
