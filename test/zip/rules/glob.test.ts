/** Patterns: what they mean, and which are refused. */
import { BadPattern, globMatcher } from '../../../nodes/shared/zip/rules/glob';
import { MOST_STEPS, Program } from '../../../nodes/shared/zip/rules/glob/program';

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
	['*\\', ['a\\', '\\'], ['a']],
	['*\\💩', ['a💩', '💩'], ['a💪', 'a']],
	['💩*', ['💩', '💩a'], ['💪a', 'a']],
	['[💩-💫]1', ['💩1', '💪1', '💫1'], ['💬1', '1', '\ud83d1', '１1']],
	['[!💩]1', ['a1', '💪1'], ['💩1', '1']],
	['[a-c-e]1', ['a1', 'b1', '-1', 'e1'], ['d1']],
	['[\\!a]1', ['!1', 'a1'], ['b1', '\\1']],
	['[a\\-c]1', ['a1', '-1', 'c1'], ['b1']],
	['[!]]1', ['a1', '[1'], [']1']],
	['[^]a]1', ['b1'], [']1', 'a1']],
	['[a!]1', ['a1', '!1'], ['b1']],
	['[.-0]1', ['.1', '01'], ['/1']],
	['[!a]b', ['xb'], ['ab', 'x/ab']],
	['x[!a]b', ['xbb'], ['x/b', 'xab']],
	['[a\\', ['[a\\'], ['[a', 'a']],
	['[{a,b}', ['[a', '[b'], ['[{a,b']],
	['{[,],b}1', [',1', 'b1'], ['[1', ']1']],
	['{\\,a,b}', [',a', 'b'], ['a', '\\']],
	['{a\\,b}', ['{a,b}'], ['a', 'b']],
	['\\{a,b}', ['{a,b}'], ['a', 'b']],
	['\\[a]', ['[a]'], ['a']],
	['*\\(a)', ['b(a)'], ['a', '']],
	['a(b|c)', ['a(b|c)'], ['ab']],
	['(a|b)?', ['(a|b)c'], ['a', 'ac']],
	['@(a,b)', ['a,b'], ['a', 'b']],
	['{a|b,c}', ['a|b', 'c'], ['a', 'b']],
	['@({a,b}|c)1', ['a1', 'b1', 'c1'], ['1', 'a']],
	['{@(a|b),c}1', ['a1', 'b1', 'c1'], ['1']],
	['{a,b}}', ['a}', 'b}'], ['a', 'b']],
	['{{a,b}', ['{a', '{b'], ['a', 'b']],
	['**(a|b)c', ['c', 'xac', 'abc', 'y/c'], ['cd', 'ca']],
	['***', ['a', 'x/a'], []],
	['x/***', ['x/a'], ['x', 'x/y/a']],
	['**a', ['a', 'ba'], ['b']],
	['x/**a', ['x/a', 'x/ba'], ['x/y/a', 'x']],
	['x/a**', ['x/a', 'x/ab'], ['x/a/b', 'x']],
	['x/**/a', ['x/a', 'x/y/z/a'], ['x', 'xa', 'x/ya']],
	['**/**/a', ['a', 'x/y/a'], ['ba']],
	['x/**/**/a', ['x/a', 'x/y/z/a'], ['xa', 'x/ya']],
	['{**/a,y/b}', ['a', 'x/y/a', 'y/b'], ['xa', 'b']],
	['{y/b,**/a}', ['a', 'x/y/a', 'y/b'], ['xa', 'b']],
	['z/{x/**,y}', ['z/x/a', 'z/x/y/a', 'z/y'], ['z/x', 'z/y/a']],
	['z/{x/**}', ['z/{x/a}', 'z/{x/a/b}'], ['z/{x', 'z/x/a']],
	['z/@(x/**|y)', ['z/x/a/b', 'z/y'], ['z/a']],
	['z/@(y|x/**)', ['z/x/a/b', 'z/y'], ['z/a']],
	['z/@(**)', ['z/a/b', 'z/'], ['z', 'y/a']],
	['//**', ['/a', '/'], ['', 'a']],
	['*/', ['x/a', 'x/y/a'], ['x']],
	['x/*/', ['x/y/a'], ['x/y', 'y/x/z/a']],
	['+(a|b)', ['a', 'abba'], ['', 'abc']],
	['x/*a/b', ['x/za/b', 'x/a/b'], ['x/y/a/b']],
	['?/ab', ['x/ab'], ['x', 'x/cd']],
	['?/*b', ['x/ab', 'x/b'], ['x', 'x/a']],
	['?/b*', ['x/ba', 'x/b'], ['x', 'x/a']],
	['[!b]1', ['!1', 'a1'], ['b1']],
	['[^b]1', ['^1', 'a1'], ['b1']],
	['\\*(a)', ['*(a)'], ['*a', '*']],
	['*(*(a))b', ['b', 'aab'], ['cb1', 'ba']],
	['x{**', ['x{', 'x{a', 'x{/a'], ['x', 'x/a']],
	['*[ab]1', ['xa1', 'b1'], ['x1', '[ab]1']],
	['?{a,b}', ['xa', 'xb'], ['a', 'x']],
	['?', ['a', '💩', 'x/a'], ['', 'ab']],
	['a/?', ['a/b'], ['a//', 'a/']],
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

