/** Where an entry's data end: after so many bytes, or where something behind them says so, however the chunks are cut. */
import type { EntryHeader } from '../../../nodes/shared/zip/format/localHeader';
import { DescribedData, SizedData, type EntryData } from '../../../nodes/shared/zip/walk/entryData';
import type { Cursor } from '../../../nodes/shared/zip/walk/cursor';
import { cursorOf, inChunks, refusalOf } from './support';

const LOCAL = Buffer.from('PK\x03\x04', 'latin1');
const RECORD = Buffer.from('PK\x01\x02', 'latin1');
const PKXX = Buffer.from('PKxx');
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
		[
			'one that counts rightly, and no record behind it',
			Buffer.concat([Buffer.from('abc'), descriptor(3), PKXX]),
		],
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

describe('two windows', () => {
	const filled = (length: number, at: number, text: string): Buffer => {
		const bytes = Buffer.alloc(length, 1);
		bytes.write(text, at < 0 ? length + at : at, 'latin1');
		return bytes;
	};
	const ZEROS = Buffer.alloc(5000, 1);

	/** The lengths of what is handed on while windows come, and how often any were joined. */
	async function handedOn(windows: Buffer[]): Promise<{ lengths: number[][]; joined: number }> {
		const data = described(cursorOf(windows));
		const concat = jest.spyOn(Buffer, 'concat');
		const lengths: number[][] = [];
		while (lengths.length < windows.length)
			lengths.push(((await data.next()) ?? []).map(({ length }) => length));
		const { length: joined } = concat.mock.calls;
		concat.mockRestore();
		return { lengths, joined };
	}

	test.each<[string, Buffer, Buffer, number]>([
		['nothing begins in the first', ZEROS, ZEROS, 0],
		['the last byte may begin a record', filled(5000, -1, 'P'), ZEROS, 1],
		['the last but one may', filled(5000, -2, 'PK'), ZEROS, 1],
		['the one before that may', filled(5000, -3, 'PK\x01'), ZEROS, 1],
		['a whole mark is not cut', filled(5000, -4, 'PK\x01\x02'), ZEROS, 0],
		['a record may begin at once in the second', ZEROS, filled(5000, 0, 'PK'), 1],
		['behind as many bytes as a descriptor has but one', ZEROS, filled(5000, 23, 'PK'), 1],
		['behind as many bytes', ZEROS, filled(5000, 24, 'PK'), 0],
		['only its first letter is there', ZEROS, filled(5000, 5, 'P'), 0],
		['only its second is', ZEROS, filled(5000, 5, 'K'), 0],
		['it begins in the first of all', filled(5000, 5, 'PK'), ZEROS, 0],
		['the second is as short as an end', ZEROS, Buffer.alloc(28, 1), 1],
		['the second is longer', ZEROS, Buffer.alloc(29, 1), 0],
	])(
		'are joined where their seam may hold the end, and handed on uncut: %s',
		async (_, first, second, joined) => {
			const isShort = second.length <= 28;
			expect(await handedOn([first, second])).toEqual({ lengths: [[0], [isShort ? 4972 : 5000]], joined });
		},
	);

	test('are handed on as they came', async () => {
		const behind = Buffer.concat([DESCRIPTORS.signed(15_100), LOCAL]);
		const windows = [ZEROS, ZEROS, ZEROS, Buffer.concat([Buffer.alloc(100, 4), behind])];
		const { lengths } = await handedOn(windows);
		expect(lengths).toEqual([[0], [5000], [5000], [5000, 100]]);
	});

	test('are waited for only when nothing is there', async () => {
		const cursor = cursorOf([ZEROS, ZEROS]);
		await cursor.need(1);
		const need = jest.spyOn(cursor, 'need');
		const data = described(cursor);
		await data.next();
		expect(need).not.toHaveBeenCalled();
		await data.next();
		expect(need).toHaveBeenCalledTimes(1);
	});
});
