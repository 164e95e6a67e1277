/** The directory decides: what it lists, under which names, and what of the rest may be wrong without harm. */
import { ArchiveRefused, listArchive, unpackArchive, type ReadOptions } from '../../nodes/shared/zip';
import { buildZip, extraField, type EntrySpec } from './support/buildZip';
import { unpackByDirectory } from './support/byDirectory';
import { MemorySource } from './support/memorySource';
import { unpack } from './support/unpack';

const a: EntrySpec = { name: 'a.txt', data: 'hello' };
const b: EntrySpec = { name: 'b.csv', data: 'id;name\n'.repeat(50), deflate: true };
const unknownSizes = { localCrc: 0, localSize: 0, localCompressed: 0 };

type Outcome = { paths: string[]; data: string[] } | ArchiveRefused;

/** Unpacked and listed, forward and by the directory. */
async function fourWays(bytes: Buffer, options: ReadOptions = {}): Promise<Record<string, Outcome>> {
	const attempt = async (work: Promise<Outcome>): Promise<Outcome> =>
		await work.catch((reason: unknown) => {
			if (reason instanceof ArchiveRefused) return reason;
			throw reason;
		});
	const unpacked = async (ranges: boolean): Promise<Outcome> => {
		const source = new MemorySource(bytes, { ranges });
		const { files } = await unpack(source, options, ranges ? unpackByDirectory : unpackArchive);
		return { paths: files.map(({ path }) => path), data: files.map((file) => file.bytes.toString()) };
	};
	const listed = async (ranges: boolean): Promise<Outcome> => {
		const { entries } = await listArchive(new MemorySource(bytes, { ranges }), options);
		return { paths: entries.map(({ path }) => path), data: [] };
	};
	return {
		forward: await attempt(unpacked(false)),
		byDirectory: await attempt(unpacked(true)),
		listedForward: await attempt(listed(false)),
		listedByDirectory: await attempt(listed(true)),
	};
}

/** Sets a byte of the directory's record number `index`. */
function inDirectory(bytes: Buffer, index: number, at: number, value: number): Buffer {
	const copy = Buffer.from(bytes);
	let record = bytes.readUInt32LE(bytes.length - 6);
	for (let skipped = 0; skipped < index; skipped++)
		record += 46 + bytes.readUInt16LE(record + 28) + bytes.readUInt16LE(record + 30);
	copy[record + at] = value;
	return copy;
}

/** A field in the local header of a described entry, whose sizes are to be sought in it; the directory has its own. */
function inFront(extra: Buffer): Buffer {
	const IN_ZIP64 = 0xffff_ffff;
	return buildZip([
		{ ...b, extra, descriptor: 'signed', lie: { localSize: IN_ZIP64, localCompressed: IN_ZIP64 } },
		a,
	]);
}

