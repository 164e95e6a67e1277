/** What is asked for at once, by ranges; and that each file has to be where, and what, the directory says. */
import { Ending } from '../../../nodes/shared/base/ending';
import type { ArchiveEntry } from '../../../nodes/shared/zip';
import type { Wanted } from '../../../nodes/shared/zip/walk/directory/listing';
import { joinRuns, readRanges, type Run } from '../../../nodes/shared/zip/walk/ranges';
import { ReadRun, type EntrySink } from '../../../nodes/shared/zip/walk/readRun';
import type { FoundEntries } from '../../../nodes/shared/zip/rules/metEntries';
import { buildZip, type EntrySpec } from '../support/buildZip';
import { MemorySource } from '../support/memorySource';
import { bytesOf } from '../support/unpack';
import { refusalOf } from './support';

const KIB = 1024;
const MIB = 1024 * KIB;

describe('runs', () => {
	const at = (start: number, end: number): Wanted => ({ start, end }) as Wanted;
	const told = (runs: Run[]): Array<[number, number, number]> =>
		runs.map(({ start, end, wanted }) => [start, end, wanted.length]);
	/** So many files of ten bytes, so far apart. */
	const row = (count: number, gap: number): Wanted[] =>
		Array.from({ length: count }, (_, index) => at(index * (10 + gap), index * (10 + gap) + 10));

	test.each<[string, Wanted[], Array<[number, number, number]>]>([
		['none', [], []],
		['one', [at(5, 9)], [[5, 9, 1]]],
		['two that touch', [at(0, 10), at(10, 20)], [[0, 20, 2]]],
		[
			'two with a byte between them',
			[at(0, 10), at(11, 20)],
			// One request less is worth the byte.
			[[0, 20, 2]],
		],
		[
			'two so far apart that another request costs less',
			[at(0, 10), at(MIB + 10, MIB + 20)],
			[
				[0, 10, 1],
				[MIB + 10, MIB + 20, 1],
			],
		],
		['two a byte nearer', [at(0, 10), at(MIB + 9, MIB + 19)], [[0, MIB + 19, 2]]],
		[
			'three, of which two touch',
			[at(0, 10), at(10, 20), at(3 * MIB, 3 * MIB + 1)],
			[
				[0, 20, 2],
				[3 * MIB, 3 * MIB + 1, 1],
			],
		],
		[
			'in no order',
			[at(9 * MIB, 9 * MIB + 1), at(0, 10), at(4 * MIB, 4 * MIB + 1)],
			[
				[0, 10, 1],
				[4 * MIB, 4 * MIB + 1, 1],
				[9 * MIB, 9 * MIB + 1, 1],
			],
		],
	])('%s', (_, wanted, runs) => {
		expect(told(joinRuns(wanted))).toEqual(runs);
	});

	test('of a few files nothing is read that nobody wants; of many, what is between them', () => {
		const far = at(100 * MIB, 100 * MIB + 10);
		expect(told(joinRuns([...row(2, 0), at(20 + 64 * KIB, 30 + 64 * KIB), far]))).toHaveLength(3);
		expect(told(joinRuns([...row(15, 64 * KIB), far]))).toHaveLength(16);
		expect(told(joinRuns([...row(16, 64 * KIB), far]))).toEqual([
			[0, 16 * 10 + 15 * 64 * KIB, 16],
			[far.start, far.end, 1],
		]);
		expect(told(joinRuns([...row(16, 64 * KIB + 1), far]))).toHaveLength(17);
	});

	test('files of one run are in the order of the archive', () => {
		const [one, two, three] = row(3, 0);
		expect(joinRuns([three, one, two])[0].wanted).toEqual([one, two, three]);
	});
});

