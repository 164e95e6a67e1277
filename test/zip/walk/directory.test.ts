/** The directory, record by record, and what must hold once it was read. */
import { Breath } from '../../../nodes/shared/zip/engine/eventLoopTurn';
import type { DirectoryRecord } from '../../../nodes/shared/zip/format/directoryRecord';
import { type DirectoryRead, readDirectory } from '../../../nodes/shared/zip/walk/directory/directory';
import {
	checkDirectoryEnd,
	checkTrailer,
	LONGEST_TRAILER,
	shiftOf,
} from '../../../nodes/shared/zip/walk/directory/directoryChecks';
import { buildZip, type ArchiveSpec } from '../support/buildZip';
import { cursorOf, inChunks, refusalOf } from './support';

const ENTRIES = [
	{ name: 'a.txt', data: 'hello' },
	{ name: 'longer/b.txt', data: '' },
];
/** What `buildZip` writes behind the entries, cut into its records. */
function recordsOf(
	archive: ArchiveSpec = {},
): Record<'first' | 'second' | 'zip64' | 'locator' | 'end', Buffer> {
	const bytes = buildZip(ENTRIES, archive);
	const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
	const first = bytes.indexOf('PK\x01\x02', 0, 'latin1');
	const second = bytes.indexOf('PK\x01\x02', first + 4, 'latin1');
	const zip64 = archive.zip64End ? end - 76 : end;
	return {
		first: bytes.subarray(first, second),
		second: bytes.subarray(second, zip64),
		zip64: bytes.subarray(zip64, archive.zip64End ? zip64 + 56 : zip64),
		locator: bytes.subarray(archive.zip64End ? end - 20 : end, end),
		end: bytes.subarray(end),
	};
}
const PLAIN = recordsOf();
const WIDE = recordsOf({ zip64End: true });
const START = 1000;

async function read(
	parts: Buffer[],
	chunk = 1000,
): Promise<{ read: DirectoryRead; names: string[]; at: number }> {
	const names: string[] = [];
	const cursor = cursorOf(inChunks(Buffer.concat(parts), chunk), START);
	const directory = await readDirectory(cursor, new Breath(), (record: DirectoryRecord) =>
		names.push(record.nameBytes.toString()),
	);
	return { read: directory, names, at: cursor.offset };
}

const signature = (length: number): Buffer =>
	Buffer.concat([Buffer.from('PK\x05\x05', 'latin1'), Buffer.from([length, 0]), Buffer.alloc(length, 9)]);
const longZip64 = (more: number): Buffer => {
	const bytes = Buffer.concat([WIDE.zip64, Buffer.alloc(more)]);
	bytes.writeUInt32LE(44 + more, 4);
	return bytes;
};

describe('read', () => {
	const [one, two] = [PLAIN.first.length, PLAIN.first.length + PLAIN.second.length];
	const zip64At = START + two;
	/** Where the locator of these archives says that the record is: they begin at 0. */
	const stated = WIDE.locator.readUInt32LE(8);
	test.each<[string, Buffer[], Partial<DirectoryRead>]>([
		['two files', [PLAIN.first, PLAIN.second, PLAIN.end], { recordEnds: [one, two], zip64: null }],
		['none', [PLAIN.end], { recordEnds: [], recordsEnd: START, zip64: null }],
		[
			'a signature behind them',
			[PLAIN.first, PLAIN.second, signature(7), PLAIN.end],
			{ recordEnds: [one, two], recordsEnd: START + two + 13 },
		],
		[
			'an empty signature',
			[PLAIN.first, PLAIN.second, signature(0), PLAIN.end],
			{ recordsEnd: START + two + 6 },
		],
		[
			'ZIP64',
			[WIDE.first, WIDE.second, WIDE.zip64, WIDE.locator, WIDE.end],
			{ recordEnds: [one, two], recordsEnd: zip64At, zip64: { at: zip64At, stated } },
		],
		[
			'a long ZIP64 end record',
			[WIDE.first, WIDE.second, longZip64(100), WIDE.locator, WIDE.end],
			{ zip64: { at: zip64At, stated } },
		],
		[
			'the longest',
			[WIDE.first, WIDE.second, longZip64(64 * 1024 - 56), WIDE.locator, WIDE.end],
			{ zip64: { at: zip64At, stated } },
		],
	])('%s', async (name, parts, expected) => {
		for (const chunk of name === 'the longest' ? [1000] : [1, 7, 46, 1000]) {
			const { read: directory, names, at } = await read([...parts, Buffer.from('behind')], chunk);
			expect(directory).toMatchObject({ start: START, ...expected });
			expect(directory.end.count).toBe(name === 'none' ? 2 : names.length);
			expect(names).toEqual(name === 'none' ? [] : ['a.txt', 'longer/b.txt']);
			expect(at).toBe(START + Buffer.concat(parts).length);
		}
	});
});

