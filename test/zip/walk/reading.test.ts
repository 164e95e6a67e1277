/** What a reading tells: of files that are asked for or not, listed or not, readable or not; forward and by the directory. */
import { ArchiveRefused, listArchive, unpackArchive, type ReadOptions } from '../../../nodes/shared/zip';
import { Ending } from '../../../nodes/shared/base/ending';
import { Breath } from '../../../nodes/shared/zip/engine/eventLoopTurn';
import { GatheredBytes, MOST_GATHERED } from '../../../nodes/shared/zip/engine/gatheredBytes';
import { Handover } from '../../../nodes/shared/zip/engine/handover';
import type { Found } from '../../../nodes/shared/zip/rules/metEntries';
import { DamageNoted, isDamage } from '../../../nodes/shared/zip/walk/damageNoted';
import { ReadRun } from '../../../nodes/shared/zip/walk/readRun';
import { buildZip, type ArchiveSpec, type EntrySpec } from '../support/buildZip';
import { unpackByDirectory } from '../support/byDirectory';
import { MemorySource } from '../support/memorySource';
import { unpack } from '../support/unpack';

const a: EntrySpec = { name: 'a.txt', data: 'hello' };
const b: EntrySpec = { name: 'b.csv', data: 'id;name\n'.repeat(50), deflate: true };

interface Told {
	paths: string[];
	skipped: Array<{ path: string; reason: string }>;
	files: number;
	warnings: string[];
	entryWarnings: string[];
}

async function readBothWays(
	entries: EntrySpec[],
	archive: ArchiveSpec,
	options: ReadOptions,
): Promise<Told[]> {
	const bytes = buildZip(entries, archive);
	const ways = [unpackArchive, unpackByDirectory];
	return await Promise.all(
		ways.map(async (read, index) => {
			const { report } = await unpack(new MemorySource(bytes, { ranges: index === 1 }), options, read);
			const { skipped, files, warnings } = report;
			const paths = report.entries.map(({ path }) => path);
			return {
				paths,
				skipped,
				files,
				warnings,
				entryWarnings: report.entries.flatMap((one) => one.warnings),
			};
		}),
	);
}

const NOTHING: Told = { paths: [], skipped: [], files: 0, warnings: [], entryWarnings: [] };
test.each<[string, EntrySpec[], ReadOptions, Partial<Told>]>([
	['no files', [], {}, {}],
	['files that nobody asked for count', [a, b], { include: ['*.csv'] }, { paths: ['b.csv'], files: 2 }],
	['folders do not', [{ name: 'x/', data: '' }, a], {}, { paths: ['a.txt'], files: 1 }],
	[
		'a folder that has data',
		[{ name: 'x/', data: 'hello' }, a],
		{},
		{
			paths: ['a.txt'],
			files: 1,
			warnings: ['"x/" is a folder by its name: its 5 bytes were left out'],
		},
	],
	[
		'what is left out',
		[
			{ ...a, flags: 1 },
			{ ...b, method: 14 },
			{ ...a, name: '../c' },
		],
		{ unreadable: 'skip' },
		{
			files: 3,
			skipped: [
				{ path: 'a.txt', reason: 'it is encrypted' },
				{ path: 'b.csv', reason: 'its compression method 14 (LZMA) is not supported' },
				{ path: 'c', reason: 'its name is not safe: it climbs out of its folder with ".."' },
			],
		},
	],
	[
		'another name at its own place',
		[{ ...a, localName: 'z.txt' }],
		{},
		{
			paths: ['a.txt'],
			files: 1,
			entryWarnings: ['At its own place in the archive this file is called "z.txt"'],
		},
	],
	[
		'two of one name',
		[a, a],
		{},
		{
			paths: ['a.txt', 'a (2).txt'],
			files: 2,
			entryWarnings: ['The archive holds more than one file called "a.txt"'],
		},
	],
	[
		'a link',
		[{ ...a, madeBy: 3, attributes: 0xa1ff0000 }],
		{},
		{
			paths: ['a.txt'],
			files: 1,
			entryWarnings: ['This is a symbolic link: its content is the path that it points to'],
		},
	],
	[
		'a damaged extra field',
		[{ ...a, extra: Buffer.from([0x55, 0x54, 200, 0, 1]) }],
		{},
		{
			paths: ['a.txt'],
			files: 1,
			entryWarnings: ['One of its extra fields is damaged: it was passed over'],
		},
	],
])('%s', async (_, entries, options, told) => {
	for (const one of await readBothWays(entries, {}, options)) expect(one).toEqual({ ...NOTHING, ...told });
});

