/** Both ways to inflate, against each other and against zlib: the same bytes, and the same refused. */
import { constants, crc32 as crcOf, deflateRawSync, inflateRawSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Inflation } from '../../nodes/shared/zip/engine/inflation';
import { checksum } from '../../nodes/shared/zip/engine/checksum';
import { crc32 } from '../../nodes/shared/zip/format/crc32';
import { check, type Expected } from '../../nodes/shared/zip/inflate/decoder';
import { asRefusal } from '../../nodes/shared/zip/inflate/decoderFailure';
import { inflateTiny } from '../../nodes/shared/zip/inflate/whole';
import { decoded, engine, ways } from './support/engines';

const rows = (length: number): Buffer =>
	Buffer.from(
		Array.from(
			{ length: Math.ceil(length / 20) },
			(_, row) => `${row},${(row * 7919) % 10_007},some text\n`,
		).join(''),
	).subarray(0, length);
const CONTENTS: Array<[string, Buffer]> = [
	['nothing', Buffer.alloc(0)],
	['one byte', Buffer.from('x')],
	['text', rows(900_000)],
	['noise', randomBytes(300_000)],
	['a run of one byte', Buffer.alloc(1_500_000, 65)],
	[
		'runs of 2 to 40 bytes',
		Buffer.concat(Array.from({ length: 39 }, (_, at) => Buffer.alloc(8000, randomBytes(at + 2)))),
	],
	['noise between text', Buffer.concat([rows(100_000), randomBytes(100_000), rows(100_000)])],
];
const expected = (content: Buffer): Expected => ({ size: content.length, crc: crcOf(content) });
const OPTIONS = [
	{ level: 0 },
	{ level: 1 },
	{ level: 6 },
	{ level: 9, memLevel: 1 },
	{ level: 6, strategy: constants.Z_FIXED },
	{ level: 6, strategy: constants.Z_HUFFMAN_ONLY },
	{ level: 6, strategy: constants.Z_RLE },
	{ level: 6, windowBits: 9 },
];

describe.each(CONTENTS)('%s', (_, content) => {
	test.each(OPTIONS)('packed with %j', async (options) => {
		const data = deflateRawSync(content, options);
		for (const way of [ways.windows, ways.stream]) {
			expect((await way.whole(data, expected(content))).equals(content)).toBe(true);
			for (const step of [data.length || 1, 65_536, 1009]) {
				expect((await decoded(way.decoder(), data, expected(content), step)).equals(content)).toBe(true);
			}
		}
		expect(inflateTiny(8, data, expected(content)).equals(content)).toBe(true);
	});
});

test('byte by byte', async () => {
	const content = rows(30_000);
	const data = deflateRawSync(content, { level: 9 });
	expect((await decoded(ways.windows.decoder(), data, expected(content), 1)).equals(content)).toBe(true);
});

/** The bytes, or that it was refused. */
async function outcome(work: () => Promise<Buffer>): Promise<string> {
	try {
		return (await work()).toString('latin1');
	} catch {
		return 'refused';
	}
}

test('what is damaged is refused by both, or comes out of both alike', async () => {
	const contents = CONTENTS.slice(1).map(([, content]) => content.subarray(0, 5000));
	const cases = fc.record({
		content: fc.constantFrom(...contents),
		options: fc.constantFrom(...OPTIONS),
		at: fc.double({ min: 0, max: 1, noNaN: true }),
		bit: fc.integer({ min: 0, max: 7 }),
		cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: 1, freq: 4 }),
	});
	const counts = { right: 0, refused: 0 };
	await fc.assert(
		fc.asyncProperty(cases, async ({ content, options, at, bit, cut }) => {
			const packed = deflateRawSync(content, options);
			packed[Math.floor(at * (packed.length - 1))] ^= 1 << bit;
			const data = packed.subarray(0, Math.ceil(cut * packed.length));
			// Against what zlib makes of it, so that a change that it takes isn't hidden behind a CRC that no longer fits.
			let native: Buffer | null = null;
			try {
				const { buffer, engine: used } = inflateRawSync(data, {
					info: true,
					maxOutputLength: 1e6,
				}) as unknown as {
					buffer: Buffer;
					engine: { bytesWritten: number };
				};
				native = used.bytesWritten === data.length ? buffer : null;
			} catch {
				native = null;
			}
			const wanted = expected(native ?? content);
			const right = native === null ? 'refused' : native.toString('latin1');
			counts[native === null ? 'refused' : 'right']++;
			for (const way of [ways.windows, ways.stream]) {
				expect(await outcome(async () => await way.whole(data, wanted))).toBe(right);
				expect(await outcome(async () => await decoded(way.decoder(), data, wanted, 700))).toBe(right);
			}
		}),
		{ numRuns: 400 },
	);
	expect(Math.min(counts.right, counts.refused)).toBeGreaterThan(20);
});

