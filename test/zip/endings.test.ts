/** Whatever stops a reading stops all of it, and nothing is left behind. */
import { type EntryContent, unpackArchive } from '../../nodes/shared/zip';
import { buildZip } from './support/buildZip';
import { MemorySource } from './support/memorySource';
import { bytesOf, unpack } from './support/unpack';

const numbers = Buffer.from(Array.from({ length: 1_500_000 }, (_, at) => `${at},`).join(''));
const LAYOUTS = [
	{ deflate: true },
	{ deflate: false },
	{ deflate: true, descriptor: 'signed' as const },
	{ deflate: false, descriptor: 'bare64' as const },
];
const archiveOf = (layout: (typeof LAYOUTS)[number]): Buffer =>
	buildZip([
		{ name: 'small.txt', data: 'small' },
		{ name: 'large.csv', data: numbers, ...layout },
		{ name: 'last.txt', data: 'last' },
	]);

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => process.on('unhandledRejection', note));
afterAll(async () => {
	await new Promise((resolve) => setTimeout(resolve, 50));
	process.off('unhandledRejection', note);
	expect(unhandled).toEqual([]);
});

const isLarge = (content: EntryContent): content is AsyncIterable<Uint8Array> =>
	!(content instanceof Uint8Array);

describe.each(LAYOUTS)('large entry: %o', (layout) => {
	const archive = archiveOf(layout);

	test('comes out whole, while its facts become final', async () => {
		const { files } = await unpack(new MemorySource(archive, { chunk: 10_000 }));
		expect(files.map(({ path, size }) => [path, size])).toEqual([
			['small.txt', 5],
			['large.csv', numbers.length],
			['last.txt', 4],
		]);
		expect(files[1].bytes.equals(numbers)).toBe(true);
		expect(files[1].entry.size).toBe(numbers.length);
	});

	test.each(['before reading', 'while reading'])('a consumer that fails %s', async (when) => {
		const source = new MemorySource(archive);
		const reading = unpackArchive(source, {}, async (_, content) => {
			if (!isLarge(content)) return;
			if (when === 'while reading') for await (const piece of content) if (piece.length > 0) break;
			throw new Error('the disk is full');
		});
		await expect(reading).rejects.toThrow('the disk is full');
		expect(source.openStreams).toBe(0);
	});

	test('a consumer that takes no more is no reason to stop checking', async () => {
		const source = new MemorySource(archive);
		const report = await unpackArchive(source, {}, async (_, content) => {
			if (isLarge(content)) for await (const piece of content) if (piece.length > 0) break;
		});
		expect(report.entries).toHaveLength(3);
	});

	test('Stop, with a consumer that never ends', async () => {
		const source = new MemorySource(archive);
		const stop = new AbortController();
		const reading = unpackArchive(source, { signal: stop.signal }, async (_, content) => {
			if (!isLarge(content)) return;
			stop.abort(new Error('stopped by the user'));
			await new Promise(() => {});
		});
		await expect(reading).rejects.toThrow('stopped by the user');
		expect(source.openStreams).toBe(0);
	});

	test('Stop, with a server that is stuck: the consumer learns of it', async () => {
		const source = new MemorySource(archive, { stallsAt: 200_000 });
		const stop = new AbortController();
		let learned: unknown;
		const reading = unpackArchive(source, { signal: stop.signal }, async (_, content) => {
			setTimeout(() => stop.abort(new Error('stopped by the user')), 20);
			await bytesOf(content).catch((reason: unknown) => {
				learned = reason;
				throw reason;
			});
		});
		await expect(reading).rejects.toThrow('stopped by the user');
		expect(source.openStreams).toBe(0);
		if (!layout.descriptor) expect(learned).toEqual(new Error('stopped by the user'));
	});

	test('damage reaches the consumer, and the reading', async () => {
		const broken = Buffer.from(archive);
		broken[archive.indexOf('large.csv') + 1_000_000] ^= 0x55;
		const reading = unpack(new MemorySource(broken));
		await expect(reading).rejects.toThrow(/^"large.csv" in the archive is damaged/);
	});
});

describe('limits on what really comes out', () => {
	const bomb = Buffer.alloc(100 * 1024 * 1024);

	test.each([undefined, 'signed' as const])('ratio; descriptor: %s', async (descriptor) => {
		const archive = buildZip([{ name: 'zeros', data: bomb, deflate: true, descriptor }]);
		let most = 0;
		const reading = unpackArchive(new MemorySource(archive), {}, async (_, content) => {
			if (isLarge(content)) for await (const piece of content) most += piece.length;
		});
		await expect(reading).rejects.toThrow('"zeros" unpacks to more than 250 times its size');
		expect(most).toBeLessThan(70 * 1024 * 1024);
	});

	test('an archive that says that it is small', async () => {
		const lie = { size: 10, localSize: 10 };
		const archive = buildZip([{ name: 'zeros', data: bomb, deflate: true, lie }]);
		await expect(unpack(new MemorySource(archive))).rejects.toThrow(/"zeros" in the archive is damaged/);
	});
});
