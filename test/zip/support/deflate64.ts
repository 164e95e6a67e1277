/**
 * What is in deflate64.zip, which 7-Zip 26.02 made: `7z a -tzip -mm=Deflate64 -mx=9 deflate64.zip rows.txt`. It
 * repeats itself from more than 32 KiB back, and for longer than 258 bytes: deflate can do neither.
 */
export function deflate64Content(): Buffer {
	let seed = 1;
	const rows = Array.from({ length: 4000 }, (_, row) => {
		seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
		return `${row % 10},${seed >>> 20}\n`;
	}).join('');
	return Buffer.from(rows.slice(0, 24_000) + 'x'.repeat(20_000) + rows.slice(0, 5000) + '-'.repeat(150_000));
}
