import { isDeepStrictEqual } from 'node:util';
import { STATUS, TOKEN, type AnswerLimit } from '../../../nodes/shared/http/answers/limits';
import { endOfString, shapeOf } from '../../../nodes/shared/http/answers/jsonShape';
import { parseJson } from '../../../nodes/shared/http/answers/parseJson';
import { Foreign } from '../../../nodes/shared/base/foreign';

/** More than any call takes: pieces have to be found in what is larger than one of them. */
const LIST: AnswerLimit = { bytes: 8_388_608, values: 250_000, depth: 50 };

const parse = async (text: string, limit: AnswerLimit = STATUS) => await parseJson(new Foreign(text), limit);
const limit = (values: number, depth: number): AnswerLimit => ({ bytes: 0, values, depth });

/** Long enough to be parsed in pieces. */
const LONG = 'x'.repeat(300_000);

describe('the same as JSON.parse', () => {
	test.each([
		'7',
		'"a\\"b"',
		'null',
		'true',
		'[]',
		'{}',
		' [ 1 , "," , "]" , { "a" : [ 2 ] } ] ',
		'{"a":"\\\\","b":"\\"}"}',
		'{"__proto__":{"a":1},"constructor":2}',
		JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, name: `file ${id}, "quoted"` }))),
		JSON.stringify({
			success: true,
			data: { downloads: Array.from({ length: 20_000 }, (_, id) => [id, `${id}`]) },
		}),
		JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, id) => [`key ${id}`, { id }]))),
		JSON.stringify([LONG, [LONG, { a: LONG }], LONG]),
		JSON.stringify({ a: LONG, b: { c: LONG, d: [LONG] }, e: 1 }),
		` { "a" : [ "${LONG}" , 1 ] , "b" : { "c" : "${LONG}" } } `,
		`{"__proto__":["${LONG}"],"a":1}`,
		`{"a\\":[":["${LONG}",2]}`,
		JSON.stringify([[LONG, LONG], [], [LONG]]),
		`[${'[],'.repeat(40_000)}"${LONG}"]`,
		`[ ["${LONG}"] , 1 ]`,
		`{ "a" : ["${LONG}"] , "b" : 1 }`,
		`{"b":1,"a" :\t["${LONG}"]}`,
		`[["${LONG}"],1,2,["${LONG}"],3]`,
		`{"x":1,"a":["${LONG}"],"y":2,"z":3}`,
		`[["${LONG}"]\n]`,
		`["${LONG}"]\r\n `,
		`{"a":1,"a":["${LONG}"],"a":2}`,
	])('%#', async (text) => {
		const parsed = await parse(text, LIST);
		const expected: unknown = JSON.parse(text);
		// Jest's own comparison takes half a second for the long ones.
		expect(isDeepStrictEqual(parsed, { value: expected })).toBe(true);
		expect(JSON.stringify((parsed as { value: unknown }).value) === JSON.stringify(expected)).toBe(true);
	});

	test.each(['', ' \n\t'])('an empty answer is null', async (text) => {
		expect(await parse(text)).toEqual({ value: null });
	});
});

describe('no JSON', () => {
	test.each([
		'<html>',
		'{"a":1',
		'[1,]',
		'{"a" 1}',
		'[1] [2]',
		']',
		`["${LONG}"`,
		`["${LONG}",]`,
		`["${LONG}",,1]`,
		`["${LONG}"] 1`,
		`["${LONG}"]]`,
		`{"a":["${LONG}"],}`,
		`{"a" ["${LONG}"]}`,
		`{a:["${LONG}"]}`,
		`{["${LONG}"]}`,
		`{"a":["${LONG}"],"b"}`,
		`["${LONG}"}`,
		`[{"a":"${LONG}"]]`,
		`{"a":["${LONG}"]]`,
		`{"a":"${LONG}"`,
		`["${LONG}" 1]`,
		`[1,["${LONG}"],,2]`,
		`[1,,["${LONG}"]]`,
		`[,["${LONG}"]]`,
		`{,"a":["${LONG}"]}`,
		`{"a":["${LONG}"],,"b":1}`,
		`{"a":["${LONG}"] "b":1}`,
		`{"a":,"b":["${LONG}"]}`,
		`{"a" ["${LONG}"],"b":1}`,
		`x["${LONG}"]`,
		`[x["${LONG}"]]`,
		`[["${LONG}"]x]`,
		`{"a":x["${LONG}"]}`,
		`{"a"x:["${LONG}"]}`,
		`{x"a":["${LONG}"]}`,
		`{"a:["${LONG}"]}`,
		`["${LONG}"] ]`,
		`\u00a0["${LONG}"]`,
	])('%#', async (text) => {
		expect(() => JSON.parse(text) as unknown).toThrow();
		expect(await parse(text)).toEqual({ because: 'not JSON' });
	});
});

