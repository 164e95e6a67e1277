import { listField, numberField, requiredText, textField } from '../../nodes/shared/base/fields';

const fields = (values: Record<string, unknown>) => ({
	get: (name: string, fallback?: unknown) => values[name] ?? fallback,
});

test.each([
	['text', ' a ', 'a'],
	['a number', 12, '12'],
	['a resource locator', { __rl: true, mode: 'id', value: ' x ' }, 'x'],
	['an object', { a: 1 }, ''],
	['nothing', undefined, ''],
	['null', null, ''],
])('a text field given %s', (_, value, expected) => {
	expect(textField(fields({ a: value }), 'a')).toBe(expected);
});

test.each([
	['lines', 'a\n b \n\n', ['a', 'b']],
	['commas', 'a, b,,c', ['a', 'b', 'c']],
	['an array', ['a', ' b ', null, 3], ['a', 'b', '3']],
	['nothing', '', []],
])('a list given as %s', (_, value, expected) => {
	expect(listField(fields({ a: value }), 'a')).toEqual(expected);
});

test.each([['text'], [Number.NaN], [-1], [null], [{}]])('a number field given %p is refused', (value) => {
	const get = () => value;
	expect(() => numberField({ get }, 'a', 'Timeout', 1)).toThrow('Timeout has to be a number');
});

test('an empty field is named by its label', () => {
	expect(() => requiredText(fields({}), 'a', 'Run ID')).toThrow('Run ID is empty');
});