test('brackets in brackets, as deep as may be', () => {
	const nested = (depth: number): string => `${'{a,'.repeat(depth)}b${'}'.repeat(depth)}`;
	expect(['a', 'b', 'c'].filter((path) => fits(nested(16), path))).toEqual(['a', 'b']);
	expect(() => globMatcher([nested(17)])).toThrow(BadPattern);
});

test('what one of many patterns takes is taken', () => {
	const matches = globMatcher(['*.csv', 'x/*.txt', 'exact', 'y/exact', '[z]']);
	const paths = ['a.csv', 'x/a.txt', 'exact', 'q/exact', 'y/exact', 'z', '[z]', 'q/[z]'];
	expect([...paths, 'a.txt', 'y/a.txt', 'exact/a', 'exac', ''].filter(matches)).toEqual(paths);
	expect(['a', ''].filter(globMatcher([]))).toEqual([]);
	expect(['x/y', 'y'].filter(globMatcher(['x/y']))).toEqual(['x/y']);
});

test('steps have an end, and not one too early', () => {
	const program = new Program();
	for (let count = 0; count < MOST_STEPS; count++) program.add({ kind: 'any' });
	expect(program.here).toBe(50_000);
	expect(() => program.add({ kind: 'any' })).toThrow(new RangeError('too many steps'));
	expect(program.here).toBe(50_000);
});

test('names of more characters than are remembered are told apart all the same', () => {
	const matches = globMatcher(['[!a]*.x']);
	for (let code = 0x3400; code < 0x3400 + 20_100; code++) {
		const character = String.fromCodePoint(code);
		if (!matches(`${character}.x`) || matches(`${character}.y`)) throw new Error(`It is lost at ${code}`);
	}
	expect(['a.x', 'b.x', '\u3400.x', 'b.y'].filter(matches)).toEqual(['b.x', '\u3400.x']);
});

test('each name has its own measure of work', () => {
	const matches = globMatcher(['*a'.repeat(30)]);
	for (let count = 0; count < 200; count++) expect(matches(`${'ab'.repeat(40)}${count}a`)).toBe(true);
});

test('a long name that repeats itself costs no more than a short one', () => {
	// Each of its characters would cost some sixty steps: a hundred thousand of them are too many.
	const matches = globMatcher([`x/${'*a'.repeat(30)}`]);
	expect(matches(`x/${'a'.repeat(20_000)}`)).toBe(true);
	expect(matches(`x/${'a'.repeat(20_000)}b`)).toBe(false);
});
