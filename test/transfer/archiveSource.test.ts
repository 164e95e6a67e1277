import { randomBytes } from 'node:crypto';
import { archiveSource } from '../../nodes/shared/transfer/archiveSource';
import { unpackArchive } from '../../nodes/shared/zip';
import { buildZip } from '../zip/support/buildZip';
import { correct, fakeApi, fakeArchive, piece, read, whole, type Server } from './support/server';

const BYTES = Buffer.from('PK\x03\x04456789abcdefghij', 'latin1');

function sourceOf(server: Server, facts = {}) {
	const fake = fakeArchive(server, BYTES, facts);
	return { ...fake, source: archiveSource(fake.content, { service: 'Box', api: fakeApi() }) };
}

test('the whole archive, with its size', async () => {
	const { source } = sourceOf(correct);
	expect(source.size).toBeNull();
	expect(await read(await source.open(0))).toEqual(BYTES);
	expect(source.size).toBe(20);
});

describe('the last byte', () => {
	const ZIP = buildZip([{ name: 'a.txt', data: 'x'.repeat(5_000) }]);
	const chunked: Server = (_, bytes) => whole(bytes, { length: false });
	const cut: Server = (_, bytes) => ({ ...whole(bytes), cut: { after: bytes.length - 1, cleanly: true } });
	const unmarked: Server = (_, bytes) => whole(bytes.subarray(0, -1), { length: false });

	/** Bytes that were read of a source when it was told. */
	async function toldAt(server: Server, start?: number): Promise<number[]> {
		const told: number[] = [];
		let got = 0;
		const fake = fakeArchive(server, ZIP);
		const source = archiveSource(fake.content, {
			service: 'Box',
			api: fakeApi(),
			patience: { attempts: 0 },
			onLastByte: () => told.push(got),
		});
		try {
			for await (const { length } of await source.open(start ?? 0)) got += length;
		} catch {
			// What is told of a transfer that broke is another test's.
		}
		return told;
	}
	const beforeLastChunk = Math.floor(ZIP.length / 1000) * 1000;

	test.each<[string, Server, number | undefined, number[]]>([
		['by its length, before anybody has read it', correct, undefined, [beforeLastChunk]],
		['by the end record where there is no length', chunked, undefined, [beforeLastChunk]],
		['never where the transfer was cut', cut, undefined, []],
		['never where the archive was cut', unmarked, undefined, []],
		['never for a piece', correct, -5, []],
	])('is told %s', async (_name, server, start, told) => {
		expect(await toldAt(server, start)).toEqual(told);
	});

	test.each([
		['holds all of a small archive before it hands anything over', 1_000, ['all', 'a.txt']],
		['asks for more of a larger one', 300_000, ['a.txt']],
	])('the reader %s', async (_name, length, expected) => {
		const happened: string[] = [];
		const { content } = fakeArchive(correct, buildZip([{ name: 'a.txt', data: randomBytes(length) }]));
		const onLastByte = () => void happened.push('all');
		const source = archiveSource(content, { service: 'Box', api: fakeApi(), onLastByte });
		await unpackArchive(source, {}, async ({ path }) => {
			await Promise.resolve();
			happened.push(path);
		});
		expect(happened).toEqual(expected);
	});
});

test('pieces, from the front and from the end, in one request each', async () => {
	const { source, asked } = sourceOf(correct);
	const tail = await source.open(-5);
	expect(tail.offset).toBe(15);
	expect(String(await read(tail))).toBe('fghij');
	expect(source.size).toBe(20);
	expect(String(await read(await source.open(4, 6)))).toBe('45');
	expect(asked.map(({ range }) => range)).toEqual([{ start: -5 }, { start: 4, end: 6 }]);
	expect(asked[1].headers).toEqual({ 'If-Range': '"one"' });
});

test('the end is asked for by its place where the length is known', async () => {
	const { source, asked } = sourceOf(correct, { size: 20 });
	expect(String(await read(await source.open(-5)))).toBe('fghij');
	expect(asked.map(({ range }) => range)).toEqual([{ start: 15, end: 20 }]);
});

test('another length than announced is learned from the first piece', async () => {
	const { source, asked } = sourceOf(correct, { size: 21 });
	expect(String(await read(await source.open(-5)))).toBe('fghij');
	expect(asked).toHaveLength(2);
	expect(source.size).toBe(20);
});

test('a server that ignores ranges is told, and what it sent is read instead of asked for again', async () => {
	const { source, asked, open } = sourceOf((_, bytes) => whole(bytes));
	await expect(source.open(-5)).rejects.toMatchObject({ name: 'RangesUnavailable' });
	expect(source.ranges).toBe(false);
	expect(await read(await source.open(0))).toEqual(BYTES);
	expect(asked).toHaveLength(1);
	expect(open()).toBe(0);
});

test.each([
	['weak', 'W/"1"'],
	['without quotes', '1'],
	['empty', '""'],
	['missing', ''],
])('a tag that is %s is not sent back', async (_, tag) => {
	const { source, asked } = sourceOf(({ range }, bytes) =>
		range ? piece(bytes, range, { tag }) : whole(bytes, { tag }),
	);
	await read(await source.open(-5));
	expect(String(await read(await source.open(4, 6)))).toBe('45');
	expect(asked[1].headers).toEqual({});
});

test('tags that are another each time prove nothing', async () => {
	const { source, asked } = sourceOf(({ range, number }, bytes) =>
		piece(bytes, range!, { tag: `"${number}"` }),
	);
	for (const start of [4, 6, 8, 10]) {
		expect(String(await read(await source.open(start, start + 2)))).toBe(
			BYTES.toString('latin1', start, start + 2),
		);
	}
	expect(asked.map(({ headers }) => headers['If-Range'])).toEqual([undefined, '"1"', undefined, undefined]);
});

test('less than was asked for, and said so, is asked for until all is there, without a pause', async () => {
	const api = fakeApi();
	const { content, asked } = fakeArchive(
		({ range }, bytes) => piece(bytes, { start: range!.start, end: range!.start + 3 }),
		BYTES,
	);
	const source = archiveSource(content, { service: 'Box', api });
	expect(String(await read(await source.open(4, 12)))).toBe('456789ab');
	expect(asked.map(({ range }) => range)).toEqual([4, 7, 10].map((start) => ({ start, end: 12 })));
	expect(api.pauses).toEqual([]);
});

test('more than was asked for is left', async () => {
	const { source } = sourceOf(({ range }, bytes) => piece(bytes, { start: range!.start }));
	expect(String(await read(await source.open(4, 6)))).toBe('45');
});

test('what is wrong with everything is told as it is', async () => {
	const { source } = sourceOf(() => {
		throw Object.assign(new Error('stop'), { name: 'Stopped' });
	});
	await expect(source.open(-5)).rejects.toThrow('stop');
	await expect(source.open(0)).rejects.toThrow('stop');
});