describe('what is counted before it is parsed', () => {
	test.each([
		['one value', '7', limit(1, 1), true],
		['values', '[1,2]', limit(3, 1), true],
		['one too many', '[1,2,3]', limit(3, 1), false],
		['containers are values', '[[[]]]', limit(4, 3), true],
		['one container too many', '[[[]]]', limit(3, 3), false],
		['levels', '[[{}]]', limit(9, 3), true],
		['one level too many', '[[{}]]', limit(9, 2), false],
		['what stands in a text is not counted', '["[[[,,,"]', limit(2, 1), true],
		['nor behind an escaped quote', '["\\"[[[,,,"]', limit(2, 1), true],
		['but behind two backslashes', '["\\\\",[[]]]', limit(9, 2), false],
	])('%s', async (_, text, allowed, fits) => {
		expect('value' in (await parse(text, allowed))).toBe(fits);
		if (!fits) expect(await parse(text, allowed)).toEqual({ because: 'too much in it' });
	});

	test.each([
		['a million objects', `[${'{},'.repeat(600_000)}{}]`],
		['a million levels', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`],
	])('%s are never made', async (_, text) => {
		expect(await parse(text)).toEqual({ because: 'too much in it' });
		expect(await parse(text, LIST)).toEqual({ because: 'too much in it' });
	});

	test('each kind of call has its own limit', () => {
		expect(TOKEN).toEqual({ bytes: 65_536, values: 1_000, depth: 10 });
		expect(STATUS).toEqual({ bytes: 2_097_152, values: 50_000, depth: 50 });
	});
});

describe('turns', () => {
	test('a long text gives them, a short one none', async () => {
		const turn = jest.fn(async () => await Promise.resolve());
		await shapeOf(`[${' '.repeat(3_500_000)}]`, STATUS, 1000, turn);
		expect(turn).toHaveBeenCalledTimes(3);
		turn.mockClear();
		await shapeOf(JSON.stringify(LONG.repeat(4)), STATUS, 1000, turn);
		expect(turn).toHaveBeenCalledTimes(0);
		await shapeOf(`["${LONG.repeat(4)}","${LONG.repeat(4)}",1]`, STATUS, 1000, turn);
		expect(turn).toHaveBeenCalledTimes(2);
	});

	test('where large containers are, with their own commas', async () => {
		const turn = async () => await Promise.resolve();
		const large = async (piece: number) => [
			...((await shapeOf('[[1,[2,3]],{"a,":4}]', STATUS, piece, turn))?.large.values() ?? []),
		];
		expect(await large(8)).toEqual([{ start: 0, end: 19, commas: [10] }]);
		expect(await large(4)).toEqual([
			{ start: 1, end: 9, commas: [3] },
			{ start: 11, end: 18, commas: [] },
			{ start: 0, end: 19, commas: [10] },
		]);
		expect(await large(19)).toEqual([]);
	});

	test.each([
		['"a"', 0, 2],
		['"a\\"b"', 0, 5],
		['"a\\\\"b', 0, 4],
		['"a', 0, 2],
		['"\\\\\\"x"', 0, 6],
	])('%s ends', (text, start, end) => {
		expect(endOfString(text, start)).toBe(end);
	});
});
