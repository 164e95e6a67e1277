import { flag, listField, numberField, requiredText, textField } from '../../nodes/shared/base/fields';
import { Refusal } from '../../nodes/shared/base/refusal';
import { fieldsWith } from '../providers/support';

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });

it.each<[string, unknown, string]>([
	['text', ' a ', 'a'],
	['a number', 12, '12'],
	['zero', 0, '0'],
	['a resource locator', locator(' x '), 'x'],
	['a resource locator with a number', locator(5), '5'],
	['a resource locator without a value', locator(null), ''],
	['an object', { a: 1 }, ''],
	['an array', ['a'], ''],
	['a switch', true, ''],
	['nothing', undefined, ''],
	['null', null, ''],
])('a text field given %s', (_name, value, expected) => {
	expect(textField(fieldsWith({ a: value }), 'a')).toBe(expected);
});

it.each<[string, unknown, string]>([
	['text', ' a ', 'a'],
	['a number', 0, '0'],
	['a resource locator', locator('x'), 'x'],
])('a field that has to be filled in, given %s', (_name, value, expected) => {
	expect(requiredText(fieldsWith({ a: value }), 'a', 'Run ID')).toBe(expected);
});

it.each([undefined, null, '', '  ', {}, locator(' ')])(
	'an empty field is named by its label: %p',
	(value) => {
		const refused = () => requiredText(fieldsWith({ a: value }), 'a', 'Run ID');
		expect(refused).toThrow(Refusal);
		expect(refused).toThrow('Run ID is empty');
		expect(refused).toThrow(
			expect.objectContaining({
				code: 'BAD_INPUT',
				description: expect.stringContaining('"Run ID"') as string,
			}),
		);
	},
);

it.each<[unknown, number | undefined, number]>([
	[5, undefined, 5],
	[0, undefined, 0],
	[1.5, undefined, 1.5],
	['7', undefined, 7],
	[' 0.5 ', undefined, 0.5],
	[undefined, undefined, 3],
	[1, 1, 1],
	[-2, -2, -2],
])('a number field given %p, at least %p', (value, least, expected) => {
	expect(numberField(fieldsWith({ a: value }), 'a', 'Timeout', 3, least)).toBe(expected);
});

it.each<[unknown, number | undefined]>([
	['text', undefined],
	['', undefined],
	['  ', undefined],
	['7 s', undefined],
	[Number.NaN, undefined],
	[Infinity, undefined],
	['Infinity', undefined],
	[-1, undefined],
	[0.99, 1],
	['0', 1],
	[null, undefined],
	[{}, undefined],
	[[5], undefined],
	[true, undefined],
])('a number field given %p, at least %p, is refused', (value, least) => {
	const refused = () => numberField({ get: () => value }, 'a', 'Timeout', 1, least);
	expect(refused).toThrow(Refusal);
	expect(refused).toThrow(`Timeout has to be a number of at least ${least ?? 0}`);
});

it.each<[unknown, boolean]>([
	[true, true],
	[false, false],
	['true', false],
	[1, false],
	[{}, false],
	[undefined, false],
	[null, false],
])('a switch given %p is %p', (value, expected) => {
	expect(flag(fieldsWith({ a: value }), 'a')).toBe(expected);
});

it.each<[string, unknown, string[]]>([
	['lines', 'a\n b \n\n', ['a', 'b']],
	['commas', 'a, b,,c', ['a', 'b', 'c']],
	['an array', ['a', ' b ', null, 3], ['a', 'b', '3']],
	['a resource locator', locator('a,b'), ['a', 'b']],
	['nothing', '', []],
	['undefined', undefined, []],
])('a list given as %s', (_name, value, expected) => {
	expect(listField(fieldsWith({ a: value }), 'a')).toEqual(expected);
});

it.each<[string, unknown]>([
	['an object', { a: 1 }],
	['objects', [{ id: 1 }]],
	['lists', [['a'], ['b']]],
])('a list of %s is refused', (_name, value) => {
	expect(() => listField(fieldsWith({ a: value }), 'a')).toThrow('A list in this node holds what is no text');
});

it('a list may be parted by something else', () => {
	expect(listField(fieldsWith({ a: 'a, b\nc' }), 'a', /\n/)).toEqual(['a, b', 'c']);
});