test('a file that only its own place knows is left out, and told', async () => {
	const [forward, byDirectory] = await readBothWays([a, { ...b, unlisted: true }], {}, {});
	expect(forward).toEqual({
		...NOTHING,
		paths: ['a.txt'],
		files: 1,
		warnings: ['"b.csv" is in the archive but not in its directory: it was left out'],
	});
	expect(byDirectory).toEqual({ ...NOTHING, paths: ['a.txt'], files: 1 });
});

test('a file that nobody asked for is not handed over', async () => {
	const handed: string[] = [];
	await unpackArchive(new MemorySource(buildZip([a, b])), { include: ['*.csv'] }, async ({ path }) => {
		handed.push(path);
		await Promise.resolve();
	});
	expect(handed).toEqual(['b.csv']);
});

test.each([false, true])('what can not be read is listed all the same, with ranges: %s', async (ranges) => {
	const source = new MemorySource(buildZip([{ ...a, flags: 1 }, b]), { ranges });
	const { entries, skipped } = await listArchive(source, {});
	expect(entries.map(({ path, readable }) => [path, readable])).toEqual([
		['a.txt', false],
		['b.csv', true],
	]);
	expect(skipped).toEqual([]);
});

test('what can not be read is refused, and it is said what to do', async () => {
	for (const read of [unpackArchive, unpackByDirectory]) {
		const source = new MemorySource(buildZip([{ ...a, flags: 1 }]), { ranges: read !== unpackArchive });
		await expect(unpack(source, {}, read)).rejects.toMatchObject({
			message: '"a.txt" can\'t be unpacked: it is encrypted',
			description: 'Exclude it, or choose to leave out files that cannot be read.',
			code: 'ARCHIVE_UNSUPPORTED',
		});
	}
});

describe('only the directory can settle it', () => {
	const ONLY = 'Only the directory at the end of the archive knows how to go on:';
	const hidden: EntrySpec = { name: 'hidden', data: buildZip([a]) };
	test.each<[string, Buffer, string, string]>([
		[
			'a listed file in what is taken for another',
			buildZip([
				{ ...hidden, unlisted: true },
				{ ...a, lie: { offset: 36 } },
			]),
			`${ONLY} it lists "a.txt" at byte 36, where no entry starts when the archive is read from its beginning`,
			'ARCHIVE_DAMAGED',
		],
		[
			'wrong bytes in front of an archive that begins as one',
			Buffer.concat([buildZip([a]).subarray(0, 40), buildZip([b])]),
			`${ONLY} it begins as one archive and ends as another when it is read from its beginning`,
			'ARCHIVE_DAMAGED',
		],
		[
			'a count that is wrong, behind bytes that nobody counted',
			buildZip([a], { prefix: Buffer.from('#!/bin/sh\n'), offsetsCountPrefix: false, lie: { count: 5 } }),
			`${ONLY} The archive contradicts itself: its directory holds 1 entries and its end record counts 5`,
			'ARCHIVE_DAMAGED',
		],
		[
			'a file that claims all the rest',
			buildZip([{ ...a, lie: { localSize: 9999, localCompressed: 9999 } }]),
			`${ONLY} a file claims more bytes than there are`,
			'ARCHIVE_DAMAGED',
		],
		[
			'a stored file that seems to end elsewhere',
			buildZip([{ ...a, descriptor: 'signed', lie: { size: 6, compressed: 6 } }, b]),
			`${ONLY} it lists "a.txt" with another length than what follows its data says`,
			'ARCHIVE_DAMAGED',
		],
		[
			'a file that is called otherwise, and is not wanted by that name',
			buildZip([{ ...a, localName: 'b.bin' }]),
			`${ONLY} it lists "a.txt", a file that is called "b.bin" at its place`,
			'ARCHIVE_UNSUPPORTED',
		],
	])('%s', async (_, bytes, message, code) => {
		await expect(unpack(new MemorySource(bytes), { include: ['*.txt'] })).rejects.toMatchObject({
			message,
			code,
		});
	});
});

