/** Patterns: what they mean, and which are refused. */
import { BadPattern, globMatcher } from '../../../nodes/shared/zip/rules/glob';

const fits = (pattern: string, path: string): boolean => globMatcher([pattern])(path);

test.each([
	['*.csv', ['a.csv', '.csv', 'x/a.csv', 'x/y/.a.csv'], ['a.csv/b', 'a.CSV', 'a.csv.gz']],
	['./*.csv', ['a.csv'], ['x/a.csv']],
	['/*.csv', ['a.csv'], ['x/a.csv']],
	['x/*.csv', ['x/a.csv'], ['y/x/a.csv', 'x/y/a.csv']],
	['x/', ['x/a', 'x/y/a', 'x'], ['y/x/a', 'xa']],
	['x/**', ['x', 'x/a', 'x/y/a'], ['xa', 'y/x/a']],
	['**', ['a', 'x/a'], []],
	['**/x/**/a', ['x/a', 'x/y/a', 'z/x/y/q/a'], ['xx/a', 'x/ya']],
	['a**b', ['ab', 'x/axb'], ['a/b']],
	['a?c', ['abc', 'x/a💩c'], ['ac', 'a/c', 'abbc']],
	['[a-c]1', ['a1', 'c1'], ['d1', 'A1', '/1']],
	['[!a-c]1', ['d1', 'x/d1'], ['a1', '1']],
	['[^a]1', ['b1'], ['a1']],
	['[]x]1', [']1', 'x1'], ['[1']],
	['[a\\]]1', ['a1', ']1'], ['\\1']],
	['[a-]1', ['a1', '-1'], ['b1']],
	['[a', ['[a'], ['a']],
	['*(a', ['(a', 'b(a'], ['a']],
	['b/**/**/**', ['b', 'b/a'], ['a']],
	['*/**', ['b/a'], ['a']],
	['*.{csv,json}', ['a.csv', 'x/a.json'], ['a.xml', 'a.{csv,json']],
	['{a,b/{c,d}}/e', ['a/e', 'b/c/e', 'b/d/e'], ['b/e']],
	['{a,}b', ['ab', 'b'], ['a']],
	['{a}', ['{a}'], ['a']],
	['{a,b', ['{a,b'], ['a', 'b']],
	['+(ab|abab).csv', ['ab.csv', 'ababab.csv'], ['.csv', 'aba.csv']],
	['*(a|b)', ['', 'abba'], ['abc']],
	['?(a)b', ['ab', 'b'], ['aab']],
	['@(a|b)c', ['ac', 'bc'], ['c', 'abc']],
	['\\*.csv', ['*.csv'], ['a.csv']],
	['a (2).txt', ['a (2).txt', 'x/a (2).txt'], ['a 2.txt']],
	['[draft].txt', ['[draft].txt', 'd.txt'], ['draft.txt']],
	['!a', ['!a'], ['b']],
	['a.b+c$', ['a.b+c$'], ['aXb+c$', 'a.bbc$']],
])('%s', (pattern, yes, no) => {
	expect([...yes, ...no].filter((path) => fits(pattern, path))).toEqual(yes);
});

test.each([
	['!(a).csv', /"!\(…\)" is not supported/],
	[`${'{a,'.repeat(40)}${'}'.repeat(40)}`, /brackets stand in more than 16 others/],
])('%s is refused', (pattern, says) => {
	expect(() => globMatcher([pattern])).toThrow(BadPattern);
	expect(() => globMatcher([pattern])).toThrow(says);
});

test('too many patterns are refused', () => {
	expect(() => globMatcher(Array<string>(500).fill('?'.repeat(1000)))).toThrow(RangeError);
});
