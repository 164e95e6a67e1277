/** One file of the archive as the user sees it: out of a header, with a safe name, and with what stands in its way. */
import { nameDecoder } from '../../../nodes/shared/zip/format/entryName';
import type { DirectoryRecord } from '../../../nodes/shared/zip/format/directoryRecord';
import type { EntryHeader } from '../../../nodes/shared/zip/format/localHeader';
import { ArchiveRefused } from '../../../nodes/shared/zip/format/refused';
import {
	type ArchiveEntry,
	EntryMaker,
	hex8,
	warnOfSpecialFile,
} from '../../../nodes/shared/zip/rules/entry';
import { extraField } from '../support/buildZip';

const header = (name: string | Buffer, facts: Partial<EntryHeader> = {}): EntryHeader => ({
	flags: 0,
	method: 8,
	dosTime: (13 << 11) | (37 << 5) | 21,
	dosDate: ((2024 - 1980) << 9) | (2 << 5) | 29,
	crc: 0xabc,
	compressedSize: 3,
	size: 5,
	nameBytes: Buffer.from(name),
	extra: [],
	...facts,
});
const maker = (renameUnsafe = false): EntryMaker => new EntryMaker(nameDecoder(), renameUnsafe);
const made = (one: EntryHeader, renameUnsafe = false): ArchiveEntry =>
	maker(renameUnsafe).make(one, maker().pathOf(one));

test('every fact of a plain file', () => {
	expect(made(header('x/CON.txt'))).toEqual({
		path: 'x/CON.txt',
		name: '_CON.txt',
		folder: 'x',
		size: 5,
		compressedSize: 3,
		modifiedAt: '2024-02-29T13:37:42',
		crc32: '00000abc',
		method: 8,
		encrypted: false,
		readable: true,
		unreadableBecause: null,
		warnings: [],
	});
});

test('a time in an extra field is the better one', () => {
	const time = Buffer.from([1, 0, 0, 0, 0]);
	time.writeInt32LE(1_700_000_000, 1);
	const field = extraField(0x5455, time);
	const extra = [{ id: field.readUInt16LE(0), data: field.subarray(4) }];
	expect(made(header('a', { extra })).modifiedAt).toBe('2023-11-14T22:13:20.000Z');
});

describe('a time that is none', () => {
	const day = (year: number, month: number, date: number): number =>
		((year - 1980) << 9) | (month << 5) | date;
	test.each<[number, number, number, string | null]>([
		[2024, 2, 29, '2024-02-29'],
		[2023, 2, 29, null],
		[2023, 2, 31, null],
		[2023, 4, 31, null],
		[2023, 4, 30, '2023-04-30'],
		[2023, 12, 31, '2023-12-31'],
		[2023, 12, 0, null],
		[2023, 0, 1, null],
		[2023, 13, 1, null],
	])('of DOS: %i-%i-%i', (year, month, date, expected) => {
		const { modifiedAt } = made(header('a', { dosDate: day(year, month, date), dosTime: 0 }));
		expect(modifiedAt).toBe(expected === null ? null : `${expected}T00:00:00`);
	});

	test.each<[string, bigint, string]>([
		['a real one', 132_000_000_000_000_000n, '2019-04-17T18:40:00.000Z'],
		['none was set', 0n, '2024-02-29T13:37:42'],
		['the year 10000', 2_650_467_744_000_000_000n, '2024-02-29T13:37:42'],
		['as late as can be', 2n ** 64n - 1n, '2024-02-29T13:37:42'],
	])('of Windows: %s', (_, steps, expected) => {
		const data = Buffer.alloc(32);
		data.writeUInt16LE(1, 4);
		data.writeUInt16LE(24, 6);
		data.writeBigUInt64LE(steps, 8);
		expect(made(header('a', { extra: [{ id: 0x000a, data }] })).modifiedAt).toBe(expected);
	});
});

describe('what can be read', () => {
	test.each<[Partial<EntryHeader>, string | null, boolean]>([
		[{ method: 0 }, null, false],
		[{ method: 8 }, null, false],
		[{ method: 9 }, null, false],
		[{ flags: 0x1 }, 'it is encrypted', true],
		[{ flags: 0x40 }, 'it is encrypted', true],
		[{ flags: 0x2000 }, 'it is encrypted', true],
		[{ flags: 0x808 }, null, false],
		[{ method: 99 }, 'it is encrypted', true],
		[{ method: 12, flags: 1 }, 'it is encrypted', true],
		[{ method: 1 }, 'its compression method 1 (shrunk) is not supported', false],
		[{ method: 6 }, 'its compression method 6 (imploded) is not supported', false],
		[{ method: 12 }, 'its compression method 12 (bzip2) is not supported', false],
		[{ method: 14 }, 'its compression method 14 (LZMA) is not supported', false],
		[{ method: 93 }, 'its compression method 93 (Zstandard) is not supported', false],
		[{ method: 95 }, 'its compression method 95 (xz) is not supported', false],
		[{ method: 98 }, 'its compression method 98 (PPMd) is not supported', false],
		[{ method: 10 }, 'its compression method 10 is not supported', false],
	])('%j', (facts, unreadableBecause, encrypted) => {
		const readable = unreadableBecause === null;
		expect(made(header('a.txt', facts))).toMatchObject({ unreadableBecause, encrypted, readable });
	});
});

