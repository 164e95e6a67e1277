/** Archives that no writer would make, and what the reader says of each. */
import { ArchiveRefused, unpackArchive, type ReadOptions } from '../../nodes/shared/zip';
import { buildZip, extraField, type ArchiveSpec, type EntrySpec } from './support/buildZip';
import { unpackByDirectory } from './support/byDirectory';
import { MemorySource } from './support/memorySource';
import { unpack } from './support/unpack';

const rows = Buffer.from('id;name\n'.repeat(4000));
const a: EntrySpec = { name: 'a.txt', data: 'hello' };
const b: EntrySpec = { name: 'b.csv', data: rows, deflate: true };

/** Byte by byte, where that does not take seconds, and in the pieces that come from a server. */
const chunksFor = ({ length }: Buffer): number[] => [length > 20_000 ? 61 : 1, 64 * 1024];

interface Refused {
	says: RegExp;
	entries?: EntrySpec[];
	archive?: ArchiveSpec;
	bytes?: Buffer;
	options?: ReadOptions;
	/** Reading by the directory never looks at this, or says it in other words. */
	byDirectory?: RegExp | 'reads it';
}

const good = buildZip([a, b]);
const swap = (bytes: Buffer, at: number, value: number): Buffer => {
	const copy = Buffer.from(bytes);
	copy[at] = value;
	return copy;
};

