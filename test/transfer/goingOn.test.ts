/** A transfer that breaks goes on, and nobody who reads it notices. */
import { randomBytes } from 'node:crypto';
import { archiveSource } from '../../nodes/shared/transfer/archiveSource';
import type { ByteStream } from '../../nodes/shared/contract/source';
import { Refusal } from '../../nodes/shared/base/refusal';
import { buildZip } from '../zip/support/buildZip';
import { unpack } from '../zip/support/unpack';
import {
	correct,
	fakeApi,
	fakeArchive,
	lost,
	piece,
	read,
	whole,
	type Asked,
	type Server,
} from './support/server';

const noise = randomBytes(1_500_000);
const ZIP = buildZip([
	{ name: 'first.bin', data: noise },
	{ name: 'second.bin', data: noise.subarray(300_000), deflate: true, descriptor: 'signed' },
	{ name: 'third.txt', data: 'words '.repeat(1000), deflate: true },
]);
/** Breaks `server` off after so many bytes of each of its answers, one place after the other, then no more. */
const dropping =
	(server: Server, places: number[], cleanly = false): Server =>
	(asked, bytes) => {
		const after = places[asked.number - 1];
		const served = server(asked, bytes);
		return after === undefined ? served : { ...served, cut: { after, cleanly } };
	};
const noRanges: Server = (_, bytes) => whole(bytes, { tag: '' });
const chunked: Server = (_, bytes) => whole(bytes, { length: false, tag: '' });

function open(
	server: Server,
	{
		ranges = true,
		bytes = ZIP,
		attempts = 5,
	}: { ranges?: boolean; bytes?: Parameters<typeof fakeArchive>[1]; attempts?: number } = {},
) {
	const api = fakeApi();
	const fake = fakeArchive(server, bytes, { ranges }, 10_000);
	return {
		...fake,
		api,
		source: archiveSource(fake.content, { service: 'Box', api, patience: { attempts } }),
	};
}
const starts = (asked: Asked[]) => asked.map(({ range }) => range?.start ?? null);

test('with ranges: from the byte where it broke, not one of them twice', async () => {
	const { source, asked, sent, open: left } = open(dropping(correct, [10, 999_990, 12_345, 700_000]));
	expect((await read(await source.open(0))).equals(ZIP)).toBe(true);
	expect(starts(asked)).toEqual([null, 10, 1_000_000, 1_012_345, 1_712_345]);
	expect(asked[1].headers).toEqual({ 'If-Range': '"one"' });
	expect(sent()).toBe(ZIP.length);
	expect(left()).toBe(0);
});

test('with ranges, of unknown length at first', async () => {
	const server: Server = (asked, bytes) =>
		asked.range ? correct(asked, bytes) : whole(bytes, { length: false });
	const { source, asked, sent } = open(dropping(server, [500_000]));
	expect((await read(await source.open(0))).equals(ZIP)).toBe(true);
	expect(starts(asked)).toEqual([null, 500_000]);
	expect(sent()).toBe(ZIP.length);
});

test.each([
	['that breaks', noRanges, false],
	['of unknown length that breaks', chunked, false],
	['of unknown length that ends as if that were all', chunked, true],
	['that ends before the length it announced', noRanges, true],
])(
	'without ranges, one %s: asked for again, and what was delivered is passed over',
	async (_, server, cleanly) => {
		const {
			source,
			asked,
			sent,
			open: left,
		} = open(dropping(server, [1_400_000, 1_400_001, 2_000_000], cleanly), { ranges: false });
		expect((await read(await source.open(0))).equals(ZIP)).toBe(true);
		expect(starts(asked)).toEqual([null, null, null, null]);
		expect(sent()).toBe(ZIP.length + 4_800_001);
		expect(left()).toBe(0);
	},
);

test('files are handed over once, in the middle of one as well', async () => {
	const { source } = open(dropping(chunked, [700_000, 1_600_000, 2_650_000], true), { ranges: false });
	const { files, report } = await unpack(source);
	expect(files.map(({ path, bytes }) => [path, bytes.length])).toEqual([
		['first.bin', 1_500_000],
		['second.bin', 1_200_000],
		['third.txt', 6000],
	]);
	expect(files[0].bytes.equals(noise)).toBe(true);
	expect(files[1].bytes.equals(noise.subarray(300_000))).toBe(true);
	expect(report.warnings).toEqual([]);
});

test('the connection breaks behind the last byte: nothing is missing', async () => {
	for (const server of [correct, noRanges]) {
		const { source, asked } = open(dropping(server, [ZIP.length]));
		expect((await read(await source.open(0))).equals(ZIP)).toBe(true);
		expect(asked).toHaveLength(1);
	}
});

