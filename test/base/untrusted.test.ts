import { countIn, recordIn, recordsIn, textIn } from '../../nodes/shared/base/untrusted';

const record = { a: 1 };

it.each<[string, unknown, object]>([
	['an object', record, record],
	['an empty object', {}, {}],
	['a list', [record], {}],
	['null', null, {}],
	['nothing', undefined, {}],
	['text', 'a', {}],
	['a function', () => record, {}],
])('as an object: %s', (_name, value, expected) => {
	expect(recordIn(value)).toStrictEqual(expected);
});

it.each<[string, unknown, object[]]>([
	['a list of objects', [record, {}], [record, {}]],
	['what is no object falls away', [null, record, 'a', 7, undefined, [record], () => record], [record]],
	['an object is no list', { 0: record, length: 1 }, []],
	['nothing', undefined, []],
	['text', 'ab', []],
])('as a list of objects: %s', (_name, value, expected) => {
	expect(recordsIn(value)).toStrictEqual(expected);
});

it.each<[string, unknown[], string | null]>([
	['the first', ['x', 'y'], 'x'],
	['without surrounding space', ['\n x y ', 'z'], 'x y'],
	['not an empty one', ['', 'y'], 'y'],
	['not one of spaces', [' \t', 'y'], 'y'],
	['not what is no text', [7, 'y'], 'y'],
	['not a list of texts', [['x'], 'y'], 'y'],
	['none', [undefined, null], null],
])('a text: %s', (_name, [a, b], expected) => {
	expect(textIn({ a, b, c: 'never asked for' }, 'a', 'b')).toBe(expected);
});

it.each<[string, unknown[], number | null]>([
	['the first', [2, 1], 2],
	['zero counts', [0, 1], 0],
	['a half counts', [0.5, 1], 0.5],
	['not a negative one', [-1, 1], 1],
	['not an endless one', [Infinity, 1], 1],
	['not what is no number', [Number.NaN, 1], 1],
	['not a text', ['3', 1], 1],
	['none', [null, undefined], null],
])('a number: %s', (_name, [a, b], expected) => {
	expect(countIn({ a, b, c: 9 }, 'a', 'b')).toBe(expected);
});
