/** Small archives of every layout, cut at every byte and with every bit turned: never a wrong byte. */
import { BASES, bytesOfCase, judge, type DamagedArchive } from './support/damage';

const whole = { changes: [], kept: 1, field: null, chunks: [64 * 1024] };
const small = Object.keys(BASES).filter((base) => base !== 'large');

describe.each(small)('%s', (base) => {
	const length = bytesOfCase({ ...whole, base }).length;

	test('cut at every byte', async () => {
		for (let end = 0; end < length; end++) {
			const archive: DamagedArchive = { ...whole, base, kept: (end + 0.5) / length };
			expect(bytesOfCase(archive)).toHaveLength(end);
			expect(await judge(archive)).toBe('refused');
		}
	});

	test.each([0, 1, 2, 3, 4, 5, 6, 7])('bit %i of every byte turned, read both ways', async (bit) => {
		const bytes = bytesOfCase({ ...whole, base });
		for (let at = 0; at < length; at++) {
			const change = { at: (at + 0.5) / (length - 1), value: bytes[at] ^ (1 << bit) };
			await judge({ ...whole, base, changes: [change] });
		}
	});

	test('whole, in chunks of every size up to 64', async () => {
		for (let chunk = 1; chunk <= 64; chunk++) {
			expect(await judge({ ...whole, base, chunks: [chunk] })).toBe('read');
		}
	});
});

/** What the fuzzer once found, by the seed that made it. */
const KEPT: Array<[string, DamagedArchive]> = [
	[
		'seed 1: without its first and last signature, a ZIP stored inside passed for the whole',
		{
			base: 'nested',
			changes: [{ at: 0, value: 0 }],
			kept: 1,
			field: { record: 9, at: 47, width: 4, value: 0 },
			chunks: [1],
		},
	],
];

test.each(KEPT)('%s', async (_, archive) => {
	expect(await judge(archive)).toBe('refused');
});
