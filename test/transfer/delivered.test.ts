import { randomBytes } from 'node:crypto';
import { Delivered } from '../../nodes/shared/transfer/delivered';

const bytes = randomBytes(5_000_000);

function deliver(everyByte: boolean, chunk: number, content = bytes): Delivered {
	const delivered = new Delivered(everyByte);
	for (let at = 0; at < content.length; at += chunk) delivered.add(content.subarray(at, at + chunk));
	return delivered;
}

/** Bytes that were compared until it said no; null when it never did. */
function refusedAt(delivered: Delivered, content: Buffer, chunk: number): number | null {
	const isSame = delivered.comparison();
	for (let at = 0; at < content.length; at += chunk) {
		if (!isSame(content.subarray(at, at + chunk))) return Math.min(at + chunk, content.length);
	}
	return null;
}

test.each([
	[true, 1 << 16, 999],
	[true, 77, 1 << 20],
	[false, 1 << 16, 1 << 14],
	[false, 5_000_000, 1],
])('the same bytes in other pieces are the same (every byte: %s)', (everyByte, first, second) => {
	const content = second === 1 ? bytes.subarray(0, 300_000) : bytes;
	expect(refusedAt(deliver(everyByte, first, content), content, second)).toBeNull();
});

test('any other bit shows, within a megabyte', () => {
	const delivered = deliver(true, 1 << 16);
	for (const place of [0, 65_535, 1_048_576, 3_333_333, 4_999_999]) {
		const other = Buffer.from(bytes);
		other[place] ^= 1;
		const at = refusedAt(delivered, other, 1000);
		expect(at).toBeGreaterThan(place);
		expect(at).toBeLessThan(place + (1 << 20) + 1000);
	}
});

test('samples show bytes that moved', () => {
	const moved = Buffer.concat([
		bytes.subarray(0, 1_500_000),
		Buffer.from('x'),
		bytes.subarray(1_500_000, 4_999_999),
	]);
	expect(refusedAt(deliver(false, 1 << 16), moved, 1000)).toBeLessThan(2_200_000);
});

test('it knows any length of archive by as many marks', () => {
	const delivered = new Delivered(false);
	const megabyte = bytes.subarray(0, 1 << 20);
	for (let count = 0; count < 5000; count++) delivered.add(megabyte);
	const isSame = delivered.comparison();
	for (let count = 0; count < 4000; count++) expect(isSame(megabyte)).toBe(true);
	const other = Buffer.from(megabyte);
	other[0] ^= 1;
	expect([...Array(16).keys()].every(() => isSame(other))).toBe(false);
});
