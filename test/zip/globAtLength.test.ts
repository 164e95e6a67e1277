/** Patterns at length: that picomatch agrees, and that no name or pattern makes them expensive. */
import fc from 'fast-check';
import picomatch from 'picomatch/posix';
import { globMatcher } from '../../nodes/shared/zip/rules/glob';

const fits = (pattern: string, path: string): boolean => globMatcher([pattern])(path);

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
