import { isSmall } from '../../nodes/shared/base/bounded';

const VALUES = 100_000;
const CHARACTERS = 4 * 1024 * 1024;

const list = (length: number) => Array.from({ length }, () => 1);
/** Containers in containers: `deep(1)` is one by itself. */
const deep = (levels: number): object => (levels === 1 ? {} : { a: deep(levels - 1) });
/** Keys of one character cost one each. */
const text = (length: number) => ({ a: 'x'.repeat(length - 1) });
/** The indexes of a list are its keys, and cost their digits. */
const digits = (length: number) => list(length).reduce((sum, _, index) => sum + String(index).length, 0);

it.each<[string, object, boolean]>([
	['nothing', {}, true],
	['a list of nothing', [], true],
	[
		'what Create Archive gives out',
		{ items: list(10_000).map((id) => ({ type: 'file', id: `${id}` })) },
		true,
	],
	['as many values as it may hold', list(VALUES), true],
	['one value more', list(VALUES + 1), false],
	['as many values as it may hold, in two lists', [list(VALUES / 2), list(VALUES / 2 - 2)], true],
	['one value more, in two lists', [list(VALUES / 2), list(VALUES / 2 - 1)], false],
	['as many characters as it may hold', text(CHARACTERS), true],
	['one character more', text(CHARACTERS + 1), false],
	['as many characters as it may hold, in a key', { ['x'.repeat(CHARACTERS)]: 1 }, true],
	['one character more, in a key', { ['x'.repeat(CHARACTERS + 1)]: 1 }, false],
	['as many characters as it may hold, below', [[text(CHARACTERS - 2)]], true],
	['one character more, below', [[text(CHARACTERS - 1)]], false],
	[
		'as many characters as it may hold, beside numbers',
		[...list(9), 'x'.repeat(CHARACTERS - digits(10))],
		true,
	],
	['one character more, beside numbers', [...list(9), 'x'.repeat(CHARACTERS - digits(10) + 1)], false],
	['as deep as it may be', deep(8), true],
	['one level more', deep(9), false],
	['lists as deep as they may be', [[[[[[[[]]]]]]]], true],
	['lists one level deeper', [[[[[[[[[]]]]]]]]], false],
	['values that hold nothing', { a: null, b: undefined, c: true, d: 0, e: '' }, true],
])('%s', (_name, value, expected) => {
	expect(isSmall(value)).toBe(expected);
});

it('a circle has no end, and is left', () => {
	const circle: Record<string, unknown> = {};
	circle.a = circle;
	expect(isSmall(circle)).toBe(false);
});

it('looks at no more than it allows', () => {
	let looked = 0;
	const values = list(3 * VALUES).map(() => ({
		get a() {
			looked++;
			return 1;
		},
	}));
	expect(isSmall(values)).toBe(false);
	expect(looked).toBe(0);
	expect(isSmall(values.slice(0, VALUES - 1))).toBe(false);
	expect(looked).toBe(2);
});