describe('forward, refused', () => {
	test('names of 64 KB without an end count whole, though only their beginning is kept', async () => {
		const block = buildZip(
			Array.from({ length: 16 }, (_, index) => ({ name: `${index}`.padEnd(65_535, 'a'), data: '' })),
		);
		const records = block.subarray(0, block.indexOf('PK\x01\x02', 0, 'latin1'));
		const source = new MemorySource(Buffer.concat(Array.from({ length: 44 }, () => records)));
		await expect(unpack(source)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
	});

	test.each<[string, Buffer, string, string]>([
		[
			'a stored file with two sizes, of which the directory knows one',
			buildZip([{ ...a, lie: { localSize: 9 } }]),
			'The archive contradicts itself: the size of "a.txt" is 9 at its place and 5 in the directory',
			'ARCHIVE_DAMAGED',
		],
		[
			'a file in whose last bytes another is listed',
			buildZip([a, { ...b, name: 'x.bin', lie: { offset: 37 } }]),
			'"a.txt" shares bytes with another file of the archive',
			'ARCHIVE_DAMAGED',
		],
		[
			'cut in a header',
			buildZip([a, b]).subarray(0, 60),
			'The archive stops too early: inside the header of an entry',
			'ARCHIVE_CUT_SHORT',
		],
		[
			'cut in a name',
			buildZip([a]).subarray(0, 33),
			'The archive stops too early: inside the header of an entry',
			'ARCHIVE_CUT_SHORT',
		],
		[
			'cut behind a file',
			buildZip([a]).subarray(0, 40),
			'The archive stops too early: it has no central directory, the list of files that every ZIP ends with',
			'ARCHIVE_CUT_SHORT',
		],
		[
			'cut in a file',
			buildZip([a, b]).subarray(0, 85),
			'The archive stops too early: inside "b.csv"',
			'ARCHIVE_CUT_SHORT',
		],
		[
			'cut in a file that nobody asked for',
			buildZip([a, { ...b, name: 'x.bin' }]).subarray(0, 85),
			'The archive stops too early: inside "x.bin"',
			'ARCHIVE_CUT_SHORT',
		],
	])('%s', async (_, bytes, message, code) => {
		await expect(unpack(new MemorySource(bytes), { exclude: ['*.bin'] })).rejects.toMatchObject({
			message,
			code,
		});
	});
});

describe('damage', () => {
	const damage = new ArchiveRefused('damaged', 'Ask again.', 'ARCHIVE_DAMAGED');
	test.each<[string, unknown, boolean]>([
		['damage', damage, true],
		['another refusal', new ArchiveRefused('cut', 'Ask again.', 'ARCHIVE_CUT_SHORT'), false],
		['anything else', new Error('damaged'), false],
		['what has the code alone', { code: 'ARCHIVE_DAMAGED' }, false],
	])('%s', (_, reason, is) => {
		expect(isDamage(reason)).toBe(is);
	});

	const failing = (reason: unknown) => async (): Promise<void> => await Promise.reject(reason);

	test('ends everything while nobody notes it', async () => {
		const ending = new Ending();
		const handover = new DamageNoted(ending);
		handover.start(1, failing(damage));
		await expect(handover.idle()).rejects.toBe(damage);
		expect(ending.ended).toBe(true);
	});

	test('is noted by whoever did so when the file was started, and ends nothing', async () => {
		const ending = new Ending();
		const handover = new DamageNoted(ending);
		const [first, second] = [jest.fn(), jest.fn()];
		handover.note = first;
		handover.start(1, failing(damage));
		handover.note = second;
		await handover.idle();
		expect(first).toHaveBeenCalledWith(damage);
		expect(second).not.toHaveBeenCalled();
		expect(ending.ended).toBe(false);
	});

	test('anything else ends everything, noted or not', async () => {
		const handover = new DamageNoted(new Ending());
		const note = jest.fn();
		handover.note = note;
		handover.start(1, failing(new Error('the disk is full')));
		await expect(handover.idle()).rejects.toThrow('the disk is full');
		expect(note).not.toHaveBeenCalled();
	});
});

describe('one reading', () => {
	test('another attempt forgets what was told, not what was handed over', () => {
		const run = new ReadRun({}, null, new Ending());
		for (let count = 0; count < 105; count++) run.warn(`${count}`);
		expect(run.report.warnings).toHaveLength(101);
		expect(run.report.warnings[99]).toBe('99');
		expect(run.report.warnings[100]).toBe('5 more like these');
		run.report.files = 3;
		run.report.skipped.push({ path: 'a', reason: 'b' });
		run.startOver(new Map());
		expect(run.report).toEqual({ entries: [], skipped: [], files: 0, warnings: [] });
		for (let count = 0; count < 101; count++) run.warn(`${count}`);
		expect(run.report.warnings[100]).toBe('1 more like these');
	});

	test('what is kept starts over as well', () => {
		const run = new ReadRun({}, null, new Ending());
		const long = 'a'.repeat(1024 * 1024);
		for (let count = 0; count < 39; count++) run.kept.text(long);
		run.startOver(new Map());
		for (let count = 0; count < 39; count++) run.kept.text(long);
		run.kept.forget();
	});

	test('what was handed over by an earlier attempt is still remembered', () => {
		const run = new ReadRun({}, null, new Ending());
		const found = { path: 'a'.repeat(39 * 1024 * 1024) } as Found;
		run.startOver(new Map([[0, found]]));
		expect(() => run.kept.text('a'.repeat(1024 * 1024))).toThrow('more than 40 MiB of memory');
		run.kept.forget();
	});

	test('holds nothing any more when it is over', () => {
		const run = new ReadRun({}, null, new Ending());
		const [never, long] = [new Promise<void>(() => {}), 'a'.repeat(39 * 1024 * 1024)];
		run.handover.start(5 * 1024 * 1024, async () => await never);
		run.gathered.take(1);
		run.kept.text(long);
		expect(new Handover(new Ending()).hasRoom(5 * 1024 * 1024)).toBe(false);
		expect(new GatheredBytes().hasRoom(MOST_GATHERED)).toBe(false);
		run.leave();
		expect(new Handover(new Ending()).hasRoom(5 * 1024 * 1024)).toBe(true);
		expect(new GatheredBytes().hasRoom(MOST_GATHERED)).toBe(true);
		expect(() => run.kept.text(long)).not.toThrow();
		run.kept.forget();
	});
});

describe('others have their turn', () => {
	/** How often that is between the entries of an archive. */
	async function turnsFor(count: number, due: boolean, read: typeof unpackArchive): Promise<number> {
		jest.spyOn(Breath.prototype, 'due', 'get').mockReturnValue(due);
		const take = jest.spyOn(Breath.prototype, 'take').mockResolvedValue();
		const entries = Array.from({ length: count }, (_, at): EntrySpec => ({ ...a, name: `${at}` }));
		await unpack(new MemorySource(buildZip(entries), { ranges: read === unpackByDirectory }), {}, read);
		const { length } = take.mock.calls;
		jest.restoreAllMocks();
		return length;
	}

	test.each<[string, typeof unpackArchive, number]>([
		// At its place, in the directory, when places are settled, and in each of the three rounds of the comparison.
		['forward', unpackArchive, 6],
		// In the directory, when places are settled, and at its place.
		['by the directory', unpackByDirectory, 3],
	])('each time that an entry is looked at, %s', async (_, read, times) => {
		expect((await turnsFor(12, true, read)) - (await turnsFor(2, true, read))).toBe(10 * times);
		expect(await turnsFor(12, false, read)).toBe(0);
	});
});

describe('what is asked for', () => {
	const latin: EntrySpec = { name: Buffer.from([0xe9, 0x2e, 0x78]), data: 'x' };
	test.each<[string, EntrySpec, ReadOptions, string, boolean]>([
		['a code page', latin, { codePage: 'cp1252' }, 'é.x', true],
		['none', latin, {}, 'Θ.x', true],
		['names made safe', { ...a, name: '../a' }, { unsafeNames: 'rename' }, 'a', true],
		['names refused', { ...a, name: '../a' }, { unsafeNames: 'refuse', unreadable: 'skip' }, 'a', false],
	])('counts: %s', async (_, entry, options, path, isRead) => {
		for (const { paths, skipped } of await readBothWays([entry], {}, options)) {
			expect(paths).toEqual(isRead ? [path] : []);
			expect(skipped.map((one) => one.path)).toEqual(isRead ? [] : [path]);
		}
	});

	test('names that are kept have an end', async () => {
		const many = Array.from({ length: 3 }, (_, at): EntrySpec => ({ ...a, name: `${at}` }));
		for (const read of [unpackArchive, unpackByDirectory]) {
			const source = () => new MemorySource(buildZip(many), { ranges: read === unpackByDirectory });
			expect((await unpack(source(), { limits: { files: 3 } }, read)).files).toHaveLength(3);
			await expect(unpack(source(), { limits: { files: 2 } }, read)).rejects.toThrow('more than 2 entries');
		}
	});
});

test('the source hears when all of a small archive is here', async () => {
	const noise = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * at) >> 3));
	for (const [data, times] of [
		['hello', 1],
		[noise, 0],
	] as const) {
		const source = new MemorySource(buildZip([{ ...a, data }]), { ranges: true });
		const holdsAll = jest.fn();
		await unpack(Object.assign(source, { holdsAll }), {}, unpackByDirectory);
		expect(holdsAll).toHaveBeenCalledTimes(times);
	}
	const listed = new MemorySource(buildZip([a]), { ranges: true });
	const holdsAll = jest.fn();
	await listArchive(Object.assign(listed, { holdsAll }), {});
	expect(holdsAll).not.toHaveBeenCalled();
});