describe('read', () => {
	const CSV = 'id;name\n'.repeat(50);
	const a: EntrySpec = { name: 'a.txt', data: 'hello' };
	const b: EntrySpec = { name: 'b.csv', data: CSV, deflate: true };
	const CRC_A = 0x3610a686;
	const facts = { crc: CRC_A, size: 5, compressedSize: 5, method: 0, flags: 0 };
	const wantedA = (more: Partial<Wanted> = {}): Wanted => ({
		entry: { path: 'a.txt', warnings: [] as string[], method: 0 } as ArchiveEntry,
		start: 0,
		end: 40,
		path: 'a.txt',
		...facts,
		...more,
	});

	async function reading(bytes: Buffer, wanted: Wanted[], start = 0) {
		const handed: string[] = [];
		const sink: EntrySink = async (entry, content) => {
			handed.push(`${entry.path}=${(await bytesOf(content)).toString()}`);
		};
		const run = new ReadRun({}, sink, new Ending());
		const found: FoundEntries = new Map();
		const source = new MemorySource(bytes, { ranges: true, chunk: 7 });
		const end = Math.max(...wanted.map((one) => one.end));
		const refused = await refusalOf(async () => {
			await readRanges(run, source, [{ start, end, wanted }], found);
			await run.handover.idle();
		});
		return { message: refused?.message ?? null, handed, found, source };
	}

	test('a file, and what was found of it', async () => {
		const { message, handed, found, source } = await reading(buildZip([a]), [wantedA()]);
		expect([message, handed, source.requests, source.openStreams]).toEqual([null, ['a.txt=hello'], 1, 0]);
		expect([...found]).toEqual([
			[0, expect.objectContaining({ ...facts, path: 'a.txt', dataStart: 0, damage: null, listed: true })],
		]);
	});

	test('what lies in front of it is passed over', async () => {
		const bytes = buildZip([{ ...a, gap: Buffer.alloc(20, 1) }]);
		const { handed } = await reading(bytes, [wantedA({ start: 20, end: 60 })]);
		expect(handed).toEqual(['a.txt=hello']);
	});

	const signed: EntrySpec = { ...a, descriptor: 'signed' };
	const changed = (bytes: Buffer, place: number, value: number): Buffer => {
		const copy = Buffer.from(bytes);
		copy[place] = value;
		return copy;
	};
	const DESCRIBED = { flags: 8, end: 56 };
	const own = 'At its own place in the archive this file is called "z.txt"';
	test.each<[string, Buffer, Partial<Wanted>, string[]]>([
		['a descriptor', buildZip([signed, b]), DESCRIBED, []],
		['a bare one', buildZip([{ ...a, descriptor: 'bare' }, b]), { flags: 8, end: 52 }, []],
		['in eight bytes', buildZip([{ ...a, descriptor: 'signed64' }, b]), { flags: 8, end: 64 }, []],
		['bare in eight bytes', buildZip([{ ...a, descriptor: 'bare64' }, b]), { flags: 8, end: 60 }, []],
		['other bytes behind one', buildZip([signed, { ...b, gap: Buffer.alloc(9) }]), { flags: 8, end: 65 }, []],
		[
			'other bytes behind one in eight bytes',
			buildZip([
				{ ...a, descriptor: 'signed64' },
				{ ...b, gap: Buffer.alloc(9) },
			]),
			{ flags: 8, end: 73 },
			[],
		],
		['one announced, and none there', buildZip([{ ...a, flags: 8 }, b]), { flags: 8, end: 40 }, []],
		[
			'wrong sizes in front of one',
			buildZip([{ ...signed, lie: { localCrc: 1, localSize: 2, localCompressed: 3 } }]),
			DESCRIBED,
			[],
		],
		['other bytes behind it', buildZip([a, { ...b, gap: Buffer.alloc(50, 1) }]), { end: 90 }, []],
		['another name', buildZip([{ ...a, localName: 'z.txt' }]), {}, [own]],
	])('%s: fine', async (_, bytes, more, warnings) => {
		const wanted = wantedA(more);
		const { message, handed } = await reading(bytes, [wanted]);
		expect([message, handed, wanted.entry.warnings]).toEqual([null, ['a.txt=hello'], warnings]);
	});

	const CONTRADICTS = 'The archive contradicts itself:';
	const CUT = 'The archive stops too early: inside "a.txt"';
	const OVERLAP = '"a.txt" shares bytes with another file of the archive';
	test.each<[string, Buffer, Partial<Wanted>, string]>([
		[
			'no entry there',
			changed(buildZip([a]), 0, 0),
			{},
			`${CONTRADICTS} its directory lists "a.txt" at byte 0, where no entry starts`,
		],
		['more than its room', buildZip([a]), { end: 39 }, OVERLAP],
		['a name that takes its room', buildZip([{ ...a, localName: 'aa.txt' }]), {}, OVERLAP],
		['cut in front of it', buildZip([a]).subarray(0, 30), { start: 31, end: 71 }, CUT],
		['cut in its header', buildZip([a]).subarray(0, 29), {}, CUT],
		['cut in its name', buildZip([a]).subarray(0, 34), {}, CUT],
		['cut in its data', buildZip([a]).subarray(0, 39), {}, CUT],
		[
			'another CRC-32 in front',
			buildZip([{ ...a, lie: { localCrc: 1 } }]),
			{},
			`${CONTRADICTS} the CRC-32 of "a.txt" is 1 at its place and ${CRC_A} in the directory`,
		],
		[
			'another method, even with a descriptor',
			buildZip([{ ...signed, method: 8 }]),
			DESCRIBED,
			`${CONTRADICTS} the compression method of "a.txt" is 8 at its place and 0 in the directory`,
		],
		[
			'an encryption mark, even with a descriptor',
			buildZip([{ ...signed, flags: 9 }]),
			DESCRIBED,
			`${CONTRADICTS} the encryption mark of "a.txt" is 1 at its place and 0 in the directory`,
		],
		[
			'another CRC-32 behind',
			changed(buildZip([signed, b]), 44, 0x87),
			DESCRIBED,
			`${CONTRADICTS} the CRC-32 of "a.txt" is ${CRC_A + 1} at its place and ${CRC_A} in the directory`,
		],
		[
			'another size behind',
			changed(buildZip([signed, b]), 52, 6),
			DESCRIBED,
			`${CONTRADICTS} the size of "a.txt" is 6 at its place and 5 in the directory`,
		],
		[
			'another length behind',
			changed(buildZip([signed, b]), 48, 6),
			DESCRIBED,
			`${CONTRADICTS} what stands behind "a.txt" gives it another length than the directory`,
		],
	])('%s: refused', async (_, bytes, more, message) => {
		const outcome = await reading(bytes, [wantedA(more)]);
		expect(outcome.message).toBe(message);
		expect(outcome.source.openStreams).toBe(0);
	});
});
