/** Patterns: what they mean, that picomatch agrees, and that no name or pattern makes them expensive. */
import fc from 'fast-check';
import picomatch from 'picomatch/posix';
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

// Where picomatch is followed. Left out: braces beside two stars, where it takes "a" for "a/**/{a,*}".
const piece = fc.constantFrom(
	'a',
	'b',
	'.',
	'*',
	'?',
	'/',
	'[ab]',
	'[^a]',
	'[a-b]',
	'{a,b}',
	'{a,*}',
	'{b,a/b}',
);
const pattern = fc
	.array(fc.oneof(piece, fc.constantFrom('/**/', 'a', 'b')), { minLength: 1, maxLength: 7 })
	.map((pieces) =>
		pieces
			.join('')
			.replace(/\/{2,}/g, '/')
			.replace(/^\/|\/$/g, '')
			.replace(/\*{3,}/g, '**'),
	)
	.filter((text) => text !== '' && !(text.includes('{') && text.includes('**')));
const path = fc
	.array(fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 4 }), {
		minLength: 1,
		maxLength: 4,
	})
	.filter((parts) => parts.every((part) => part !== '.' && part !== '..'))
	.map((parts) => parts.join('/'));

test('as picomatch means it', () => {
	fc.assert(
		fc.property(pattern, path, (one, other) => {
			const tied = one.includes('/') ? one : `**/${one}`;
			expect([one, other, fits(one, other)]).toEqual([
				one,
				other,
				picomatch.isMatch(other, tied, { dot: true, nonegate: true }),
			]);
		}),
		{ numRuns: 5000, seed: 1 },
	);
});

describe('what froze n8n is cheap', () => {
	const long = (text: string): string => text.repeat(12_000 / text.length);
	test.each([
		['*a*b*.txt', long('ab')],
		['*report*2026*.csv', long('report2026')],
		['**/reports/**/2026/**/*.csv', long('reports/2026/')],
		['+(ab|abab).csv', long('ab')],
		['*(*(*(a|b)|b)|a).csv', long('ab')],
		['+(+(+(+(+(+(+(+(a)))))))).csv', long('a')],
		['{a,b}'.repeat(200), long('ab')],
		[`{${','.repeat(1000)}}*x`, long('a')],
		['*a'.repeat(60), long('a') + 'b'],
	])('%s', (one, name) => {
		const used = process.cpuUsage();
		const matches = globMatcher([one]);
		expect(matches(name)).toBe(false);
		// The regular expressions took seconds, or for ever; these take milliseconds. Generous, for a busy machine.
		const { user, system } = process.cpuUsage(used);
		expect((user + system) / 1000).toBeLessThan(500);
	});
});