test.each([
	['too few bytes', -1, 0],
	['too many', 1, 0],
	['another CRC', 0, 1],
])('%s: refused by both', async (_, size, crc) => {
	const content = rows(300_000);
	const right = expected(content);
	const wrong = { size: right.size + size, crc: right.crc + crc };
	const data = deflateRawSync(content);
	for (const way of [ways.windows, ways.stream]) {
		await expect(way.whole(data, wrong)).rejects.toThrow();
		await expect(decoded(way.decoder(), data, wrong, 4096)).rejects.toThrow();
	}
	expect(() => inflateTiny(8, data, wrong)).toThrow(Error);
});

test('bytes behind the end of the data: refused by both, wherever they begin', async () => {
	const content = rows(3000);
	const data = Buffer.concat([deflateRawSync(content), Buffer.from('more behind')]);
	for (const way of [ways.windows, ways.stream]) {
		await expect(way.whole(data, expected(content))).rejects.toThrow();
		for (const step of [1, 7, 5000])
			await expect(decoded(way.decoder(), data, expected(content), step)).rejects.toThrow();
	}
});

test('inflations that take turns in the one memory stay themselves', () => {
	const contents = [
		rows(400_000),
		randomBytes(200_000),
		Buffer.alloc(700_000, 3),
		rows(900_000).subarray(17),
	];
	const files = contents.map((content) => ({
		content,
		data: deflateRawSync(content),
		inflation: new Inflation(engine(), false),
		used: 0,
		parts: [] as Buffer[],
		done: false,
	}));
	let room = 1;
	while (files.some(({ done }) => !done)) {
		for (const file of files.filter(({ done }) => !done)) {
			room = (room * 31) % 70_001; // from one byte upwards
			const window = file.inflation.window(file.data.subarray(file.used, file.used + 3 * room + 600), room);
			file.used += window.used;
			file.parts.push(Buffer.from(window.output));
			file.done = window.done;
			checksum(file.data); // comes in between, through the same memory
		}
	}
	for (const { content, inflation, parts } of files) {
		expect(Buffer.concat(parts).equals(content)).toBe(true);
		expect(inflation.crc).toBe(crcOf(content));
	}
});

test.each([0, 1, 4095, 4096, 4800, 9600, 14_399, 14_400, 14_416, 14_417, 131_072, 131_073, 400_001])(
	'the CRC of %d bytes',
	(length) => {
		const content = randomBytes(length);
		const before = crc32(rows(100));
		expect(checksum(content)).toBe(crc32(content));
		expect(checksum(content, before)).toBe(crc32(content, before));
	},
);

describe('what came against what was expected', () => {
	const GIB = 1024 ** 3;
	test.each<[string, Expected, string, string]>([
		[
			'a size that has run over',
			{ size: 4 * GIB + 5, crc: 7 },
			'A file of the archive has more than 4 GiB, and there are no ZIP64 records to say how many',
			'ARCHIVE_UNSUPPORTED',
		],
		[
			'a size that has run over twice',
			{ size: 8 * GIB + 5, crc: 7 },
			'A file of the archive has more than 4 GiB, and there are no ZIP64 records to say how many',
			'ARCHIVE_UNSUPPORTED',
		],
		[
			'one that seems to have, with another CRC-32',
			{ size: 4 * GIB + 5, crc: 8 },
			'"a" in the archive is damaged: its length is not the one it should have (4294967301 bytes instead of 5)',
			'ARCHIVE_DAMAGED',
		],
		[
			'another size',
			{ size: 4 * GIB + 6, crc: 7 },
			'"a" in the archive is damaged: its length is not the one it should have (4294967302 bytes instead of 5)',
			'ARCHIVE_DAMAGED',
		],
	])('%s', (_, came, message, code) => {
		let refused: unknown = null;
		try {
			check(came, { size: 5, crc: 7 });
		} catch (reason) {
			refused = asRefusal(reason, 'a');
		}
		expect(refused).toMatchObject({ message, code });
	});
});