describe('names', () => {
	const SAFE = (given: string): string => `The archive calls this file "${given}": its name was made safe`;
	test.each<[string, string, string[]]>([
		['x\\a.txt', 'x/a.txt', [SAFE('x\\a.txt')]],
		['a\u0007.txt', 'a_.txt', [SAFE('a_.txt')]],
		['x/a.txt', 'x/a.txt', []],
		['x/', 'x', []],
	])('%j is no danger', (name, path, warnings) => {
		for (const renameUnsafe of [false, true])
			expect(made(header(name), renameUnsafe)).toMatchObject({ path, warnings, readable: true });
	});

	test('one that leads out of its folder is refused, or made safe where that is asked for', () => {
		expect(made(header('../a.txt'))).toMatchObject({
			path: 'a.txt',
			readable: false,
			unreadableBecause: 'its name is not safe: it climbs out of its folder with ".."',
			warnings: [SAFE('../a.txt')],
		});
		expect(made(header('../a.txt'), true)).toMatchObject({
			path: 'a.txt',
			readable: true,
			unreadableBecause: null,
			warnings: [SAFE('../a.txt')],
		});
	});

	test('what is encrypted is told first: renaming would not help', () => {
		expect(made(header('../a.txt', { flags: 1 })).unreadableBecause).toBe('it is encrypted');
	});

	test('a second file of one name has another path, file name and folder, and says so', () => {
		const one = header('x/a.txt');
		expect(maker().make(one, maker().pathOf(one), 'x/a (2).txt')).toMatchObject({
			path: 'x/a (2).txt',
			name: 'a (2).txt',
			folder: 'x',
			warnings: ['The archive holds more than one file called "x/a.txt"'],
		});
	});

	test('the decoder is told of flags and fields', () => {
		const seen: unknown[][] = [];
		const decode = (...given: [Buffer, number, EntryHeader['extra']]): string => {
			seen.push(given);
			return 'x\\a';
		};
		const one = header('n', { flags: 0x800, extra: [{ id: 7, data: Buffer.alloc(1) }] });
		const own = new EntryMaker(decode, false);
		own.make(one, own.pathOf(one));
		own.metPathOf(one);
		for (const given of seen) expect(given).toEqual([one.nameBytes, one.flags, one.extra]);
		expect(seen).toHaveLength(3);
	});
});

describe('the entry as the directory tells it', () => {
	const record = (name: string, facts: Partial<DirectoryRecord> = {}): DirectoryRecord =>
		({ ...header(name), madeBy: 0, externalAttributes: 0, offset: 0, ...facts }) as DirectoryRecord;
	/** Made at its own place, where sizes stand behind the data. */
	const met = (name: string, more: Partial<ArchiveEntry> = {}): ArchiveEntry => ({
		...made(header(name, { crc: 0, size: 0, compressedSize: 0, method: 0, dosTime: 0 })),
		...more,
	});
	const settle = (one: DirectoryRecord, before: ArchiveEntry | null, own?: string, rename = false) => {
		const safe = maker().pathOf(one);
		return maker(rename).settle(one, safe, own ?? safe.path, before);
	};

	test('is the one that was met, brought up to date', () => {
		const before = met('x/a.txt');
		const one = record('x/a.txt', { crc: 0xfff, size: 7, compressedSize: 4, method: 9 });
		const expected = made(header('x/a.txt', { crc: 0xfff, size: 7, compressedSize: 4, method: 9 }));
		const after = settle(one, before);
		expect(after).toBe(before);
		expect(after).toEqual(expected);
		expect(after).toMatchObject({ crc32: '00000fff', modifiedAt: '2024-02-29T13:37:42', method: 9 });
	});

	test('texts that say the same already stay', () => {
		const before = made(header('a.txt'));
		expect(settle(record('a.txt'), before)).toBe(before);
		expect(before).toEqual(made(header('a.txt')));
	});

	test('knows of no time where the directory has none', () => {
		expect(settle(record('a.txt', { dosDate: 0 }), made(header('a.txt'))).modifiedAt).toBeNull();
	});

	const refused = (why: string) => ({ readable: false, unreadableBecause: why });
	test.each<[string, DirectoryRecord, ArchiveEntry | null, string | undefined, Partial<ArchiveEntry>]>([
		['nothing was met', record('a.txt'), null, undefined, { path: 'a.txt', size: 5, warnings: [] }],
		[
			'it was met by another name',
			record('a.txt'),
			met('b.txt'),
			undefined,
			{ path: 'a.txt', name: 'a.txt' },
		],
		[
			'its name was made safe',
			record('x\\a.txt'),
			met('x/a.txt'),
			undefined,
			{ path: 'x/a.txt', warnings: ['The archive calls this file "x\\a.txt": its name was made safe'] },
		],
		[
			'its name is a danger',
			record('../a.txt'),
			met('a.txt'),
			undefined,
			refused('its name is not safe: it climbs out of its folder with ".."'),
		],
		[
			'another has its name',
			record('a.txt'),
			met('a.txt'),
			'a (2).txt',
			{ path: 'a (2).txt', warnings: ['The archive holds more than one file called "a.txt"'] },
		],
		[
			'another has its name, and it was met by that of its own',
			record('a.txt'),
			met('a (2).txt'),
			'a (2).txt',
			{ path: 'a (2).txt', warnings: ['The archive holds more than one file called "a.txt"'] },
		],
		[
			'something was said of it',
			record('a.txt'),
			met('a.txt', { warnings: ['w'] }),
			undefined,
			{ warnings: [] },
		],
		['it is encrypted', record('a.txt', { flags: 1 }), met('a.txt'), undefined, refused('it is encrypted')],
		[
			'nobody can read it',
			record('a.txt', { method: 14 }),
			met('a.txt'),
			undefined,
			refused('its compression method 14 (LZMA) is not supported'),
		],
	])('is made anew where %s', (_, one, before, own, expected) => {
		const copy = before && structuredClone(before);
		const after = settle(one, before, own);
		expect(after).not.toBe(before);
		expect(before).toEqual(copy);
		expect(after).toMatchObject({ size: 5, compressedSize: 3, crc32: '00000abc', ...expected });
	});
});

