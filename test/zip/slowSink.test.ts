/** Several files are on their way at once, in memory that is used again: each one is itself until the sink has settled. */
import { setTimeout as wait } from 'node:timers/promises';
import JSZip from 'jszip';
import { unpackArchive } from '../../nodes/shared/zip';
import { MemorySource } from './support/memorySource';
import { bytesOf } from './support/unpack';

/** Sizes on both sides of what is inflated at once, held whole, and streamed. */
const SIZES = [10, 20_000, 300_000, 700_000, 90_000, 1_500_000, 65_536, 400_000, 250_000, 800_000];
/** Letters that halve when deflated; every file begins at another one. */
const LETTERS = Buffer.alloc(5_200_000);
for (let at = 0, seed = 1; at < LETTERS.length; at++) {
	seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
	LETTERS[at] = 97 + (seed >>> 28);
}
const FILES = Object.fromEntries(
	Array.from({ length: 60 }, (_, index) => {
		const size = index % 20 === 19 ? 5_000_000 : SIZES[index % SIZES.length];
		return [`${index}.txt`, LETTERS.subarray(index * 1000, index * 1000 + size)];
	}),
);

const kinds = [false, true].flatMap((streamFiles) =>
	(['STORE', 'DEFLATE'] as const).map((compression) => ({ compression, streamFiles })),
);

test.each(kinds)('$compression, descriptors: $streamFiles', async ({ compression, streamFiles }) => {
	const zip = new JSZip();
	for (const [path, data] of Object.entries(FILES)) zip.file(path, data);
	const compressionOptions = { level: 1 }; // what is packed fast is read in the same way
	const archive = await zip.generateAsync({
		type: 'nodebuffer',
		compression,
		compressionOptions,
		streamFiles,
	});
	const right: string[] = [];
	await unpackArchive(new MemorySource(archive), {}, async ({ path }, content) => {
		await wait(10 * (Number.parseInt(path) % 5)); // while others come and go
		const bytes = await bytesOf(content);
		if (bytes.equals(FILES[path])) right.push(path);
	});
	expect(right.sort()).toEqual(Object.keys(FILES).sort());
});
