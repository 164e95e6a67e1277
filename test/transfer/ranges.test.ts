/** Whatever a server does with a range: List Files and patterns give what forward reading gives. */
import { brokeOff } from '../../nodes/shared/http/refusals/transfers';
import { archiveSource } from '../../nodes/shared/transfer/archiveSource';
import { listArchive } from '../../nodes/shared/zip';
import { buildZip } from '../zip/support/buildZip';
import { unpack } from '../zip/support/unpack';
import { randomBytes } from 'node:crypto';
import {
	correct,
	fakeApi,
	fakeArchive,
	lost,
	piece,
	whole,
	type Served,
	type Server,
} from './support/server';

const files = [
	{ name: 'noise.bin', data: randomBytes(300_000) },
	{ name: 'table.csv', data: '1;2\n'.repeat(50) },
	{ name: 'folder/text.txt', data: 'words '.repeat(500), deflate: true },
	{ name: 'other.csv', data: randomBytes(30_000) },
];
const ARCHIVES = { small: buildZip(files.slice(1, 3)), large: buildZip(files) };

const refuse =
	(status: number): Server =>
	(asked, bytes) => {
		if (asked.range) throw lost('SERVICE_REFUSED', status);
		return whole(bytes);
	};
/** What n8n says of a piece out of an answer that was packed as a whole: by then it has taken its Content-Encoding away. */
const undecodable = (after: number): Served['cut'] => ({
	after,
	reason: brokeOff('Box', { code: 'Z_DATA_ERROR' }),
});
/** A piece, changed by `change`; the whole archive as it should be. */
const pieces =
	(change: (served: Served, start: number, bytes: Buffer) => Served): Server =>
	(asked, bytes) => {
		if (!asked.range) return whole(bytes);
		return change(piece(bytes, asked.range), asked.range.start, bytes);
	};
const withHeaders = (headers: (served: Served) => Served['headers']): Server =>
	pieces((served) => ({ ...served, headers: { ...served.headers, ...headers(served) } }));
const withPlace = (place: (first: number, last: number, total: number) => string): Server =>
	withHeaders(({ headers }) => {
		const [first, last, total] = /(\d+)-(\d+)\/(\d+)/.exec(headers['content-range'])!.slice(1).map(Number);
		return { 'content-range': place(first, last, total) };
	});

/** HttpRangeProcessor of Alfresco: without a start it is 0, and an end beyond the file is believed. Pieces have no tag. */
const alfresco: Server = ({ range }, bytes): Served => {
	const total = bytes.length;
	if (!range) {
		const served = whole(bytes);
		return { ...served, headers: { ...served.headers, 'content-range': `bytes 0-${total - 1}/${total}` } };
	}
	const start = Math.max(0, range.start);
	const last = range.start < 0 ? -range.start : (range.end ?? bytes.length) - 1;
	if (start > last) throw lost('SERVICE_REFUSED', 416);
	const body = bytes.subarray(start, last + 1);
	const length = last + 1 - start;
	return {
		status: 206,
		headers: { 'content-range': `bytes ${start}-${last}/${bytes.length}`, 'content-length': String(length) },
		bytes: body,
		...(body.length < length ? { cut: { after: body.length } } : {}),
	};
};
/** dufs: a suffix longer than the file, and an end beyond it, are refused. */
const dufs: Server = (asked, bytes) => {
	const { range } = asked;
	if (
		range &&
		(range.start < -bytes.length || range.start >= bytes.length || (range.end ?? 0) > bytes.length)
	)
		throw lost('SERVICE_REFUSED', 416);
	return correct(asked, bytes);
};