describe('names that are too long', () => {
	const codeOf = (work: () => unknown): string | undefined => {
		try {
			work();
		} catch (reason) {
			return (reason as ArchiveRefused).code;
		}
		return undefined;
	};

	test.each([
		['by bytes', Buffer.alloc(4096, 'a'), undefined],
		['by bytes', Buffer.alloc(4097, 'a'), 'LIMIT_EXCEEDED'],
		// 2,049 characters of two bytes: the bytes count.
		['by bytes of UTF-8', Buffer.from('é'.repeat(2049)), 'LIMIT_EXCEEDED'],
	])('listed, %s: %#', (_, name, code) => {
		expect(codeOf(() => maker().pathOf(header(name)))).toBe(code);
	});

	test('listed, by what is decoded: another name may stand in a field', () => {
		const decode = (): string => 'a'.repeat(4097);
		expect(codeOf(() => new EntryMaker(decode, false).pathOf(header('a')))).toBe('LIMIT_EXCEEDED');
	});

	test('at its own place it is cut, whether its bytes are too many or what they are decoded to', () => {
		expect(maker().metPathOf(header('a'.repeat(5000))).path).toBe('a'.repeat(4096));
		const seen: number[] = [];
		const decode = (bytes: Buffer): string => {
			seen.push(bytes.length);
			return 'b'.repeat(5000);
		};
		expect(new EntryMaker(decode, false).metPathOf(header('a'.repeat(5000))).path).toBe('b'.repeat(4096));
		expect(seen).toEqual([4096]);
	});
});

test.each([
	[0, '00000000'],
	[0xff, '000000ff'],
	[0x3610a686, '3610a686'],
])('%i in eight digits', (crc, text) => {
	expect(hex8(crc)).toBe(text);
});

describe('what is more than a file', () => {
	const LINK = 'This is a symbolic link: its content is the path that it points to';
	const DEVICE = 'This is a device or another special file: only its content was taken';
	test.each([
		['a link of Unix', 3, 0xa1ff0000, [LINK]],
		['a link of macOS', 19, 0xa1ff0000, [LINK]],
		['what DOS means by the same bits', 0, 0xa1ff0000, []],
		['a regular file', 3, 0x81a40000, []],
		['a folder', 3, 0x41ed0000, []],
		['no type at all', 3, 0x01ed0000, []],
		['a pipe', 3, 0x11a40000, [DEVICE]],
		['a character device', 3, 0x21a40000, [DEVICE]],
		['a block device', 19, 0x61a40000, [DEVICE]],
		['a socket', 3, 0xc1a40000, [DEVICE]],
	])('%s', (_, madeBy, externalAttributes, warnings) => {
		const entry = made(header('a'));
		warnOfSpecialFile({ ...header('a'), madeBy, externalAttributes } as DirectoryRecord, entry);
		expect(entry.warnings).toEqual(warnings);
	});
});
