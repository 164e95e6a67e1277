/** Where an entry's data end: after so many bytes, or where something behind them says so, however the chunks are cut. */
import type { EntryHeader } from '../../../nodes/shared/zip/format/localHeader';
import { DescribedData, SizedData, type EntryData } from '../../../nodes/shared/zip/walk/entryData';
import type { Cursor } from '../../../nodes/shared/zip/walk/cursor';
import { cursorOf, inChunks, refusalOf } from './support';

const LOCAL = Buffer.from('PK\x03\x04', 'latin1');
const RECORD = Buffer.from('PK\x01\x02', 'latin1');
const END = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

const numbers = (...values: Array<[number, 4 | 8]>): Buffer => {
	const parts = values.map(([value, width]) => {
		const bytes = Buffer.alloc(width);
		bytes.writeUInt32LE(value);
		return bytes;
	});
	return Buffer.concat(parts);
};
const SIGNATURE: [number, 4] = [0x08074b50, 4];
const DESCRIPTORS: Record<string, (length: number) => Buffer> = {
	signed: (length) => numbers(SIGNATURE, [7, 4], [length, 4], [99, 4]),
	signed64: (length) => numbers(SIGNATURE, [7, 4], [length, 8], [99, 8]),
	bare: (length) => numbers([7, 4], [length, 4], [99, 4]),
	bare64: (length) => numbers([7, 4], [length, 8], [99, 8]),
};

const HEADER: EntryHeader = {
	flags: 8,
	method: 0,
	dosTime: 0,
	dosDate: 0,
	crc: 0,
	compressedSize: 0,
	size: 0,
	nameBytes: Buffer.from('a'),
	extra: [],
};
const described = (cursor: Cursor, header: Partial<EntryHeader> = {}, isFolder = false): DescribedData =>
	new DescribedData(cursor, 'a', isFolder, { ...HEADER, ...header });

async function all(data: EntryData): Promise<Buffer> {
	const parts: Buffer[] = [];
	for (let pieces = await data.next(); pieces; pieces = await data.next())
		parts.push(...pieces.map((piece) => Buffer.from(piece)));
	return Buffer.concat(parts);
}

const CHUNKS = [1, 2, 3, 5, 13, 27, 28, 29, 30, 57, 64, 1000];

describe('a known number of bytes', () => {
	test.each([
		[0, ''],
		[3, 'abc'],
		[6, 'abcdef'],
	])('%i', async (size, bytes) => {
		for (const length of CHUNKS) {
			const cursor = cursorOf(inChunks(Buffer.from('abcdef'), length));
			const data = new SizedData(cursor, size, 'a');
			expect((await all(data)).toString()).toBe(bytes);
			expect([cursor.offset, await data.next(), data.descriptor]).toEqual([size, null, null]);
		}
	});

	test('more than there are', async () => {
		const refused = await refusalOf(async () => await all(new SizedData(cursorOf(['abc']), 4, 'x/a')));
		expect(refused).toMatchObject({
			message: 'The archive stops too early: inside "x/a"',
			code: 'ARCHIVE_CUT_SHORT',
		});
	});
});

describe.each(Object.entries(DESCRIPTORS))('a descriptor, %s', (_, descriptor) => {
	const layouts: Array<[string, Buffer]> = [
		['nothing', Buffer.alloc(0)],
		['one byte', Buffer.from('x')],
		['a hundred', Buffer.from(Array.from({ length: 100 }, (__, at) => at + 1))],
		['a P at the end', Buffer.from('abcPPKP')],
		['records that belong to it', Buffer.concat([LOCAL, Buffer.alloc(40), RECORD, END, Buffer.from('PK')])],
		['a descriptor that counts another length', Buffer.concat([Buffer.from('abc'), descriptor(2), LOCAL])],
		['one that counts one byte more', Buffer.concat([Buffer.from('abc'), descriptor(4), LOCAL])],
	];
	test.each(layouts)('behind %s', async (__, content) => {
		for (const next of [LOCAL, RECORD, END]) {
			const length = descriptor(content.length).length;
			const rest = Buffer.concat([next, Buffer.from('and what follows')]);
			for (const chunk of CHUNKS) {
				const cursor = cursorOf(inChunks(Buffer.concat([content, descriptor(content.length), rest]), chunk));
				const data = described(cursor);
				expect((await all(data)).equals(content)).toBe(true);
				expect(data.descriptor).toEqual({ crc: 7, compressedSize: content.length, size: 99, length });
				expect(await data.next()).toBeNull();
				expect(cursor.offset).toBe(content.length + length);
				await cursor.need(rest.length);
				expect(cursor.rest().equals(rest)).toBe(true);
			}
		}
	});
});