const SERVERS: Record<string, Server> = {
	'as it should be': correct,
	Alfresco: alfresco,
	dufs: dufs,
	'200 and everything': (_, bytes) => whole(bytes),
	'200 and everything, of unknown length': (_, bytes) => whole(bytes, { length: false }),
	...Object.fromEntries(
		[400, 403, 405, 412, 416, 500, 501, 503].map((status) => [`${status}`, refuse(status)]),
	),
	'416 for suffixes alone': (asked, bytes) =>
		asked.range && asked.range.start < 0 ? refuse(416)(asked, bytes) : correct(asked, bytes),
	'416 for suffixes alone, and at first a larger total': (asked, bytes) => {
		if (asked.range && asked.range.start < 0) return refuse(416)(asked, bytes);
		const served = correct(asked, bytes);
		const { length } = bytes;
		const place = served.headers['content-range']?.replace(`/${length}`, `/${length + 1}`);
		return asked.number === 2 && place
			? { ...served, headers: { ...served.headers, 'content-range': place } }
			: served;
	},
	'200 for suffixes alone': (asked, bytes) =>
		asked.range && asked.range.start < 0 ? whole(bytes) : correct(asked, bytes),
	'a piece next to the one asked for': (asked, bytes) =>
		asked.range ? piece(bytes, { start: asked.range.start - 1, end: asked.range.end }) : whole(bytes),
	'always the first piece': (asked, bytes) =>
		asked.range ? piece(bytes, { start: 0, end: 500 }) : whole(bytes),
	'everything, as 206': (asked, bytes) => (asked.range ? piece(bytes, { start: 0 }) : whole(bytes)),
	'everything, as 206, also when nobody asks': (_, bytes) => piece(bytes, { start: 0 }),
	'no tags': (asked, bytes) =>
		asked.range ? piece(bytes, asked.range, { tag: '' }) : whole(bytes, { tag: '' }),
	'weak tags': (asked, bytes) =>
		asked.range ? piece(bytes, asked.range, { tag: 'W/"1"' }) : whole(bytes, { tag: 'W/"1"' }),
	'another tag each time': (asked, bytes) =>
		asked.range
			? piece(bytes, asked.range, { tag: `"${asked.number}"` })
			: whole(bytes, { tag: `"${asked.number}"` }),
	'another tag each time, and If-Range': (asked, bytes) =>
		asked.range && !asked.headers['If-Range']
			? piece(bytes, asked.range, { tag: `"${asked.number}"` })
			: whole(bytes, { tag: `"${asked.number}"` }),
	'no Content-Range': pieces((served) => ({ ...served, headers: {} })),
	'Content-Range of nonsense': withPlace(() => 'bytes of the archive'),
	'Content-Range in lines': withPlace((first, last, total) => `lines ${first}-${last}/${total}`),
	'an unknown total': withPlace((first, last) => `bytes ${first}-${last}/*`),
	'a larger total': withPlace((first, last, total) => `bytes ${first}-${last}/${total + 1}`),
	'a smaller total': withPlace((first, last, total) => `bytes ${first}-${last}/${total - 1}`),
	'other bytes than it says': pieces((served) => ({ ...served, bytes: Buffer.alloc(served.bytes.length) })),
	'other bytes than it says, behind the directory': (asked, bytes) => {
		const served = correct(asked, bytes);
		return served.status === 206 && asked.number > 1
			? { ...served, bytes: Buffer.alloc(served.bytes.length) }
			: served;
	},
	'a total of 0': withPlace((first, last) => `bytes ${first}-${last}/0`),
	'last before first': withPlace((first, last, total) => `bytes ${last}-${first - 1}/${total}`),
	'huge numbers': withPlace((first, last) => `bytes ${first}-${last}/${'9'.repeat(400)}`),
	'pieces under a Content-Encoding': withHeaders(() => ({ 'content-encoding': 'gzip' })),
	'pieces that cannot be decoded': pieces((served) => ({ ...served, cut: undecodable(0) })),
	'pieces that cannot be decoded half way': pieces((served) => ({
		...served,
		cut: undecodable(Math.ceil(served.bytes.length / 2)),
	})),
	'pieces behind the first that cannot be decoded': (asked, bytes) => {
		const served = correct(asked, bytes);
		return served.status === 206 && asked.number > 1 ? { ...served, cut: undecodable(0) } : served;
	},
	'several pieces in one body': withHeaders(() => ({ 'content-type': 'multipart/byteranges; boundary=x' })),
	'half of what was asked for': (asked, bytes) => {
		if (!asked.range) return whole(bytes);
		const { start, end = bytes.length } = asked.range;
		const first = start < 0 ? Math.max(0, bytes.length + start) : start;
		return piece(bytes, { start: first, end: first + Math.ceil((end - first) / 2) });
	},
	'fewer bytes than announced': pieces((served) => ({
		...served,
		cut: { after: Math.ceil(served.bytes.length / 2) },
	})),
	'fewer bytes than announced, cleanly': pieces((served) => ({
		...served,
		cut: { after: Math.ceil(served.bytes.length / 2), cleanly: true },
	})),
	'no bytes in a piece': pieces((served) => ({ ...served, cut: { after: 0 } })),
	'no bytes in a piece, cleanly': pieces((served) => ({ ...served, cut: { after: 0, cleanly: true } })),
	'too much in a piece': pieces((served, start, bytes) => ({
		...served,
		bytes: bytes.subarray(start < 0 ? Math.max(0, bytes.length + start) : start),
	})),
	'a byte of what was asked for': (asked, bytes) => {
		if (!asked.range) return whole(bytes);
		const { start } = asked.range;
		const first = start < 0 ? Math.max(0, bytes.length + start) : start;
		return piece(bytes, { start: first, end: first + 1 });
	},
	'pieces as 200': pieces((served) => ({ ...served, status: 200 })),
	'204 for pieces': pieces((served) => ({ ...served, status: 204, bytes: Buffer.alloc(0) })),
};