const other = Buffer.from(ZIP);
other[100_000] ^= 1;
const shifted = Buffer.concat([ZIP.subarray(0, 1_000_000), Buffer.from('-'), ZIP.subarray(1_000_000)]);
const longer = Buffer.concat([ZIP, Buffer.from('-')]);

test.each([
	['one byte is another', chunked, other, false],
	['a byte more in the middle', chunked, shifted, false],
	['another length announced', noRanges, longer, false],
	['shorter than what was delivered', chunked, buildZip([{ name: 'a', data: 'b' }]), false],
	[
		'with ranges and a tag',
		(asked: Asked, bytes: Buffer) => (asked.number === 1 ? whole(bytes) : whole(bytes, { tag: '"two"' })),
		shifted,
		true,
	],
	[
		'with pieces that tell of another tag',
		(asked: Asked, bytes: Buffer) =>
			asked.range ? piece(bytes, asked.range, { tag: '"two"' }) : whole(bytes),
		shifted.subarray(0, ZIP.length),
		true,
	],
])('an archive that was changed meanwhile is told: %s', async (_, server, later, ranges) => {
	let asked = 0;
	const fake = open(dropping(server, [1_400_000]), { ranges, bytes: () => (++asked === 1 ? ZIP : later) });
	await expect(fake.source.open(0).then(read)).rejects.toMatchObject({
		code: 'ARCHIVE_CHANGED',
		message: 'The archive on Box was changed while it was read',
	});
	expect(fake.open()).toBe(0);
});

test('a lost connection is told as one, in the middle of a file too, and with what was tried', async () => {
	for (const start of [1_400_000, 1_600_000]) {
		const { source, api, asked } = open(dropping(noRanges, Array<number>(20).fill(start)), { ranges: false });
		await expect(unpack(source)).rejects.toMatchObject({
			name: 'Refusal',
			code: 'CONNECTION_LOST',
			message: 'The connection to Box broke off',
			description: expect.stringContaining(
				`came to byte ${start} of ${ZIP.length}. It was taken up again there 5 times`,
			) as string,
		});
		expect(asked).toHaveLength(6);
		expect(api.pauses).toEqual([500, 1000, 2000, 4000, 8000]);
	}
});

test('attempts count in a row: each that brings more begins anew', async () => {
	const places = Array.from({ length: 40 }, () => 50_000);
	const { source, api, sent } = open(dropping(correct, places));
	expect((await read(await source.open(0))).equals(ZIP)).toBe(true);
	expect(sent()).toBe(ZIP.length);
	expect(new Set(api.pauses)).toEqual(new Set([500]));
});

test('a transfer that breaks for ever ends, however little each attempt brings', async () => {
	const { source, asked } = open(dropping(correct, Array<number>(1000).fill(10)));
	await expect(source.open(0).then(read)).rejects.toMatchObject({
		code: 'CONNECTION_LOST',
		description: expect.stringContaining('broke off 200 times') as string,
	});
	expect(asked).toHaveLength(201);
});

test('no attempts when the user wants none', async () => {
	const { source, asked } = open(dropping(correct, [10]), { attempts: 0 });
	await expect(source.open(0).then(read)).rejects.toThrow('The connection to Box broke off');
	expect(asked).toHaveLength(1);
});

/** What the second and third request meet; then all is well. */
const meeting = (refusal: () => Error, server: Server = correct): Server =>
	dropping(
		(asked, bytes) => {
			if (asked.number === 2 || asked.number === 3) throw refusal();
			return server(asked, bytes);
		},
		[1_000_000],
	);

test.each<[Refusal['code'], number | null]>([
	['CONNECTION_LOST', null],
	['UNREACHABLE', null],
	['TRANSFER_TOO_SLOW', null],
	['SERVICE_UNAVAILABLE', 503],
	['SERVICE_UNAVAILABLE', 502],
	['TOO_MANY_REQUESTS', 429],
	['SERVICE_REFUSED', 504],
])('goes on after %s (%s), without sending a byte twice', async (code, status) => {
	const { source, sent } = open(meeting(() => lost(code, status)));
	expect((await read(await source.open(0))).equals(ZIP)).toBe(true);
	expect(sent()).toBe(ZIP.length);
});

test.each<[Refusal['code'], number | null]>([
	['SIGN_IN_REFUSED', 401],
	['NOT_FOUND', 404],
	['ARCHIVE_EXPIRED', 410],
	['TIME_IS_UP', null],
])('does not go on after %s', async (code, status) => {
	const { source, asked } = open(meeting(() => lost(code, status)));
	await expect(source.open(0).then(read)).rejects.toMatchObject({ code, status });
	expect(asked).toHaveLength(2);
});

