/** What is asked of a server that gives ranges, counted by the source. */
import {
	type ByteSource,
	type ByteStream,
	listArchive,
	RangesUnavailable,
	unpackArchive,
} from '../../nodes/shared/zip';
import { buildZip, type EntrySpec } from './support/buildZip';
import { MemorySource } from './support/memorySource';
import { unpack } from './support/unpack';

/** Files of random length and content, which don't shrink. */
function manyFiles(count: number, length: number): EntrySpec[] {
	const noise = Buffer.from(
		Array.from({ length: length + count }, (_, at) => (at * at * 7919 + at * 104_729) >> 7),
	);
	return Array.from({ length: count }, (_, at) => ({
		name: `r/q${at % 4}/${String(at).padStart(5, '0')}.bin`,
		data: noise.subarray(at, at + length),
	}));
}

/** As large as wanted, without being in memory: one file in front that nobody asks for. */
class WithHugeFirstFile implements ByteSource {
	readonly ranges = true;
	requests = 0;
	bytesSent = 0;

	constructor(
		private readonly real: Buffer,
		private readonly headLength: number,
		private readonly gap: number,
	) {}

	get size(): number {
		return this.real.length + this.gap;
	}

	async open(start: number, end = this.size): Promise<ByteStream> {
		this.requests++;
		const offset = start < 0 ? this.size + start : start;
		if (offset < this.headLength + this.gap) throw new Error('Nobody should read the huge file');
		const bytes = this.real.subarray(offset - this.gap, end - this.gap);
		this.bytesSent += bytes.length;
		return {
			offset,
			close: () => {},
			async *[Symbol.asyncIterator]() {
				yield bytes;
			},
		};
	}
}

/** 2,001 files, one of them so large that the archive has a gibibyte. */
function gibibyte(): WithHugeFirstFile {
	const gap = 1024 ** 3;
	const first: EntrySpec = { name: 'huge.bin', data: '', lie: { size: gap, compressed: gap, offset: 0 } };
	const entries = manyFiles(2000, 2000);
	const plain = buildZip([first, ...entries]);
	// Every other offset, and the directory's, moves by the gap.
	const directory = plain.readUInt32LE(plain.length - 6);
	for (let at = directory, index = 0; index < 2001; index++) {
		if (index > 0) plain.writeUInt32LE(plain.readUInt32LE(at + 42) + gap, at + 42);
		at += 46 + plain.readUInt16LE(at + 28) + plain.readUInt16LE(at + 30);
	}
	plain.writeUInt32LE(directory + gap, plain.length - 6);
	return new WithHugeFirstFile(plain, 30 + 'huge.bin'.length, gap);
}

test('three files of 2,001 in a gibibyte: five requests, 140 KB', async () => {
	const source = gibibyte();
	const names = [17, 800, 1999].map((at) => manyFiles(2000, 1)[at].name.toString());
	const { files } = await unpack(source, { include: names });
	expect(files.map(({ path }) => path)).toEqual(names);
	expect(source.requests).toBeLessThanOrEqual(5);
	expect(source.bytesSent).toBeLessThanOrEqual(140_000);
});

test('listing it: two requests', async () => {
	const source = gibibyte();
	const { entries } = await listArchive(source, {});
	expect(entries).toHaveLength(2001);
	expect(source.requests).toBe(2);
});

test('many of its files are read in one range, those between them passed over', async () => {
	const source = gibibyte();
	const { files } = await unpack(source, { include: ['**/q1/*'] });
	expect(files).toHaveLength(500);
	expect(source.requests).toBe(3);
});