describe('refused', () => {
	const DAMAGED = 'The archive contradicts itself: its central directory is damaged';
	const CUT = 'The archive stops too early: inside its central directory';
	const all = Buffer.concat([WIDE.first, WIDE.second, WIDE.zip64, WIDE.locator, WIDE.end]);
	test.each<[string, Buffer[], string, string]>([
		['a local header', [PLAIN.first, Buffer.from('PK\x03\x04', 'latin1')], DAMAGED, 'ARCHIVE_DAMAGED'],
		['other bytes', [Buffer.alloc(100)], DAMAGED, 'ARCHIVE_DAMAGED'],
		[
			'a file behind the end record of ZIP64',
			[WIDE.first, WIDE.zip64, WIDE.second],
			DAMAGED,
			'ARCHIVE_DAMAGED',
		],
		['two such end records', [WIDE.first, WIDE.zip64, WIDE.zip64], DAMAGED, 'ARCHIVE_DAMAGED'],
		['one that is too long', [longZip64(64 * 1024 - 55)], DAMAGED, 'ARCHIVE_DAMAGED'],
		[
			'one that is too short',
			[
				Buffer.concat([WIDE.zip64.subarray(0, 4), Buffer.from([43, 0, 0, 0]), WIDE.zip64.subarray(8)]),
				WIDE.locator,
				WIDE.end,
			],
			DAMAGED,
			'ARCHIVE_DAMAGED',
		],
		[
			'a locator without its record',
			[WIDE.first, WIDE.locator],
			'The archive contradicts itself: there is no ZIP64 end record where its locator says',
			'ARCHIVE_DAMAGED',
		],
		[
			'the record without a locator',
			[WIDE.first, WIDE.zip64, WIDE.end],
			'The archive contradicts itself: its ZIP64 end record has no locator',
			'ARCHIVE_DAMAGED',
		],
		[
			'an encrypted directory',
			[Buffer.from('PK\x06\x08', 'latin1'), Buffer.alloc(100)],
			'The list of files in the archive is encrypted',
			'ARCHIVE_UNSUPPORTED',
		],
		['nothing', [], CUT, 'ARCHIVE_CUT_SHORT'],
	])('%s', async (_, parts, message, code) => {
		expect(await refusalOf(async () => await read(parts))).toMatchObject({ message, code });
	});

	test('cut at every byte', async () => {
		for (let cut = 0; cut < all.length; cut++) {
			const refused = await refusalOf(async () => await read([all.subarray(0, cut)]));
			expect([cut, refused?.message]).toEqual([cut, CUT]);
		}
	});
});

describe('where it is', () => {
	const { end } = { end: { count: 0, size: 0, commentLength: 0, needsZip64: false, isSplit: false } };
	test.each([
		[100, 100, 0],
		[100, 70, 30],
		[100, 0, 100],
	])('at %i, stated as %i', (start, offset, shift) => {
		expect(shiftOf(start, { ...end, offset })).toBe(shift);
	});

	test('stated behind itself', async () => {
		const refused = await refusalOf(() => shiftOf(100, { ...end, offset: 101 }));
		expect(refused?.message).toBe(
			'The archive contradicts itself: its directory starts at byte 100 and its end record says 101',
		);
	});
});

