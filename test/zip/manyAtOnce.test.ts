/** Many archives at once: what they gather in memory has one budget, and every byte comes whichever way it takes. */
import { unpackArchive, type ByteSource } from '../../nodes/shared/zip';
import { MOST_GATHERED } from '../../nodes/shared/zip/engine/gatheredBytes';
import { buildZip } from './support/buildZip';
import { MemorySource } from './support/memorySource';
import { bytesOf } from './support/unpack';

const MIB = 1024 * 1024;
const ARCHIVES = 20;
const SIZE = 3 * MIB;

const contents = Array.from({ length: ARCHIVES }, (_, index) => Buffer.alloc(SIZE, index + 1));

/** An archive of one file that is gathered: by its size, or because nobody says its size. */
function archiveOf(index: number, described: boolean): Buffer {
	return buildZip([
		{ name: `${index}.bin`, data: contents[index], ...(described ? { descriptor: 'signed' as const } : {}) },
	]);
}

/** All of them arrive side by side: each stops at its middle until the others are there as well. */
function together(sources: MemorySource[]): ByteSource[] {
	let there = 0;
	let go = (): void => {};
	const all = new Promise<void>((resolve) => (go = resolve));
	return sources.map((source) => ({
		size: source.size,
		ranges: false,
		open: async () => {
			const stream = await source.open(0);
			return {
				offset: 0,
				close: () => stream.close(),
				async *[Symbol.asyncIterator]() {
					let came = 0;
					for await (const chunk of stream) {
						if (came < SIZE / 2 && came + chunk.length >= SIZE / 2) {
							if (++there === sources.length) go();
							await all;
						}
						came += chunk.length;
						yield chunk;
					}
				},
			};
		},
	}));
}

test.each([true, false])('sizes behind the data: %p', async (described) => {
	const whole: string[] = [];
	const right: string[] = [];
	const sources = contents.map((_, index) => new MemorySource(archiveOf(index, described)));
	await Promise.all(
		together(sources).map(async (source, index) => {
			await unpackArchive(source, {}, async ({ path }, content) => {
				if (content instanceof Uint8Array) whole.push(path);
				if ((await bytesOf(content)).equals(contents[index])) right.push(path);
			});
		}),
	);
	expect(right).toHaveLength(ARCHIVES);
	// Where nobody says the sizes all of them may have grown too far at the same time.
	if (!described) expect(whole.length).toBeGreaterThan(0);
	expect(whole.length).toBeLessThanOrEqual(MOST_GATHERED / SIZE);
});

test('what was gathered is free again when its reading was ended, however', async () => {
	const stalled = Array.from({ length: 4 }, (_, index) => {
		const stop = new AbortController();
		const source = new MemorySource(archiveOf(index, true), { stallsAt: 2 * MIB });
		const reading = unpackArchive(source, { signal: stop.signal }, async (_entry, content) => {
			await bytesOf(content);
		});
		return { stop, source, reading };
	});
	while (stalled.some(({ source }) => source.bytesSent < 2 * MIB))
		await new Promise((resolve) => setTimeout(resolve, 5));
	for (const { stop, reading } of stalled) {
		stop.abort(new Error('stopped'));
		await expect(reading).rejects.toThrow('stopped');
	}
	const kinds: boolean[] = [];
	await unpackArchive(new MemorySource(archiveOf(0, true)), {}, async (_entry, content) => {
		kinds.push(content instanceof Uint8Array);
		await bytesOf(content);
	});
	expect(kinds).toEqual([true]);
});