test.each<[string, Buffer, ReadOptions, string[]]>([
	[
		'a file that was removed and added again',
		buildZip([{ ...a, data: 'old', unlisted: true }, b, a]),
		{},
		['b.csv', 'a.txt'],
	],
	['an encrypted file that was removed', buildZip([{ ...a, flags: 1, unlisted: true }, b]), {}, ['b.csv']],
	['a removed file with a bad flag', buildZip([{ ...a, flags: 0x2040, unlisted: true }, b]), {}, ['b.csv']],
	['a removed file of a bad method', buildZip([{ ...a, method: 99, unlisted: true }, b]), {}, ['b.csv']],
	['a removed file with a bad name', buildZip([{ ...a, name: '../a', unlisted: true }, b]), {}, ['b.csv']],
	[
		'a removed file with an endless name',
		buildZip([{ ...a, name: 'a'.repeat(9000), unlisted: true }, b]),
		{},
		['b.csv'],
	],
	[
		'a removed file that is damaged',
		buildZip([{ ...a, unlisted: true, lie: { localCrc: 1 } }, b]),
		{},
		['b.csv'],
	],
	[
		'a removed deflated file that is damaged',
		buildZip([{ ...b, name: 'c', unlisted: true, lie: { localCrc: 1 } }, a]),
		{},
		['a.txt'],
	],
	[
		'bit 3 with the sizes in front, and no descriptor',
		buildZip([
			{ ...a, flags: 8 },
			{ ...b, flags: 8 },
		]),
		{},
		['a.txt', 'b.csv'],
	],
	[
		'wrong sizes in front of a descriptor',
		buildZip([{ ...a, descriptor: 'signed', lie: { localSize: 7, localCompressed: 9, localCrc: 3 } }, b]),
		{},
		['a.txt', 'b.csv'],
	],
	[
		'an excluded file with another CRC-32 in the directory',
		buildZip([{ ...a, lie: { crc: 1 } }, b]),
		{ exclude: ['a.txt'] },
		['b.csv'],
	],
	[
		'an excluded file with two sizes',
		buildZip([{ ...a, lie: { size: 9 } }, b]),
		{ exclude: ['a.txt'] },
		['b.csv'],
	],
	[
		'an excluded file on another disk',
		inDirectory(buildZip([a, b]), 0, 34, 1),
		{ exclude: ['a.txt'] },
		['b.csv'],
	],
	[
		'an excluded file that is encrypted',
		buildZip([{ ...a, flags: 1 }, b]),
		{ exclude: ['a.txt'] },
		['b.csv'],
	],
	[
		'an excluded file at a wrong place',
		buildZip([{ ...a, lie: { offset: 3 } }, b]),
		{ exclude: ['a.txt'] },
		['b.csv'],
	],
	[
		'names are told apart whatever is asked for',
		buildZip([a, { ...a, data: 'x/' }, b]),
		{ include: ['a.*'] },
		['a.txt', 'a (2).txt'],
	],
	[
		'an empty file of no deflated bytes at all',
		buildZip([
			{ name: 'a', data: '', method: 8 },
			{ name: 'b', data: '', method: 8, descriptor: 'signed' },
			{ name: 'c', data: '', method: 8, flags: 8 },
			{ name: 'd', data: '', method: 9 },
		]),
		{},
		['a', 'b', 'c', 'd'],
	],
	[
		'a ZIP64 field that says nothing, in front of a descriptor',
		inFront(extraField(1, Buffer.alloc(0))),
		{},
		['b.csv', 'a.txt'],
	],
	[
		'a ZIP64 field with impossible sizes, in front of a descriptor',
		inFront(extraField(1, Buffer.alloc(16, 0xff))),
		{},
		['b.csv', 'a.txt'],
	],
	['a name that begins with a slash', buildZip([{ ...a, name: '/x/a.txt' }]), {}, ['x/a.txt']],
	['a letter and a colon', buildZip([{ ...a, name: 'Q: what.txt' }]), {}, ['Q: what.txt']],
	['a damaged extra field', buildZip([{ ...a, extra: Buffer.from([0x55, 0x54, 200, 0, 1]) }]), {}, ['a.txt']],
])('%s: read', async (_, bytes, options, paths) => {
	for (const outcome of Object.values(await fourWays(bytes, options))) {
		if (outcome instanceof ArchiveRefused) throw outcome;
		expect(outcome.paths).toEqual(paths);
	}
	const { forward, byDirectory } = await fourWays(bytes, options);
	expect(forward).toEqual(byDirectory);
});

const both = (says: RegExp): Record<string, RegExp> => ({ forward: says, byDirectory: says });
test.each<[string, Buffer, string, Record<string, RegExp>]>([
	[
		'the mark of strong encryption in the directory alone',
		inDirectory(buildZip([a]), 0, 8, 0x40),
		'ARCHIVE_UNSUPPORTED',
		both(/"a.txt" can't be unpacked: it is encrypted/),
	],
	[
		'masked headers in the directory alone',
		inDirectory(buildZip([a]), 0, 9, 0x20),
		'ARCHIVE_UNSUPPORTED',
		both(/it is encrypted/),
	],
	[
		'a file on another disk',
		inDirectory(buildZip([a]), 0, 34, 1),
		'ARCHIVE_UNSUPPORTED',
		both(/split archive/),
	],
	[
		'a name that is too long',
		buildZip([{ ...a, name: 'a'.repeat(4097) }]),
		'LIMIT_EXCEEDED',
		both(/a file whose name has 4097 bytes/),
	],
	[
		'a Unicode path that is too long',
		buildZip([
			{
				...a,
				name: '',
				extra: extraField(0x7075, Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.alloc(5000, 'a')])),
			},
		]),
		'LIMIT_EXCEEDED',
		both(/a file whose name has 5000 bytes/),
	],
	[
		'a descriptor that says something else',
		buildZip([{ ...a, descriptor: 'signed', lie: { crc: 1 } }]),
		'ARCHIVE_DAMAGED',
		both(/CRC-32/),
	],
	[
		'a last record that ends like a ZIP64 locator',
		buildZip([a, { ...b, extra: extraField(0x9999, Buffer.from('PK\x06\x07'.padEnd(20, '\0'), 'latin1')) }]),
		'ARCHIVE_DAMAGED',
		both(/there is no ZIP64 end record where its locator says/),
	],
	[
		'an encrypted directory',
		encryptedDirectory(),
		'ARCHIVE_UNSUPPORTED',
		both(/^The list of files in the archive is encrypted$/),
	],
	[
		'the first part of a split archive',
		Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), buildZip([a, b]).subarray(0, 70)]),
		'ARCHIVE_UNSUPPORTED',
		both(/^The archive is one part of a split archive$/),
	],
	[
		'a listed file that is damaged',
		buildZip([{ ...b, lie: { localCrc: 1, crc: 1 } }]),
		'ARCHIVE_DAMAGED',
		both(/"b.csv" in the archive is damaged/),
	],
	[
		'a Word document instead of the rest',
		buildZip([a, { name: 'b.docx', data: buildZip([b]) }, a]).subarray(0, 300),
		'ARCHIVE_CUT_SHORT',
		{ forward: /stops too early/ },
	],
])('%s: refused', async (_, bytes, code, says) => {
	const outcomes = await fourWays(bytes);
	for (const [way, words] of Object.entries(says)) {
		expect(outcomes[way]).toBeInstanceOf(ArchiveRefused);
		expect((outcomes[way] as ArchiveRefused).message).toMatch(words);
		expect((outcomes[way] as ArchiveRefused).code).toBe(code);
	}
});

