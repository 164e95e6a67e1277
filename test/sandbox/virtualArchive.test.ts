import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import JSZip from 'jszip';
import { fromRandomAccessReader, RandomAccessReader, type Entry } from 'yauzl';
import { Readable } from 'node:stream';
import { gallery, startSandbox, virtualArchive, type ByteSource } from './index';

async function bytesOf(source: ByteSource, start = 0, end = source.size): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	for await (const part of source.read(start, end)) parts.push(Uint8Array.from(part));
	return Buffer.concat(parts);
}

/** Lets an independent reader of ZIPs look at a source. */
class SourceReader extends RandomAccessReader {
	constructor(private readonly source: ByteSource) {
		super();
	}

	override _readStreamForRange(start: number, end: number): Readable {
		return Readable.from(this.source.read(start, end), { objectMode: false });
	}
}

function listed(source: ByteSource): Promise<Entry[]> {
	return new Promise((resolve, reject) => {
		fromRandomAccessReader(new SourceReader(source), source.size, { lazyEntries: false }, (error, zip) => {
			if (error !== null || zip === undefined) return reject(error ?? new Error('nothing to read'));
			const entries: Entry[] = [];
			zip.on('entry', (entry: Entry) => entries.push(entry));
			zip.on('end', () => resolve(entries));
			zip.on('error', reject);
		});
	});
}

test('is a ZIP that others can read, checksums included', async () => {
	const source = virtualArchive([...gallery(7, 300_001), { path: 'Grüße.txt', bytes: Buffer.from('Hallo') }]);
	const zip = await JSZip.loadAsync(await bytesOf(source), { checkCRC32: true });
	const lengths = await Promise.all(
		source.entries.map(async ({ path }) => (await zip.file(path)?.async('uint8array'))?.length),
	);
	expect(lengths).toEqual(source.entries.map((entry) => entry.size));
});

test('gives any range as the whole has it', async () => {
	const source = virtualArchive(gallery(5, 200_000));
	const whole = await bytesOf(source);
	for (let round = 0; round < 300; round += 1) {
		const start = (round * 7919) % source.size;
		const end = Math.min(source.size, start + 1 + ((round * 104_729) % 90_000));
		expect((await bytesOf(source, start, end)).equals(whole.subarray(start, end))).toBe(true);
	}
});

test('holds 2,001 files in a gigabyte unless told otherwise, and makes only what is read', async () => {
	const source = virtualArchive();
	expect(source.entries).toHaveLength(2001);
	expect(source.entries.reduce((sum, entry) => sum + entry.size, 0)).toBe(1024 ** 3);
	const entries = await listed(source);
	expect(entries.map((entry) => entry.crc32)).toEqual(source.entries.map((entry) => entry.crc));
	let crc = 0;
	for await (const part of source.contentOf(1234)) crc = crc32(part, crc);
	expect(crc).toBe(source.entries[1234]?.crc);
});

test('is ZIP64 where it has to be', async () => {
	const source = virtualArchive([
		{ path: 'first.bin', size: 5 * 1024 ** 3 },
		{ path: 'last.txt', bytes: Buffer.from('behind five gigabytes') },
	]);
	const entries = await listed(source);
	expect(entries.map(({ fileName, uncompressedSize }) => [fileName, uncompressedSize])).toEqual([
		['first.bin', 5 * 1024 ** 3],
		['last.txt', 21],
	]);
});

test('comes out of a service in ranges', async () => {
	const sandbox = await startSandbox();
	try {
		const source = virtualArchive();
		sandbox.serve('dataFramer', source);
		sandbox.behaviour.dataFramer.pendingAnswers = 0;
		sandbox.behaviour.dataFramer.buildMilliseconds = 0;
		const address = `${sandbox.origin('dataFramer')}/api/dataframer/runs/${sandbox.demo.dataFramer.runId}/files/download/`;
		const headers = { authorization: `Bearer ${sandbox.credentials.dataFramer.apiKey}` };
		const ready = (await (await fetch(address, { headers })).json()) as {
			download_url: string;
			size_bytes: number;
		};
		expect(ready.size_bytes).toBe(source.size);
		const entry = source.entries[2000] ?? { dataStart: 0, size: 0 };
		const range = `bytes=${entry.dataStart}-${entry.dataStart + entry.size - 1}`;
		const answer = await fetch(ready.download_url, { headers: { range } });
		expect(answer.status).toBe(206);
		const digest = createHash('sha256')
			.update(Buffer.from(await answer.arrayBuffer()))
			.digest('hex');
		const own = createHash('sha256');
		for await (const part of source.contentOf(2000)) own.update(part);
		expect(digest).toBe(own.digest('hex'));
	} finally {
		await sandbox.close();
	}
});
