/** How a file comes to whoever wants it: whole or in pieces, in few hands at once, and never more than it should be. */
import { createCipheriv, createHash } from 'node:crypto';
import { BufferPool } from '../../../nodes/shared/zip/engine/bufferPool';
import { GatheredBytes, MOST_GATHERED } from '../../../nodes/shared/zip/engine/gatheredBytes';
import { type ReadOptions, unpackArchive } from '../../../nodes/shared/zip';
import { Budget } from '../../../nodes/shared/zip/rules/limits';
import { DamageNoted } from '../../../nodes/shared/zip/walk/damageNoted';
import { buildZip, type EntrySpec } from '../support/buildZip';
import { MemorySource } from '../support/memorySource';
import { bytesOf } from '../support/unpack';

const KIB = 1024;
const MIB = 1024 * KIB;
/** Beyond what is held whole. */
const LARGE = 4 * MIB + 64 * KIB;
const CHECKSUM = 'its content does not match its CRC-32';

afterEach(() => jest.restoreAllMocks());

const turn = async (): Promise<void> => await new Promise<void>((next) => setImmediate(next));
const turns = async (count = 50): Promise<void> => {
	for (let left = count; left > 0; left--) await turn();
};

/** Bytes that don't shrink: made by a cipher, since a loop of ours would take longer than all tests. */
const NOISE = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(6 * MIB));
const noise = (length: number): Buffer => NOISE.subarray(0, length);
const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const source = (...entries: EntrySpec[]): MemorySource => new MemorySource(buildZip(entries));

interface Handed {
	path: string;
	inPieces: boolean;
	/** What the entry says of itself when its content was read. */
	told: { size: number; compressedSize: number; crc32: string };
	sha256: string;
}

async function handedOver(entries: EntrySpec[], options: ReadOptions = {}): Promise<Handed[]> {
	const handed: Handed[] = [];
	const report = await unpackArchive(source(...entries), options, async (entry, content) => {
		const inPieces = !(content instanceof Uint8Array);
		const sha256 = hash(await bytesOf(content));
		// What stands behind the data of a large file has been read when its last piece has.
		if (inPieces) await turns(5);
		const { path, size, compressedSize, crc32 } = entry;
		handed.push({ path, inPieces, told: { size, compressedSize, crc32 }, sha256 });
	});
	expect(report.entries.map(({ path }) => path)).toEqual(entries.map(({ name }) => name));
	return handed;
}

/** A file of each way in which its length may be known, and its bytes be packed. */
const WAYS: Array<[string, Partial<EntrySpec>]> = [
	['stored', {}],
	['deflated', { deflate: true }],
	['stored, told behind it', { descriptor: 'signed' }],
	['deflated, told behind it', { deflate: true, descriptor: 'signed' }],
];