describe('a server that does not keep to its word', () => {
	const archive = buildZip(manyFiles(300, 20_000));
	const include = ['**/00007.bin', '**/00290.bin'];

	test.each([1, 2, 3, 4])(
		'from request %i on: read forward instead, nothing twice',
		async (ignoresRangesFrom) => {
			const source = new MemorySource(archive, { ranges: true, ignoresRangesFrom });
			const { files, report } = await unpack(source, { include });
			expect(files.map(({ path }) => path)).toEqual(
				include.map((one) => expect.stringContaining(one.slice(3))),
			);
			expect(report.warnings).toEqual([]);
			expect(source.openStreams).toBe(0);
		},
	);

	test('refused ranges are no secret when nothing else is left', async () => {
		const source = new MemorySource(archive, { ranges: true, ignoresRangesFrom: 1 });
		await expect(source.open(-10)).rejects.toBeInstanceOf(RangesUnavailable);
	});
});

test('what does not pay is read forward: one request for the tail, one for all of it', async () => {
	const archive = buildZip(manyFiles(300, 20_000));
	const source = new MemorySource(archive, { ranges: true });
	const { files } = await unpack(source, { exclude: ['*7.bin'] });
	expect(files).toHaveLength(270);
	expect(source.requests).toBe(2);
});

test('bytes between two files: those already handed over are not handed over again', async () => {
	const spec = manyFiles(10, 1000);
	const archive = buildZip(spec.map((one, at) => (at === 6 ? { ...one, gap: Buffer.alloc(50, 1) } : one)));
	const seen: string[] = [];
	const source = new MemorySource(archive, { ranges: true });
	const { files } = await unpack(source);
	for (const { path } of files) seen.push(path);
	expect(seen).toEqual(spec.map(({ name }) => name));
});

test('a tail is all that a small archive needs to be listed', async () => {
	const source = new MemorySource(buildZip(manyFiles(3, 100)), { ranges: true });
	expect((await listArchive(source, {})).entries).toHaveLength(3);
	expect(source.requests).toBe(1);
});

test('sizes are checked against the limits before the first byte is stored', async () => {
	const source = new MemorySource(buildZip(manyFiles(300, 20_000)), { ranges: true });
	let stored = 0;
	const reading = unpackArchive(source, { limits: { bytes: 5_000_000 } }, async () => {
		stored++;
	});
	await expect(reading).rejects.toThrow('unpacks to more than 5000000 bytes');
	expect(stored).toBe(0);
	expect(source.requests).toBe(1);
});

test('a small archive comes whole with its tail: one request', async () => {
	const source = new MemorySource(buildZip(manyFiles(20, 1000)), { ranges: true });
	expect((await unpack(source)).files).toHaveLength(20);
	expect(source.requests).toBe(1);
});

/** As macOS writes it: places beyond 4 GiB run over, and there are no ZIP64 records. */
test.each<[string, number[], RegExp | null]>([
	['is read', [2.25, 2.25], null],
	['and one of its files alone has as much', [4.5], /A file of the archive has more than 4 GiB/],
])('an archive of more than 4 GiB without ZIP64 %s', async (_, gibibytes, says) => {
	const huge = gibibytes.map((one, index): EntrySpec => {
		const size = (one * 1024 ** 3) % 2 ** 32;
		const offset = index === 0 ? 0 : gibibytes[0] * 1024 ** 3;
		return { name: `huge${index}`, data: '', lie: { size, compressed: size, offset } };
	});
	const gap = gibibytes.reduce((sum, one) => sum + one, 0) * 1024 ** 3;
	const plain = buildZip([...huge, ...manyFiles(100, 1000)]);
	const directory = plain.readUInt32LE(plain.length - 6);
	const moved = (place: number): number => (place + gap) % 2 ** 32;
	for (let at = directory, index = 0; index < huge.length + 100; index++) {
		if (index >= huge.length) plain.writeUInt32LE(moved(plain.readUInt32LE(at + 42)), at + 42);
		at += 46 + plain.readUInt16LE(at + 28) + plain.readUInt16LE(at + 30);
	}
	plain.writeUInt32LE(moved(directory), plain.length - 6);
	const source = new WithHugeFirstFile(plain, huge.length * (30 + 5), gap);
	const reading = unpack(source, { include: ['r/**'] });
	if (says) await expect(reading).rejects.toThrow(says);
	else expect((await reading).files).toHaveLength(100);
});
