/** The structure of an archive, followed as it streams by: where it ends, or that it can't be followed. */
import { Structure } from '../../../nodes/shared/output/structure/follow';
import { ArchiveRefused } from '../../../nodes/shared/zip';
import { buildZip, extraField, type ArchiveSpec, type EntrySpec } from '../../zip/support/buildZip';

const a: EntrySpec = { name: 'a.txt', data: 'hello' };
const b: EntrySpec = { name: 'b.csv', data: 'id;name\n'.repeat(50), deflate: true };
const zip = (entries: EntrySpec[] = [a, b], archive: ArchiveSpec = {}): Buffer => buildZip(entries, archive);
const mark = (bytes: Buffer, signature: string): number => bytes.indexOf(signature, 0, 'latin1');
const RECORD = 'PK\x01\x02';
const END = 'PK\x05\x06';
const changed = (bytes: Buffer, place: number, ...values: number[]): Buffer => {
	const copy = Buffer.from(bytes);
	copy.set(values, place);
	return copy;
};

interface Followed {
	end: number | null;
	lost: boolean;
}

function follow(bytes: Buffer, chunk: number): Followed {
	const structure = new Structure();
	for (let at = 0; at < bytes.length; at += chunk) structure.push(bytes.subarray(at, at + chunk));
	const { end, lost } = structure;
	return { end, lost };
}
const CHUNKS = [1, 13, 28, 1000];

describe('to its end', () => {
	test.each<[string, Buffer]>([
		['two files', zip()],
		['none', zip([])],
		['a comment', zip([a], { comment: 'the end' })],
		['ZIP64', zip([{ ...a, zip64: true }, b], { zip64End: true })],
		['a folder', zip([{ name: 'x/', data: '' }, a])],
		['a folder that announces a descriptor', zip([{ name: 'x/', data: '', flags: 8 }, a])],
		['a deflated file of nothing that does', zip([{ name: 'x', data: '', flags: 8, method: 8 }, a])],
		['sizes in front where one is announced', zip([{ ...b, flags: 8 }, a])],
		[
			'signed descriptors',
			zip([
				{ ...a, descriptor: 'signed' },
				{ ...b, descriptor: 'signed64' },
			]),
		],
		[
			'bare descriptors',
			zip([
				{ ...a, descriptor: 'bare' },
				{ ...b, descriptor: 'bare64' },
			]),
		],
		['a ZIP in it', zip([{ name: 'in.zip', data: zip() }, a])],
		['one of unknown length', zip([{ name: 'in.zip', data: zip(), descriptor: 'signed' }, a])],
		['long data of unknown length', zip([{ name: 'x', data: Buffer.alloc(5000, 'PK'), descriptor: 'bare' }])],
		['a file that is not listed', zip([a, { ...b, unlisted: true }])],
		['a file that is listed twice', twice(zip([a]))],
	])('%s', (_, bytes) => {
		const whole = { end: bytes.length, lost: false };
		for (const chunk of CHUNKS) {
			expect(follow(bytes, chunk)).toEqual(whole);
			expect(follow(Buffer.concat([bytes, zip()]), chunk)).toEqual(whole);
			expect(
				follow(bytes.subarray(0, bytes.lastIndexOf(END, undefined, 'latin1') + 21), chunk).end,
			).toBeNull();
		}
	});
});

/** One record of the directory doubled, and counted. */
function twice(bytes: Buffer): Buffer {
	const [record, end] = [mark(bytes, RECORD), mark(bytes, END)];
	const doubled = Buffer.concat([
		bytes.subarray(0, end),
		bytes.subarray(record, end),
		changed(bytes.subarray(end), 8, 2, 0, 2, 0),
	]);
	return doubled;
}

describe('lost', () => {
	const badZip64 = (entry: EntrySpec): EntrySpec => ({
		...entry,
		extra: extraField(1, Buffer.alloc(0)),
	});
	test.each<[string, Buffer]>([
		['bytes in front', zip([a], { prefix: Buffer.from('#!/bin/sh\n') })],
		['bytes between', zip([a, { ...b, gap: Buffer.alloc(50, 1) }])],
		[
			'an encrypted directory',
			Buffer.concat([zip([a]).subarray(0, 40), Buffer.from('PK\x06\x08', 'latin1')]),
		],
		[
			'a header that can not be read',
			zip([{ ...badZip64(a), lie: { localSize: 0xffffffff, localCompressed: 0xffffffff } }]),
		],
		[
			'a record that can not be read',
			zip([{ ...badZip64(a), lie: { size: 0xffffffff, compressed: 0xffffffff } }]),
		],
	])('%s', (_, bytes) => {
		for (const chunk of CHUNKS) expect(follow(bytes, chunk)).toEqual({ end: null, lost: true });
	});
});