test('a service that asks for time gets it, up to the longest pause', async () => {
	const busy = (retryAfter: number) =>
		new Refusal('Box is busy', 'Wait.', { code: 'TOO_MANY_REQUESTS', status: 429, retryAfter });
	for (const [seconds, pauses] of [
		[7, [500, 7000, 7000]],
		[9999, [500, 30_000, 30_000]],
		[0, [500, 1000, 2000]],
	] as const) {
		const { source, api } = open(meeting(() => busy(seconds)));
		await read(await source.open(0));
		expect(api.pauses).toEqual(pauses);
	}
});

test('a page of a proxy in between is waited out', async () => {
	const page: Server = (asked, bytes) =>
		asked.number === 2
			? whole(Buffer.from('<html>Bad gateway</html>'), { length: false, tag: '' })
			: chunked(asked, bytes);
	const { source } = open(dropping(page, [1_000_000]), { ranges: false });
	expect((await read(await source.open(0))).equals(ZIP)).toBe(true);
});

test('pieces are refused when it breaks: the whole archive is asked for, and compared', async () => {
	for (const status of [400, 403, 416, 500, 501]) {
		const server: Server = (asked, bytes) => {
			if (asked.range) throw lost('SERVICE_REFUSED', status);
			return whole(bytes);
		};
		const { source, asked } = open(dropping(server, [1_000_000]));
		expect((await read(await source.open(0))).equals(ZIP)).toBe(true);
		expect(starts(asked)).toEqual([null, 1_000_000, null]);
	}
});

test.each([
	['tiny ones, until it is no use any more', 10, 101],
	['large ones, however many', 65_536, Math.ceil((ZIP.length - 1_000) / 65_536)],
])('a server that gives less than was asked for is asked again: %s', async (_, length, most) => {
	const server: Server = (asked, bytes) => {
		if (!asked.range) return whole(bytes);
		const { start } = asked.range;
		return piece(bytes, { start, end: Math.min(start + length, bytes.length) });
	};
	const { source, asked } = open(server);
	const part = await read(await source.open(1_000));
	expect(part.equals(ZIP.subarray(1_000))).toBe(true);
	expect(asked.length).toBe(most);
	expect(starts(asked).at(-1) === null).toBe(length === 10);
});

test('Stop and the deadline end the pause, and nothing is asked for after that', async () => {
	for (const reason of [Object.assign(new Error('stopped'), { name: 'Stopped' }), lost('TIME_IS_UP')]) {
		const fake = fakeArchive(dropping(correct, [10]), ZIP);
		const api = { ...fakeApi(), pause: async () => await Promise.reject(reason) };
		const source = archiveSource(fake.content, { service: 'Box', api });
		await expect(source.open(0).then(read)).rejects.toBe(reason);
		expect(fake.asked).toHaveLength(1);
	}
});

test('closed while it waits: nothing is asked for any more', async () => {
	const fake = fakeArchive(dropping(correct, [10]), ZIP);
	const opened: ByteStream[] = [];
	const api = { ...fakeApi(), pause: async () => await Promise.resolve(opened[0].close()) };
	const stream = await archiveSource(fake.content, { service: 'Box', api }).open(0);
	opened.push(stream);
	expect((await read(stream)).length).toBe(10);
	expect(fake.asked).toHaveLength(1);
});

test('bytes behind the archive, of unknown length: one more attempt shows that this is all', async () => {
	const { source, asked } = open(chunked, { ranges: false, bytes: Buffer.concat([ZIP, Buffer.alloc(9)]) });
	const { report } = await unpack(source);
	expect(report.warnings).toEqual(['9 bytes behind the archive were passed over']);
	expect(asked).toHaveLength(2);
});

test('an archive of unknown length that is whole is asked for once, with a comment too', async () => {
	for (const bytes of [ZIP, buildZip([{ name: 'a', data: 'b' }], { comment: 'PK\x05\x06'.repeat(100) })]) {
		const { source, asked } = open(chunked, { ranges: false, bytes });
		expect((await read(await source.open(0))).equals(bytes)).toBe(true);
		expect(asked).toHaveLength(1);
	}
});

test('an archive that always ends too early is for the reader to judge', async () => {
	const { source, asked } = open(chunked, { ranges: false, bytes: ZIP.subarray(0, 2_000_000) });
	await expect(unpack(source)).rejects.toThrow('The archive stops too early');
	expect(asked).toHaveLength(2);
});