const REFUSED: Refused[] = [
	{ says: /^It is no ZIP archive: it is empty/, bytes: Buffer.alloc(0) },
	{
		says: /^It is no ZIP archive: it is a web page$/,
		bytes: Buffer.from('<!DOCTYPE html><title>Sign in</title> to go on'),
	},
	{
		says: /^It is no ZIP archive: it is a JSON text$/,
		bytes: Buffer.from('{"message":"expired"}'),
	},
	{
		says: /^It is no ZIP archive: it is an XML text$/,
		bytes: Buffer.from('<?xml version="1.0"?><Code>AccessDenied</Code>'),
	},
	{
		says: /^It is no ZIP archive: it holds nothing/,
		bytes: Buffer.alloc(100_000, 1),
	},
	{ says: /stops too early: inside "b.csv"/, bytes: good.subarray(0, 100), byDirectory: /stops too early/ },
	{ says: /stops too early: inside its comment/, bytes: buildZip([a], { comment: 'four' }).subarray(0, -1) },
	{
		says: /"a.txt" in the archive is damaged: its content does not match its CRC-32/,
		bytes: swap(good, 35, 0x20),
	},
	{ says: /"b.csv" in the archive is damaged/, bytes: swap(good, 85, 0xff) },
	{
		says: /the CRC-32 of "a.txt" is \d+ at its place and 1 in the directory/,
		entries: [{ ...a, lie: { crc: 1 } }],
	},
	{ says: /the size of "b.csv" is 32000 at its place and 3 in/, entries: [{ ...b, lie: { size: 3 } }] },
	{
		says: /"b.csv" in the archive is damaged: its length/,
		entries: [{ ...b, lie: { size: 3, localSize: 3 } }],
	},
	{
		says: /lists "a.txt" at byte 1, where no entry starts/,
		entries: [{ ...a, lie: { offset: 1 } }, b],
	},
	{
		says: /"a.txt" shares bytes with another file/,
		entries: [{ ...a, lie: { offset: 7 } }, b],
	},
	{
		says: /"a.txt" shares bytes with another file/,
		entries: [a, { ...b, name: 'b.csv', lie: { offset: 0 } }],
	},
	{ says: /holds 2 entries and its end record counts 3/, entries: [a, b], archive: { lie: { count: 3 } } },
	{
		says: /stated length leaves out some/,
		entries: [a, b],
		archive: { lie: { size: 51 } },
		byDirectory: /leaves out some|not where/,
	},
	{ says: /one part of a split archive/, entries: [a], archive: { lie: { disk: 1 } } },
	{ says: /"a.txt" can't be unpacked: it is encrypted/, entries: [{ ...a, flags: 1 }] },
	{
		says: /"a.txt" can't be unpacked: its compression method 12 \(bzip2\) is not supported/,
		entries: [{ ...a, method: 12 }],
		byDirectory: /bzip2/,
	},
	{ says: /its name is not safe: it climbs out/, entries: [{ ...a, name: '../a.txt' }] },
	{ says: /its name is not safe: it starts at a server/, entries: [{ ...a, name: '\\\\host\\a.txt' }] },
	{ says: /its name is not safe: it starts at a drive/, entries: [{ ...a, name: 'C:\\a.txt' }] },
	{ says: /its name is not safe: it holds a NUL/, entries: [{ ...a, name: 'a.txt\0.exe' }] },
	{
		says: /goes on behind its end record/,
		entries: [a],
		archive: { trailer: good },
		byDirectory: /begins as one archive and ends as another/,
	},
	{ says: /holds more than 1 entries/, entries: [a, b], options: { limits: { files: 1 } } },
	{
		says: /unpacks to more than 100 bytes \(reached at "b.csv"\)/,
		entries: [a, b],
		options: { limits: { bytes: 100 } },
	},
	{ says: /no code page called "klingon"/, entries: [a], options: { codePage: 'klingon' } },
	{
		says: /Only the directory .* knows how to go on: where "a.txt" ends/,
		entries: [{ ...a, flags: 8, lie: { localCrc: 0, localSize: 0, localCompressed: 0 } }],
		byDirectory: 'reads it',
	},
	{
		says: /ZIP64 extra field does not include the size/,
		entries: [
			{ ...a, extra: extraField(1, Buffer.alloc(0)), lie: { size: 0xffffffff, compressed: 0xffffffff } },
		],
	},
];

describe('refused', () => {
	const named = REFUSED.map((one): [string, Refused] => [String(one.says), one]);
	test.each(named)('%s', async (_, { says, entries, archive, bytes, options, byDirectory }) => {
		const content = bytes ?? buildZip(entries ?? [], archive);
		for (const chunk of chunksFor(content)) {
			const forward = new MemorySource(content, { chunk });
			await expect(unpack(forward, options)).rejects.toThrow(says);
			expect(forward.openStreams).toBe(0);
			const ranged = new MemorySource(content, { chunk, ranges: true });
			const reading = unpack(ranged, options, unpackByDirectory);
			if (byDirectory === 'reads it') await reading;
			else await expect(reading).rejects.toThrow(byDirectory ?? says);
			expect(ranged.openStreams).toBe(0);
		}
	});

	test('every refusal says what to do', async () => {
		for (const { entries, archive, bytes, options } of REFUSED) {
			const content = bytes ?? buildZip(entries ?? [], archive);
			const refusal: unknown = await unpack(new MemorySource(content), options).catch(
				(reason: unknown) => reason,
			);
			expect(refusal).toBeInstanceOf(ArchiveRefused);
			expect((refusal as ArchiveRefused).description).toMatch(/^[A-Z].*\.$/);
		}
	});
});

interface Read {
	name: string;
	entries: EntrySpec[];
	archive?: ArchiveSpec;
	options?: ReadOptions;
	paths: string[];
	warns?: RegExp;
	entryWarns?: RegExp;
	byDirectory?: 'has no warnings';
}

const link = { madeBy: 3, attributes: 0xa1ff0000 };
const READ: Read[] = [
	{
		name: 'bytes in front, counted',
		entries: [a, b],
		archive: { prefix: Buffer.from('#!/bin/sh\n') },
		paths: ['a.txt', 'b.csv'],
	},
	{
		name: 'bytes in front, not counted',
		entries: [a, b],
		archive: { prefix: Buffer.from('#!/bin/sh\n'), offsetsCountPrefix: false },
		paths: ['a.txt', 'b.csv'],
	},
	{
		name: 'bytes behind',
		entries: [a],
		archive: { trailer: Buffer.from('junk') },
		paths: ['a.txt'],
		warns: /4 bytes behind/,
	},
	{
		name: 'many bytes behind, and files before them that are no less',
		entries: [a, { name: 'large', data: Buffer.alloc(100_000, 1) }],
		archive: { trailer: Buffer.alloc(70_000) },
		paths: ['a.txt', 'large'],
		warns: /70000 bytes behind/,
	},
	{ name: 'bytes between', entries: [a, { ...b, gap: Buffer.alloc(100, 1) }], paths: ['a.txt', 'b.csv'] },
	{
		name: 'not in the directory',
		entries: [a, { ...b, unlisted: true }],
		paths: ['a.txt'],
		warns: /not in its directory/,
		byDirectory: 'has no warnings',
	},
	{
		name: 'ZIP64 everywhere',
		entries: [
			{ ...a, zip64: true },
			{ ...b, zip64: true },
		],
		archive: { zip64End: true },
		paths: ['a.txt', 'b.csv'],
	},
	{
		name: 'two of one name',
		entries: [a, { ...a, data: 'other' }, { ...a, data: 'third' }],
		paths: ['a.txt', 'a (2).txt', 'a (3).txt'],
		entryWarns: /more than one file/,
	},
	{ name: 'no files', entries: [], paths: [] },
	{
		name: 'folders',
		entries: [
			{ name: 'x/', data: '' },
			{ name: 'y/', data: '', flags: 8 },
		],
		paths: [],
	},
	{
		name: 'another name in front',
		entries: [{ ...a, localName: 'z.txt' }],
		paths: ['a.txt'],
		entryWarns: /called "z.txt"/,
	},
	{ name: 'a link', entries: [{ ...a, ...link }], paths: ['a.txt'], entryWarns: /symbolic link/ },
	{
		name: 'control characters',
		entries: [{ ...a, name: 'a\u001b[31m\n.txt' }],
		paths: ['a_[31m_.txt'],
		entryWarns: /made safe/,
	},
	{ name: 'backslashes', entries: [{ ...a, name: 'x\\a.txt' }], paths: ['x/a.txt'], entryWarns: /made safe/ },
	{ name: 'dots and doubled slashes', entries: [{ ...a, name: './x//./a.txt' }], paths: ['x/a.txt'] },
	{
		name: 'unsafe, renamed',
		entries: [{ ...a, name: '/../C:/a.txt' }],
		options: { unsafeNames: 'rename' },
		paths: ['a.txt'],
	},
	{
		name: 'unreadable, skipped',
		entries: [{ ...a, flags: 1 }, b],
		options: { unreadable: 'skip' },
		paths: ['b.csv'],
	},
	{
		name: 'encrypted, not wanted',
		entries: [{ ...a, flags: 1 }, b],
		options: { include: ['*.csv'] },
		paths: ['b.csv'],
	},
	{ name: 'a long comment', entries: [a], archive: { comment: Buffer.alloc(65_535, 'x') }, paths: ['a.txt'] },
	{
		name: 'prototype names',
		entries: [
			{ ...a, name: '__proto__' },
			{ ...a, name: 'constructor' },
		],
		paths: ['__proto__', 'constructor'],
	},
	{ name: 'CP437', entries: [{ ...a, name: Buffer.from([0x81, 0x2e, 0x74]) }], paths: ['ü.t'] },
	{
		name: 'Shift JIS, picked',
		entries: [{ ...a, name: Buffer.from([0x95, 0x5c]) }],
		options: { codePage: 'shift_jis' },
		paths: ['表'],
	},
	{
		name: 'CP866, picked',
		entries: [{ ...a, name: Buffer.from([0xae, 0xe2]) }],
		options: { codePage: 'cp866' },
		paths: ['от'],
	},
	{
		name: 'system files',
		entries: [a, { ...a, name: '__MACOSX/._a.txt' }, { ...a, name: 'x/.DS_Store' }],
		paths: ['a.txt'],
	},
	{
		name: 'system files, shown',
		entries: [{ ...a, name: 'x/.DS_Store' }],
		options: { hideSystemFiles: false },
		paths: ['x/.DS_Store'],
	},
	{
		name: 'excluded',
		entries: [a, b, { ...a, name: 'x/y/a.txt' }],
		options: { exclude: ['*.txt'] },
		paths: ['b.csv'],
	},
	{
		name: 'a folder only',
		entries: [a, { ...a, name: 'x/a.txt' }, { ...a, name: 'x/y/a.txt' }],
		options: { include: ['x/*.txt'] },
		paths: ['x/a.txt'],
	},
];

describe('read', () => {
	test.each(READ.map((one): [string, Read] => [one.name, one]))('%s', async (_, one) => {
		const content = buildZip(one.entries, one.archive);
		for (const ranges of [false, true]) {
			for (const chunk of chunksFor(content)) {
				const source = new MemorySource(content, { chunk, ranges });
				const { files, report } = await unpack(
					source,
					one.options,
					ranges ? unpackByDirectory : unpackArchive,
				);
				expect(files.map(({ path }) => path)).toEqual(one.paths);
				const warned = ranges && one.byDirectory ? undefined : one.warns;
				expect(report.warnings.join()).toMatch(warned ?? /^$/);
				if (one.entryWarns)
					expect(files.flatMap(({ entry }) => entry.warnings).join()).toMatch(one.entryWarns);
			}
		}
	});

	test('a name that Windows reserves stays in the path and not in the file name', async () => {
		const { files } = await unpack(
			new MemorySource(
				buildZip([
					{ ...a, name: 'x/CON.txt' },
					{ ...a, name: 'y.' },
				]),
			),
		);
		expect(files.map(({ entry: { path, name, folder } }) => ({ path, name, folder }))).toEqual([
			{ path: 'x/CON.txt', name: '_CON.txt', folder: 'x' },
			{ path: 'y.', name: 'y', folder: '' },
		]);
	});

	test('every fact of an entry', async () => {
		const time = { date: ((2024 - 1980) << 9) | (2 << 5) | 29, time: (13 << 11) | (37 << 5) | 21 };
		const { files } = await unpack(
			new MemorySource(buildZip([{ ...a, name: 'x/y/a.txt', time, descriptor: 'bare' }])),
		);
		expect(files[0].entry).toEqual({
			path: 'x/y/a.txt',
			name: 'a.txt',
			folder: 'x/y',
			size: 5,
			compressedSize: 5,
			crc32: '3610a686',
			method: 0,
			modifiedAt: '2024-02-29T13:37:42',
			encrypted: false,
			readable: true,
			unreadableBecause: null,
			warnings: [],
		});
	});
});