describe('searching for the end of data', () => {
	test.each<[string, EntrySpec]>([
		['no sizes at all', { ...a, flags: 8, lie: { localCrc: 0, localSize: 0, localCompressed: 0 } }],
		['sizes without a CRC-32', { ...a, flags: 8, lie: { localCrc: 0 } }],
		['other sizes', { ...a, flags: 8, lie: { localSize: 4, localCompressed: 4 } }],
		['a stored file of nothing', { name: 'x', data: '', flags: 8 }],
		[
			'a deflated file that says it has a size',
			{ ...a, data: '', method: 8, flags: 8, lie: { localSize: 1 } },
		],
	])('%s', (_, entry) => {
		for (const chunk of CHUNKS) expect(follow(zip([entry, b]), chunk)).toEqual({ end: null, lost: false });
	});
});

describe('refused', () => {
	const SAYS = 'The archive contradicts itself:';
	const directory = mark(zip(), RECORD);
	test.each<[string, Buffer, string]>([
		[
			'a place where no entry starts',
			zip([{ ...a, lie: { offset: 1 } }, b]),
			`${SAYS} its directory lists a file at byte 1, where no entry starts`,
		],
		[
			'a place behind all of it',
			zip([{ ...a, lie: { offset: 9999 } }, b]),
			`${SAYS} its directory lists a file at byte 9999, where no entry starts`,
		],
		[
			'one too many',
			zip([a, b], { lie: { count: 3 } }),
			`${SAYS} its directory holds 2 entries and its end record counts 3`,
		],
		[
			'one too few',
			zip([a, b], { lie: { count: 1 } }),
			`${SAYS} its directory holds 2 entries and its end record counts 1`,
		],
		[
			'ZIP64 that counts another',
			zip([a, b], { zip64End: true, lie: { count: 3 } }),
			`${SAYS} its directory holds 2 entries and its end record counts 3`,
		],
		[
			'ZIP64 that counts as many in 16 bits',
			zip([a, b], { zip64End: true, lie: { count: 65_538 } }),
			`${SAYS} its directory holds 2 entries and its end record counts 65538`,
		],
		[
			'another place of the directory',
			zip([a, b], { lie: { offset: 3 } }),
			`${SAYS} its directory starts at byte ${directory} and its end record says 3`,
		],
		[
			'a part of a split archive',
			zip([a], { lie: { disk: 1 } }),
			'The archive is one part of a split archive',
		],
	])('%s', (_, bytes, message) => {
		for (const chunk of CHUNKS) {
			let refused: unknown = null;
			try {
				follow(bytes, chunk);
			} catch (reason) {
				refused = reason;
			}
			expect(refused).toBeInstanceOf(ArchiveRefused);
			expect((refused as ArchiveRefused).message).toBe(message);
		}
	});
});

describe('the files that the directory lists', () => {
	const listed = (bytes: Buffer, chunk: number) => {
		const structure = new Structure();
		for (let at = 0; at < bytes.length; at += chunk) structure.push(bytes.subarray(at, at + chunk));
		const { count, paths } = structure.files;
		return { count, paths };
	};

	test('are counted and named, folders not', () => {
		const bytes = zip([
			{ name: 'x/', data: '' },
			{ name: 'x/a.txt', data: 'a' },
			{ ...b, name: '/b\u202e.csv' },
		]);
		for (const chunk of CHUNKS)
			expect(listed(bytes, chunk)).toEqual({ count: 2, paths: ['x/a.txt', 'b_.csv'] });
	});

	test('are counted only, where their names take too much room', () => {
		const name = (index: number) => `${index}${'n'.repeat(4000)}`;
		const many = Array.from({ length: 530 }, (_, index) => ({ name: name(index), data: '' }));
		expect(listed(zip(many), 64 * 1024)).toEqual({ count: 530, paths: null });
		expect(listed(zip(many.slice(0, 500)), 64 * 1024).paths).toHaveLength(500);
		const short = Array.from({ length: 60_000 }, (_, index) => ({ name: index.toString(36), data: '' }));
		expect(listed(zip(short), 64 * 1024)).toEqual({ count: 60_000, paths: null });
	});
});
