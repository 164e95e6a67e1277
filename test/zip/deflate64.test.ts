/** Deflate64, as Windows and 7-Zip make it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { inflateTiny } from '../../nodes/shared/zip/inflate/whole';
import { newDecoder } from '../../nodes/shared/zip/inflate/decoders';
import { deflate64Content } from './support/deflate64';
import { decoded } from './support/engines';
import { MemorySource } from './support/memorySource';
import { unpack } from './support/unpack';

const archive = readFileSync(join(__dirname, 'support/deflate64.zip'));
const content = deflate64Content();
const start = 30 + archive.readUInt16LE(26) + archive.readUInt16LE(28);
const data = archive.subarray(start, start + archive.readUInt32LE(18));
const expected = { size: content.length, crc: archive.readUInt32LE(14) };

test('the archive is Deflate64 indeed: as deflate it is refused', () => {
	expect(() => inflateRawSync(data)).toThrow('too many length or distance symbols');
	expect(() => inflateTiny(8, data, expected)).toThrow(Error);
});

test.each([1, 500, 65_536])('is read, in chunks of %d bytes', async (chunk) => {
	const { files } = await unpack(new MemorySource(archive, { chunk }));
	expect(files).toHaveLength(1);
	expect(files[0].bytes.equals(content)).toBe(true);
	expect(files[0].entry).toMatchObject({ method: 9, readable: true });
});

test.each([1, 77, 5000])('is streamed, in pieces of %d bytes', async (step) => {
	expect(
		(
			await decoded(
				newDecoder(9, () => {}),
				data,
				expected,
				step,
			)
		).equals(content),
	).toBe(true);
});

test('cut short or damaged it is refused', async () => {
	for (const cut of [1, 100, data.length - 1]) {
		await expect(
			decoded(
				newDecoder(9, () => {}),
				data.subarray(0, cut),
				expected,
				400,
			),
		).rejects.toThrow();
	}
	for (let at = 5; at < data.length; at += 97) {
		const damaged = Buffer.from(data);
		damaged[at] ^= 16;
		expect(() => inflateTiny(9, damaged, expected)).toThrow(Error);
	}
});