/** As PKZIP writes it: the directory is no directory, and the ZIP64 end record (APPNOTE 7.3.4) says that it is encrypted. */
function encryptedDirectory(): Buffer {
	const plain = buildZip([a], { zip64End: true });
	const end = plain.lastIndexOf('PK\x06\x06', undefined, 'latin1');
	const directory = plain.indexOf('PK\x01\x02', 0, 'latin1');
	const record = Buffer.concat([plain.subarray(end, end + 56), Buffer.alloc(28)]);
	record.writeUInt32LE(84 - 12, 4);
	record.writeUInt16LE(62, 14);
	record.writeUInt32LE(7, 16); // what stands in a field that means the disk elsewhere
	const locator = Buffer.from(plain.subarray(end + 56));
	return Buffer.concat([
		plain.subarray(0, directory),
		Buffer.from('PK\x06\x08\x08\0\0\0', 'latin1'),
		Buffer.alloc(end - directory - 8, 0xa5),
		record,
		locator,
	]);
}

describe('what only the directory knows', () => {
	test.each<[string, EntrySpec[]]>([
		['an empty file with bit 3 and no descriptor', [a, { name: 'empty', data: '', flags: 8 }, b]],
		['sizes in the directory only', [{ ...a, flags: 8, lie: unknownSizes }, b]],
		[
			'a file that claims more in front than there is',
			[{ ...a, unlisted: true, lie: { localCompressed: 9999, localSize: 9999 } }, b],
		],
	])('%s: read with ranges, and told without', async (_, entries) => {
		for (const comment of ['', 'made by a service']) {
			const bytes = buildZip(entries, { comment });
			const { forward, byDirectory, listedByDirectory, listedForward } = await fourWays(bytes);
			const names = entries.filter(({ unlisted }) => !unlisted).map(({ name }) => name);
			expect(byDirectory).toMatchObject({ paths: names });
			expect(listedByDirectory).toMatchObject({ paths: names });
			for (const refused of [forward, listedForward])
				expect((refused as ArchiveRefused).message).toMatch(
					/^Only the directory at the end of the archive knows/,
				);
		}
	});

	test('an archive that is really cut is told as cut', async () => {
		const { forward } = await fourWays(buildZip([{ ...a, flags: 8, lie: unknownSizes }, b]).subarray(0, -30));
		expect((forward as ArchiveRefused).code).toBe('ARCHIVE_CUT_SHORT');
	});
});

test('an empty deflated file with bit 3 and no descriptor ends where the next begins', async () => {
	const empty: EntrySpec = { name: 'empty/', data: '', flags: 8, method: 8 };
	const { forward, byDirectory } = await fourWays(buildZip([empty, a]));
	expect(forward).toEqual(byDirectory);
	expect(forward).toMatchObject({ paths: ['a.txt'] });
});

test('no more warnings than anybody reads', async () => {
	const entries = Array.from({ length: 150 }, (_, at): EntrySpec => ({
		name: `${at}`,
		data: '',
		unlisted: true,
	}));
	const { report } = await unpack(new MemorySource(buildZip(entries)));
	expect(report.warnings).toHaveLength(101);
	expect(report.warnings[100]).toBe('50 more like these');
});

test('of an entry that is the same at its place, all that may differ is the directory’s: time, and nothing is told twice', async () => {
	// Byte 12 of a record is its DOS time: two seconds later.
	const bytes = inDirectory(buildZip([a, b]), 1, 12, 1);
	for (const [ranges, read] of [
		[false, unpackArchive],
		[true, unpackByDirectory],
	] as const) {
		const { files } = await unpack(new MemorySource(bytes, { ranges }), {}, read);
		expect(files.map(({ entry }) => [entry.path, entry.modifiedAt, entry.crc32, entry.warnings])).toEqual([
			['a.txt', '2025-01-01T00:00:00', '3610a686', []],
			['b.csv', '2025-01-01T00:00:02', expect.stringMatching(/^[0-9a-f]{8}$/), []],
		]);
	}
});