describe.each(WAYS)('a file, %s', (_, way) => {
	test.each([
		['of nothing', 0, false],
		['of some bytes', 5, false],
		['of 16 KiB', 16 * KIB, false],
		['of a byte more', 16 * KIB + 1, false],
		['of 300 KiB', 300 * KIB, false],
		['of 4 MiB', 4 * MIB - 2 * KIB, false],
		['of more', 4 * MIB + 1, true],
	])('%s is handed over as it is', async (__, length, inPieces) => {
		const data = noise(length);
		const taken = jest.spyOn(Budget.prototype, 'take');
		const given = jest.spyOn(Budget.prototype, 'give');
		const started = jest.spyOn(DamageNoted.prototype, 'start');
		const [handed] = await handedOver([{ name: 'a.bin', data, ...way }]);
		const packed = handed.told.compressedSize;
		expect(handed).toMatchObject({ path: 'a.bin', inPieces, sha256: hash(data), told: { size: length } });
		const sum = (calls: Array<[{ path: string }, number]>): number =>
			calls.reduce((all, [, count]) => all + count, 0);
		expect([sum(taken.mock.calls), sum(given.mock.calls)]).toEqual([packed, length]);
		expect(started.mock.calls.map(([weight]) => weight)).toEqual([inPieces ? 0 : length + packed]);
		for (const [spent] of taken.mock.calls)
			expect(spent).toEqual({ path: 'a.bin', taken: packed, given: length });
	});

	test.each([
		['tiny', 1000],
		['small', 300 * KIB],
		['large', LARGE],
	])('that is %s and damaged is refused', async (__, length) => {
		const wrong = { crc: 5, ...(way.descriptor ? {} : { localCrc: 5 }) };
		const bytes = buildZip([{ name: 'a.bin', data: noise(length), ...way, lie: wrong }]);
		if (way.descriptor) bytes.writeUInt32LE(5, bytes.lastIndexOf('PK\x07\x08', undefined, 'latin1') + 4);
		const reading = unpackArchive(new MemorySource(bytes), {}, async (___, content) => {
			await bytesOf(content);
		});
		await expect(reading).rejects.toMatchObject({
			message: expect.stringContaining(CHECKSUM) as string,
			code: 'ARCHIVE_DAMAGED',
		});
		await expect(reading).rejects.toThrow('a.bin');
	});

	test.each([
		['tiny', 1000],
		['small', 300 * KIB],
		['large', LARGE],
	])('that is %s may be more than is allowed', async (__, length) => {
		const files = { name: 'a.bin', data: noise(length), ...way };
		expect(await handedOver([files], { limits: { bytes: length } })).toHaveLength(1);
		await expect(handedOver([files], { limits: { bytes: length - 1 } })).rejects.toMatchObject({
			message: `The archive unpacks to more than ${length - 1} bytes (reached at "a.bin")`,
			code: 'LIMIT_EXCEEDED',
		});
	});

	test('goes on in pieces where there is no room to gather it', async () => {
		const data = noise(700 * KIB);
		const elsewhere = new GatheredBytes();
		try {
			for (const left of [0, 200 * KIB]) {
				elsewhere.take(MOST_GATHERED - left);
				const [handed] = await handedOver([{ name: 'a.bin', data, ...way }]);
				expect(handed).toMatchObject({ inPieces: true, sha256: hash(data), told: { size: data.length } });
				elsewhere.giveBack(MOST_GATHERED - left);
			}
		} finally {
			elsewhere.leave();
		}
	});

	test.each([
		['small', 300 * KIB],
		['large', LARGE],
	])('that is %s takes no room any more when it has been handed over', async (__, length) => {
		let room = false;
		await unpackArchive(source({ name: 'a.bin', data: noise(length), ...way }), {}, async (___, content) => {
			await bytesOf(content);
			room = new GatheredBytes().hasRoom(MOST_GATHERED);
		});
		expect(room).toBe(true);
	});
});

describe.each(WAYS)('what is held whole: a file, %s', (_, way) => {
	const packs = way.deflate === true;
	const ZEROS = Buffer.alloc(300 * KIB);
	test.each<[string, Buffer, boolean]>([
		['of 16 KiB', noise(16 * KIB - (packs ? 100 : 0)), true],
		['of more', noise(16 * KIB + 1), false],
		['that becomes 256 KiB', ZEROS.subarray(0, 256 * KIB), packs],
		['that becomes more', ZEROS.subarray(0, 256 * KIB + 1), false],
	])('%s takes a buffer of the pool, unless it is tiny', async (__, data, isTiny) => {
		const back = jest.spyOn(BufferPool.prototype, 'giveBack');
		// Room for all from the beginning: what is gathered takes no second buffer as it grows.
		const chunk = 1024 * KIB;
		const bytes = buildZip([{ name: 'a', data, ...way }]);
		let sha256 = '';
		await unpackArchive(new MemorySource(bytes, { chunk }), {}, async (___, content) => {
			sha256 = hash(await bytesOf(content));
		});
		expect(sha256).toBe(hash(data));
		const whole = packs ? 2 : 1;
		expect(back).toHaveBeenCalledTimes(isTiny ? 0 : whole);
	});

	test('of 4 MiB is the largest, by what comes and by what comes out', async () => {
		const data = noise(4 * MIB);
		const [handed] = await handedOver([{ name: 'a.bin', data, ...way }]);
		// It doesn't shrink: packed it is a little more.
		expect(handed).toMatchObject({ inPieces: packs, sha256: hash(data) });
	});

	test('no more of a larger one is waited for than is held', async () => {
		const stop = new AbortController();
		let inPieces: boolean | null = null;
		const bytes = buildZip([{ name: 'a.bin', data: noise(5.5 * MIB), ...way }]);
		const stalling = new MemorySource(bytes, { stallsAt: 4.5 * MIB });
		const reading = unpackArchive(stalling, { signal: stop.signal }, async (__, content) => {
			inPieces = !(content instanceof Uint8Array);
			await bytesOf(content);
		});
		await turns(300);
		stop.abort(new Error('stopped'));
		await expect(reading).rejects.toThrow('stopped');
		expect(inPieces).toBe(true);
	});

	test('no more comes than there is room for', async () => {
		let release = (): void => {};
		const released = new Promise<void>((resolve) => (release = resolve));
		const files = [1, 2, 3, 4, 5].map((at): EntrySpec => ({ name: `${at}`, data: noise(1.2 * MIB), ...way }));
		const waiting = source(...files);
		const reading = unpackArchive(waiting, {}, async () => await released);
		await turns(200);
		expect(waiting.bytesSent).toBeGreaterThan(3.5 * MIB);
		expect(waiting.bytesSent).toBeLessThan(4 * MIB);
		release();
		await reading;
	});
});

