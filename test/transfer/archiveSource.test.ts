import { archiveSource } from '../../nodes/shared/http/archiveSource';
import type { StreamAnswer } from '../../nodes/shared/contract/api';
import type { ArchiveContent, ByteRange } from '../../nodes/shared/contract';

const BYTES = Buffer.from('0123456789abcdefghij');

/** A server that gives whole archives or pieces, and may misbehave. */
function content(
	misbehave: {
		ignoreRanges?: boolean;
		cutAt?: number;
		tag?: () => string;
		shift?: number;
		length?: string;
	} = {},
	size: number | null = null,
) {
	const asked: Array<ByteRange | undefined> = [];
	const closed: boolean[] = [];
	const answer = (status: number, headers: Record<string, string>, bytes: Buffer): StreamAnswer => ({
		status,
		headers,
		body: {
			async *[Symbol.asyncIterator]() {
				yield await Promise.resolve(bytes.subarray(0, misbehave.cutAt ?? bytes.length));
			},
			close: () => closed.push(true),
		},
	});
	const archive: ArchiveContent = {
		fileName: null,
		size,
		ranges: true,
		fetch: async (range, headers) => {
			asked.push(range);
			const etag = misbehave.tag?.() ?? '"one"';
			const unchanged = headers?.['If-Range'] === undefined || headers['If-Range'] === etag;
			if (range === undefined || misbehave.ignoreRanges || !unchanged) {
				// Alfresco sends Content-Range with a full answer too.
				const all = { etag, 'content-length': misbehave.length ?? '20', 'content-range': 'bytes 0-19/20' };
				return await Promise.resolve(answer(200, all, BYTES));
			}
			const start = (range.start < 0 ? BYTES.length + range.start : range.start) + (misbehave.shift ?? 0);
			const piece = BYTES.subarray(start, range.end);
			const part = {
				etag,
				'content-range': `bytes ${start}-${start + piece.length - 1}/20`,
				'content-length': String(piece.length),
			};
			return await Promise.resolve(answer(206, part, piece));
		},
	};
	return { archive, asked, closed };
}

async function read(stream: AsyncIterable<Uint8Array>): Promise<string> {
	const parts: Uint8Array[] = [];
	for await (const part of stream) parts.push(part);
	return Buffer.concat(parts).toString();
}

test('the whole archive, with its size', async () => {
	const source = archiveSource(content().archive, 'Box');
	expect(source.size).toBeNull();
	expect(await read(await source.open(0))).toBe(BYTES.toString());
	expect(source.size).toBe(20);
});

test('pieces, from the front and from the end', async () => {
	const source = archiveSource(content().archive, 'Box');
	const tail = await source.open(-5);
	expect(tail.offset).toBe(15);
	expect(await read(tail)).toBe('fghij');
	expect(source.size).toBe(20);
	expect(await read(await source.open(2, 6))).toBe('2345');
});

test('a server that ignores ranges is told, and what it sent is read instead of asked for again', async () => {
	const { archive, asked } = content({ ignoreRanges: true });
	const source = archiveSource(archive, 'Box');
	await expect(source.open(-5)).rejects.toMatchObject({ name: 'RangesUnavailable' });
	expect(source.ranges).toBe(false);
	expect(await read(await source.open(0))).toBe(BYTES.toString());
	expect(asked).toHaveLength(1);
});

test.each([
	['a cut whole', { cutAt: 10 }, 0, 'The connection to Box broke off'],
	['a cut piece', { cutAt: 2 }, -5, 'The connection to Box broke off'],
	[
		'another piece than asked for',
		{ shift: 1 },
		3,
		'Box sent another part of the archive than was asked for',
	],
])('%s is refused', async (_, misbehave, start, message) => {
	const source = archiveSource(content(misbehave).archive, 'Box');
	await expect(source.open(start).then(read)).rejects.toThrow(message);
});

test('an archive that changes between two pieces is refused, and its transfer closed', async () => {
	let version = 1;
	const { archive, closed } = content({ tag: () => `"${version}"` });
	const source = archiveSource(archive, 'Box');
	await read(await source.open(-5));
	version = 2;
	await expect(source.open(2, 6)).rejects.toThrow('The archive on Box was changed while it was read');
	expect(closed).toHaveLength(1);
});

test('another length than the service announced is refused', async () => {
	const source = archiveSource(content({}, 21).archive, 'DataFramer');
	await expect(source.open(0)).rejects.toThrow('DataFramer announced 21 bytes and sends 20');
});

test('a weak tag proves nothing and is not sent back', async () => {
	const source = archiveSource(content({ tag: () => 'W/"1"' }).archive, 'Box');
	await read(await source.open(-5));
	expect(await read(await source.open(2, 6))).toBe('2345');
});
