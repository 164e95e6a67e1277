import { Foreign } from '../../nodes/shared/base/foreign';

const LONGEST = 4_096;

it.each<[string, Foreign | string, string]>([
	['foreign words', new Foreign('token=abc'), 'token=abc'],
	['our own', 'ready', 'ready'],
	['as long as they may be', new Foreign('x'.repeat(LONGEST)), 'x'.repeat(LONGEST)],
	['longer', new Foreign(`${'x'.repeat(LONGEST)}y`), 'x'.repeat(LONGEST)],
	['our own, longer', `${'x'.repeat(LONGEST)}y`, 'x'.repeat(LONGEST)],
])('the beginning of %s', (_name, words, beginning) => {
	expect(Foreign.beginningOf(words)).toBe(beginning);
});

it('all of them', () => {
	const text = 'x'.repeat(LONGEST + 1);
	expect(Foreign.wholeOf(new Foreign(text))).toBe(text);
});

it.each<[string, (words: Foreign) => string, string]>([
	['a template', (words) => `It said ${String(words)}`, 'It said [foreign words]'],
	['JSON', (words) => JSON.stringify({ words }), '{"words":"[foreign words]"}'],
	[
		'a list of its properties',
		(words) => JSON.stringify(Object.fromEntries(Object.entries(words))),
		'{"isForeign":true}',
	],
])('are not to be had by %s', (_name, use, expected) => {
	expect(use(new Foreign('token=abc'))).toBe(expected);
});