describe('no descriptor where one is announced', () => {
	const CONTENT = Buffer.from(`${'x'.repeat(60)}PK`);
	const SIZES = { crc: 5, compressedSize: CONTENT.length, size: 70 };
	const NOTHING = { crc: 0, compressedSize: 0, size: 0, length: 0 };
	const of = (content: Buffer | string, chunk: number): Cursor =>
		cursorOf(inChunks(Buffer.concat([Buffer.from(content), LOCAL, Buffer.alloc(30)]), chunk));

	test.each<[string, Buffer | string, Partial<EntryHeader>, boolean, object]>([
		['sizes in front', CONTENT, SIZES, false, { ...SIZES, length: 0 }],
		['a folder', '', {}, true, NOTHING],
		['a folder that says it has a size', '', { size: 4 }, true, NOTHING],
		['a deflated file of nothing', '', { method: 8 }, false, NOTHING],
	])('%s: read', async (_, content, header, isFolder, descriptor) => {
		for (const chunk of CHUNKS) {
			const cursor = of(content, chunk);
			const data = described(cursor, header, isFolder);
			expect((await all(data)).equals(Buffer.from(content))).toBe(true);
			expect(data.descriptor).toEqual(descriptor);
			expect(cursor.offset).toBe(content.length);
			await cursor.need(34);
			expect(cursor.rest().subarray(0, 4).equals(LOCAL)).toBe(true);
		}
	});

	test.each<[string, Buffer | string, Partial<EntryHeader>]>([
		['sizes in front, without a CRC-32', CONTENT, { ...SIZES, crc: 0 }],
		['sizes in front of one byte less', CONTENT, { ...SIZES, compressedSize: 61 }],
		['sizes in front of one byte more', CONTENT, { ...SIZES, compressedSize: 63 }],
		['a stored file of nothing', '', {}],
		['a deflated file that says it has a size', '', { method: 8, size: 4 }],
		['a stored file of nothing that says so with a CRC-32', '', { crc: 5 }],
	])('%s: it does not end there', async (_, content, header) => {
		for (const chunk of CHUNKS) {
			const refused = await refusalOf(async () => await all(described(of(content, chunk), header)));
			expect(refused).toMatchObject({
				message: 'The archive stops too early: inside "a"',
				code: 'ARCHIVE_CUT_SHORT',
			});
		}
	});
});

test('an archive that ends, with data that do not, needs its directory', async () => {
	const content = Buffer.concat([Buffer.from('abc'), RECORD, Buffer.alloc(50), END]);
	const refused = await refusalOf(async () => await all(described(cursorOf(inChunks(content, 7)))));
	expect(refused?.message).toBe(
		'Only the directory at the end of the archive knows how to go on: where "a" ends stands nowhere else',
	);
	expect(refused?.code).toBe('ARCHIVE_UNSUPPORTED');
});

test('windows are handed on as they came, and only the place where two meet is joined', async () => {
	const windows = [Buffer.alloc(5000, 1), Buffer.alloc(5000, 2), Buffer.alloc(5000, 3)];
	const behind = Buffer.concat([DESCRIPTORS.signed(15_000), LOCAL]);
	const data = described(cursorOf([...windows, Buffer.concat([Buffer.alloc(100, 4), behind])]));
	const lengths: number[][] = [];
	for (let pieces = await data.next(); pieces && lengths.length < 3; pieces = await data.next())
		lengths.push(pieces.map(({ length }) => length));
	expect(lengths).toEqual([[0], [5000], [5000]]);
});