test.each(WAYS.filter(([, { deflate }]) => deflate))(
	'a file that shrinks to little is measured by what comes out of it: %s',
	async (_, way) => {
		const files = [4 * MIB, 4 * MIB + 1].map((length, index): EntrySpec => ({
			name: `${index}`,
			data: Buffer.alloc(length, 'x'),
			...way,
		}));
		const handed = await handedOver(files);
		expect(handed.map(({ path, inPieces }) => [path, inPieces])).toEqual([
			['0', false],
			['1', true],
		]);
		for (const { path, sha256 } of handed) expect(sha256).toBe(hash(Buffer.from(files[Number(path)].data)));
	},
);

describe.each(WAYS)('in few hands at once: files, %s', (_, way) => {
	/** How many are in hands at once when those let nothing go. */
	async function inHands(count: number, data: Buffer): Promise<number> {
		let begun = 0;
		let release = (): void => {};
		const released = new Promise<void>((resolve) => (release = resolve));
		const files = Array.from({ length: count }, (__, at): EntrySpec => ({ name: `${at}`, data, ...way }));
		const reading = unpackArchive(source(...files), {}, async (__, content) => {
			begun++;
			await bytesOf(content);
			await released;
		});
		await turns(200);
		const most = begun;
		release();
		await reading;
		expect(begun).toBe(count);
		return most;
	}

	test('that are tiny, as many as there are hands', async () => {
		expect(await inHands(10, noise(100))).toBe(8);
	});

	test('that are small, as many as memory is made for', async () => {
		// What came and what comes out of it count both: 2.4 MiB for each.
		expect(await inHands(5, noise(1.2 * MIB))).toBe(3);
	});

	test('that go on in pieces, as many as there are hands', async () => {
		const elsewhere = new GatheredBytes();
		elsewhere.take(MOST_GATHERED);
		try {
			expect(await inHands(10, noise(30 * KIB))).toBe(8);
		} finally {
			elsewhere.leave();
		}
	});
});