const everything = Object.entries(SERVERS).flatMap(([name, server]) =>
	[null, 'right', 'wrong'].flatMap((announced) =>
		Object.entries(ARCHIVES).map(([size, bytes]): [string, Server, Buffer, number | null] => [
			`${name}, ${size} archive, ${announced ?? 'no'} size announced`,
			server,
			bytes,
			announced === null ? null : bytes.length + (announced === 'right' ? 0 : 7),
		]),
	),
);

test.each(everything)('%s', async (_, server, bytes, size) => {
	const truth = async (facts: object) => {
		const fake = fakeArchive((_asked, all) => whole(all), bytes, facts);
		return { fake, source: archiveSource(fake.content, { service: 'Box', api: fakeApi() }) };
	};
	const here = () => {
		const fake = fakeArchive(server, bytes, { size });
		return { fake, source: archiveSource(fake.content, { service: 'Box', api: fakeApi() }) };
	};
	const forward = (await truth({ ranges: false })).source;
	const listed = await listArchive(forward, {});
	const mine = here();
	expect((await listArchive(mine.source, {})).entries).toEqual(listed.entries);
	expect(mine.fake.open()).toBe(0);

	for (const options of [{ include: ['*.csv'] }, { include: ['table.csv'] }, {}]) {
		const want = (await unpack((await truth({ ranges: false })).source, options)).files;
		const one = here();
		const got = (await unpack(one.source, options)).files;
		expect(got.map(({ path, sha256 }) => [path, sha256])).toEqual(
			want.map(({ path, sha256 }) => [path, sha256]),
		);
		expect(one.fake.open()).toBe(0);
	}
});

test.each([
	['as it should be', correct, 2],
	['Alfresco', alfresco, 3],
	['416 for suffixes alone', SERVERS['416 for suffixes alone'], 4],
	[
		'the same, and at first a larger total',
		SERVERS['416 for suffixes alone, and at first a larger total'],
		5,
	],
])('requests for one file of a large archive: %s', async (_, server, most) => {
	const { content, asked, sent } = fakeArchive(
		server,
		buildZip([{ name: 'more.bin', data: randomBytes(3_000_000) }, ...files]),
	);
	const { files: got } = await unpack(archiveSource(content, { service: 'Box', api: fakeApi() }), {
		include: ['table.csv'],
	});
	expect(got).toHaveLength(1);
	expect(asked.length).toBeLessThanOrEqual(most);
	expect(sent()).toBeLessThan(80_000);
});

/** An archive that is shorter than the tail that is looked for: how much is asked before all of it is here. */
test.each([
	['as it should be', correct, 1],
	['Alfresco', alfresco, 1],
	['dufs', dufs, 2],
	['416 for suffixes alone', SERVERS['416 for suffixes alone'], 2],
])('requests for a small archive: %s', async (_, server, most) => {
	const { content, asked } = fakeArchive(server, ARCHIVES.small, {});
	const { files: got } = await unpack(archiveSource(content, { service: 'Box', api: fakeApi() }), {});
	expect(got).toHaveLength(2);
	expect(asked.length).toBe(most);
});