describe('the whole directory', () => {
	interface Case {
		count: number;
		counted: number;
		size?: number;
		zip64?: DirectoryRead['zip64'];
		shift?: number;
	}
	/** Records of 50 bytes each, from byte 1000 on. */
	async function check({ count, counted, size, zip64 = null, shift = 0 }: Case) {
		const warnings: string[] = [];
		const recordEnds = Array.from({ length: count }, (_, index) => 50 * (index + 1));
		const end = {
			count: counted,
			size: size ?? 50 * count,
			offset: START - shift,
			commentLength: 0,
			needsZip64: false,
			isSplit: false,
		};
		const refused = await refusalOf(() =>
			checkDirectoryEnd(
				{ start: START, recordsEnd: START + 50 * count, recordEnds, end, zip64 },
				shift,
				(text) => warnings.push(text),
			),
		);
		return { refused: refused?.message.replace('The archive contradicts itself: ', '') ?? null, warnings };
	}

	const COUNT = (count: number, stated: number): string =>
		`its directory holds ${count} entries and its end record counts ${stated}`;
	const LOCATOR = 'there is no ZIP64 end record where its locator says';
	const LEAVES_OUT = "its directory's stated length leaves out some of its entries";
	const wide = { at: 1100, stated: 1100 };
	test.each<[string, Case, string | null, string[]]>([
		['all fits', { count: 2, counted: 2 }, null, []],
		['none', { count: 0, counted: 0 }, null, []],
		['one less', { count: 2, counted: 1 }, COUNT(2, 1), []],
		['one more', { count: 2, counted: 3 }, COUNT(2, 3), []],
		['65,536 in 16 bits', { count: 65_536, counted: 0 }, null, []],
		['65,540 in 16 bits', { count: 65_540, counted: 4 }, null, []],
		['65,540 in other 16 bits', { count: 65_540, counted: 5 }, COUNT(65_540, 5), []],
		['65,535 are no reason to run over', { count: 65_535, counted: 0 }, COUNT(65_535, 0), []],
		['ZIP64 never runs over', { count: 65_540, counted: 4, zip64: wide }, COUNT(65_540, 4), []],
		['ZIP64', { count: 2, counted: 2, zip64: wide }, null, []],
		[
			'ZIP64 behind other bytes',
			{ count: 2, counted: 2, zip64: { at: 1100, stated: 1090 }, shift: 10 },
			null,
			[],
		],
		['ZIP64 elsewhere', { count: 2, counted: 2, zip64: { at: 1100, stated: 1090 } }, LOCATOR, []],
		['ZIP64 before the shift', { count: 2, counted: 2, zip64: wide, shift: 10 }, LOCATOR, []],
		['a length of nothing', { count: 2, counted: 2, size: 0 }, LEAVES_OUT, []],
		['a length up to a file', { count: 2, counted: 2, size: 50 }, LEAVES_OUT, []],
		[
			'a length that ends in a file',
			{ count: 2, counted: 2, size: 51 },
			null,
			["The archive's directory is 100 bytes long and says 51"],
		],
		[
			'a length beyond it',
			{ count: 2, counted: 2, size: 101 },
			null,
			["The archive's directory is 100 bytes long and says 101"],
		],
	])('%s', async (_, given, refused, warnings) => {
		expect(await check(given)).toEqual({ refused, warnings });
	});
});

describe('behind the end record', () => {
	async function trailer(chunks: Array<Buffer | string>, commentLength: number) {
		const warnings: string[] = [];
		const refused = await refusalOf(
			async () => await checkTrailer(cursorOf(chunks), commentLength, (text) => warnings.push(text)),
		);
		return { refused: refused?.message ?? null, code: refused?.code ?? null, warnings };
	}
	const FINE = { refused: null, code: null, warnings: [] };
	const AGAIN = {
		refused:
			'The archive contradicts itself: it goes on behind its end record, so that it can be read as two different archives',
		code: 'ARCHIVE_DAMAGED',
		warnings: [],
	};

	test.each<[string, string, number, object]>([
		['nothing', '', 0, FINE],
		['its comment', 'abcd', 4, FINE],
		['a comment like an archive', 'PK\x07\x08PKPK', 8, FINE],
		['a byte more', 'abcde', 4, { ...FINE, warnings: ['1 bytes behind the archive were passed over'] }],
		[
			'a byte less',
			'abc',
			4,
			{ ...FINE, refused: 'The archive stops too early: inside its comment', code: 'ARCHIVE_CUT_SHORT' },
		],
		['a local header', 'abPK\x03\x04', 2, AGAIN],
		['a record of a directory', 'abPK\x01\x02', 2, AGAIN],
		['an end record', 'abPK\x05\x06', 2, AGAIN],
		['an end record of ZIP64', 'abPK\x06\x06c', 2, AGAIN],
		['one in its comment', 'abPK\x06\x06c', 7, AGAIN],
	])('%s', async (_, text, commentLength, expected) => {
		for (const chunk of [1, 2, 3, 4, 5, 100])
			expect(await trailer(inChunks(Buffer.from(text, 'latin1'), chunk), commentLength)).toEqual(expected);
	});

	test('up to a mebibyte of it is passed over', async () => {
		const chunks = inChunks(Buffer.alloc(LONGEST_TRAILER + 2, 1), 64 * 1024);
		expect(LONGEST_TRAILER).toBe(1024 * 1024);
		expect(await trailer(chunks, 2)).toEqual({
			...FINE,
			warnings: [`${LONGEST_TRAILER} bytes behind the archive were passed over`],
		});
		for (const more of [['x'], ['x'.repeat(1000), 'x'], ['x'.repeat(70_000)]]) {
			const refused = await refusalOf(
				async () => await checkTrailer(cursorOf([...chunks, ...more]), 2, () => {}),
			);
			expect(refused).toMatchObject({
				message: 'The archive is followed by more than 1 MiB of other data',
				description: 'Have the service send the archive alone.',
				code: 'ARCHIVE_UNSUPPORTED',
			});
		}
	});
});