describe('a large file', () => {
	const large: EntrySpec = { name: 'a.bin', data: noise(LARGE) };

	test('that nobody reads to its end is checked all the same', async () => {
		const report = await unpackArchive(source(large), {}, async () => await Promise.resolve());
		expect(report.entries).toHaveLength(1);
		const damaged: EntrySpec = { ...large, lie: { localCrc: 1, crc: 1 } };
		const reading = unpackArchive(source(damaged), {}, async () => await Promise.resolve());
		await expect(reading).rejects.toThrow(CHECKSUM);
	});

	test('ends for its reader as well when it turns out to be damaged', async () => {
		const ends: unknown[] = [];
		const damaged: EntrySpec = { ...large, lie: { localCrc: 1, crc: 1 } };
		const reading = unpackArchive(source(damaged), {}, async (_, content) => {
			await bytesOf(content).catch((reason: unknown) => ends.push(reason));
		});
		await expect(reading).rejects.toThrow(CHECKSUM);
		await turns(5);
		expect(ends).toEqual([expect.objectContaining({ code: 'ARCHIVE_DAMAGED' })]);
	});

	test('ends for its reader when everything ends', async () => {
		const stop = new AbortController();
		const ends: unknown[] = [];
		const stalling = new MemorySource(buildZip([large]), { stallsAt: 3 * MIB });
		const reading = unpackArchive(stalling, { signal: stop.signal }, async (_, content) => {
			await bytesOf(content).catch((reason: unknown) => ends.push(reason));
		});
		await turns();
		const reason = new Error('stopped');
		stop.abort(reason);
		await expect(reading).rejects.toBe(reason);
		await turns(5);
		expect(ends).toEqual([reason]);
		expect(stalling.openStreams).toBe(0);
	});

	test("that has come whole is its reader's to its end, whatever ends the others", async () => {
		let goOn = (): void => {};
		const others = new Promise<void>((resolve) => (goOn = resolve));
		let read = 0;
		const damaged: EntrySpec = { ...large, name: 'b.bin', lie: { localCrc: 1, crc: 1 } };
		const reading = unpackArchive(source(large, damaged), {}, async ({ path }, content) => {
			if (content instanceof Uint8Array) return;
			for await (const piece of content) {
				if (path === 'b.bin') continue;
				read += piece.length;
				if (read === 4 * MIB) await others;
			}
		});
		await expect(reading).rejects.toThrow(CHECKSUM);
		expect(read).toBe(4 * MIB);
		goOn();
		await turns(5);
		expect(read).toBe(LARGE);
	});

	test('ends everything when its reader fails, with that reason', async () => {
		const reason = new Error('the disk is full');
		const reading = unpackArchive(source(large, { name: 'b', data: 'b' }), {}, async (_, content) => {
			if (!(content instanceof Uint8Array)) for await (const piece of content) if (piece) throw reason;
		});
		await expect(reading).rejects.toBe(reason);
	});

	test('that is cut is told as cut', async () => {
		const cut = buildZip([large]).subarray(0, 4 * MIB + 32 * KIB);
		const reading = unpackArchive(new MemorySource(cut), {}, async (_, content) => {
			await bytesOf(content);
		});
		await expect(reading).rejects.toMatchObject({
			message: 'The archive stops too early: inside "a.bin"',
			code: 'ARCHIVE_CUT_SHORT',
		});
	});
});

test('what follows a large file is handed over as ever', async () => {
	const files: EntrySpec[] = [
		{ name: 'one', data: noise(LARGE), deflate: true, descriptor: 'signed' },
		{ name: 'two', data: noise(100), descriptor: 'bare' },
		{ name: 'three', data: noise(LARGE + 1), descriptor: 'signed64' },
		{ name: 'four', data: noise(200 * KIB), deflate: true },
	];
	const handed = await handedOver(files);
	expect(new Map(handed.map(({ path, sha256 }) => [path, sha256]))).toEqual(
		new Map(files.map(({ name, data }) => [name, hash(Buffer.from(data))])),
	);
});

describe.each(WAYS)('a tiny file, %s', (_, way) => {
	const bytes = buildZip([{ name: 'a', data: 'hello '.repeat(10), ...way }]);

	test.each([1, 7, 33, 1000])('may come in chunks of %i', async (chunk) => {
		const read: string[] = [];
		await unpackArchive(new MemorySource(bytes, { chunk }), {}, async (__, content) => {
			read.push((await bytesOf(content)).toString());
		});
		expect(read).toEqual(['hello '.repeat(10)]);
	});

	test('that is cut is told as cut', async () => {
		for (const chunk of [1, 1000]) {
			const cut = new MemorySource(bytes.subarray(0, 38), { chunk });
			const reading = unpackArchive(cut, {}, async () => await Promise.resolve());
			await expect(reading).rejects.toMatchObject({
				message: 'The archive stops too early: inside "a"',
				code: 'ARCHIVE_CUT_SHORT',
			});
		}
	});

	test('waits for no room where there is some', async () => {
		const room = jest.spyOn(DamageNoted.prototype, 'room');
		await unpackArchive(new MemorySource(bytes), {}, async () => await Promise.resolve());
		// What it weighs is known at its end where its size stands behind it.
		expect(room).toHaveBeenCalledTimes(way.descriptor ? 1 : 0);
	});
});

test('a tiny file keeps nothing of what it came in', async () => {
	await unpackArchive(source({ name: 'a', data: 'hello' }), {}, async (_, content) => {
		// A copy, in memory of its own or in the pool that Node keeps for small ones.
		expect([5, Buffer.poolSize]).toContain((content as Uint8Array).buffer.byteLength);
		await Promise.resolve();
	});
});
