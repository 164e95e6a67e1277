import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import JSZip from 'jszip';
import { wholeZip } from '../../nodes/shared/output/wholeZip';
import { ArchiveRefused } from '../../nodes/shared/zip';
import { type ArchiveSpec, buildZip, type EntrySpec, withLongerEnd } from '../zip/support/buildZip';

async function zip(comment?: string): Promise<Buffer> {
	return await new JSZip().file('a.txt', 'a'.repeat(100)).generateAsync({ type: 'nodebuffer', comment });
}

async function pass(bytes: Buffer, chunk = 64 * 1024): Promise<Buffer> {
	async function* stream() {
		for (let at = 0; at < bytes.length; at += chunk)
			yield await Promise.resolve(bytes.subarray(at, at + chunk));
	}
	const parts: Uint8Array[] = [];
	for await (const part of wholeZip(stream(), 'Box')) parts.push(part);
	return Buffer.concat(parts);
}

const refusal = async (bytes: Buffer, chunk?: number): Promise<ArchiveRefused | null> =>
	await pass(bytes, chunk).then(
		() => null,
		(reason: unknown) => {
			if (reason instanceof ArchiveRefused) return reason;
			throw reason;
		},
	);

test.each([1, 7, 100_000])('a ZIP passes unchanged, in pieces of %i', async (chunk) => {
	const bytes = await zip();
	expect((await pass(bytes, chunk)).equals(bytes)).toBe(true);
});

test('an end record before a comment of 60 KB is found', async () => {
	const bytes = await zip('c'.repeat(60_000));
	expect((await pass(bytes, 1000)).equals(bytes)).toBe(true);
});

const gone = '{"message":"the link https://dl.example/x?sig=SECRET has expired"}';
test.each([
	['nothing', '', 'it is empty', 'NOT_A_ZIP'],
	['a page', '<!DOCTYPE html><html>SECRET</html>', 'it is a web page', 'NOT_A_ZIP'],
	['JSON', gone, 'it is a JSON text', 'NOT_A_ZIP'],
	['a long JSON', gone.padEnd(5000), 'it is a JSON text', 'NOT_A_ZIP'],
	['XML', '<?xml version="1.0"?><Code>SECRET</Code>', 'it is an XML text', 'NOT_A_ZIP'],
	['text', 'nothing of the kind, SECRET', 'it holds nothing that a ZIP archive is made of', 'NOT_A_ZIP'],
])('%s is refused, and none of its words told', async (_, text, message, code) => {
	for (const chunk of [1, 5, 1000]) {
		const refused = await refusal(Buffer.from(text), chunk);
		expect(refused?.message).toContain(message);
		expect(refused?.code).toBe(code);
		expect(`${refused?.message} ${refused?.description}`).not.toContain('SECRET');
	}
});

/** A .docx is a ZIP: stored in another one, it brings its own end record along. */
const docx = buildZip([
	{ name: '[Content_Types].xml', data: '<Types/>', deflate: true },
	{ name: 'word/document.xml', data: '<w:document/>'.repeat(20), deflate: true },
]);
const streamedDocx = buildZip([{ name: 'word/document.xml', data: 'x', descriptor: 'signed' }]);
const LAYOUTS: Record<string, EntrySpec[]> = {
	'sizes in front': [
		{ name: 'a.docx', data: docx },
		{ name: 'b.docx', data: streamedDocx },
		{ name: 'c.txt', data: 'c', deflate: true },
	],
	'sizes behind': [
		{ name: 'a.docx', data: docx, descriptor: 'signed' },
		{ name: 'b.docx', data: streamedDocx, descriptor: 'bare' },
		{ name: 'c.txt', data: 'c', deflate: true, descriptor: 'signed64' },
	],
	ZIP64: [
		{ name: 'a.docx', data: docx, zip64: true },
		{ name: 'b.docx', data: streamedDocx, zip64: true },
	],
	// The structure is lost at once: only the last bytes tell.
	'no descriptor where one is announced': [
		{ name: 'x', data: docx, flags: 8, lie: { localCrc: 0, localSize: 0, localCompressed: 0 } },
		{ name: 'b.docx', data: docx },
	],
};

describe.each(Object.entries(LAYOUTS))('%s', (name, entries) => {
	const bytes = buildZip(entries, { zip64End: name === 'ZIP64', comment: 'the end' });

	test('whole', async () => {
		for (const chunk of [1, 13, 100_000]) expect((await pass(bytes, chunk)).equals(bytes)).toBe(true);
	});

	test('cut at every byte, it is refused', async () => {
		const passed: number[] = [];
		for (let cut = 0; cut < bytes.length; cut++) {
			if (!(await refusal(bytes.subarray(0, cut), 64))) passed.push(cut);
		}
		expect(passed).toEqual([]);
		expect((await refusal(bytes.subarray(0, -40)))?.code).toBe('ARCHIVE_CUT_SHORT');
	});

	test('with a piece missing in between, it is refused', async () => {
		const passed: number[] = [];
		for (let cut = 4; cut < bytes.length - 20; cut += 3) {
			const rest = Buffer.concat([bytes.subarray(0, cut), bytes.subarray(cut + 16)]);
			if (!(await refusal(rest, 64))) passed.push(cut);
		}
		expect(passed).toEqual([]);
	});
});

const a: EntrySpec = { name: 'a.txt', data: 'hello' };
const b: EntrySpec = { name: 'b.txt', data: 'x'.repeat(1000), deflate: true };
/** As Info-ZIP cuts it: it begins with the mark of a split archive, and ends anywhere. */
const FIRST_PART = Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), buildZip([b, a]).subarray(0, 70)]);
const JUNK = Buffer.from('junk');
const ofTwoParts = (archive: ArchiveSpec): Buffer => {
	const bytes = buildZip([a], { ...archive, zip64End: true });
	bytes[bytes.length - 26] = 2; // disks in all
	return bytes;
};
test.each<[string, Buffer]>([
	['no files', buildZip([])],
	['bytes in front that offsets count', buildZip([a, b], { prefix: Buffer.from('#!/bin/sh\n') })],
	[
		'bytes in front that they do not count',
		buildZip([a, b], { prefix: Buffer.from('#!/bin/sh\n'), offsetsCountPrefix: false }),
	],
	['bytes between two files', buildZip([a, { ...b, gap: Buffer.alloc(50, 1) }])],
	['a file that was removed', buildZip([a, { ...b, unlisted: true }])],
	['an encrypted file', buildZip([{ ...a, flags: 1 }, b])],
	['a folder that announces a descriptor', buildZip([{ name: 'x/', data: '', flags: 8 }, a])],
	[
		'what is left of a file that was removed',
		buildZip([a, { ...b, unlisted: true, lie: { localCompressed: 99_999 } }]),
	],
	['a longer ZIP64 end record', withLongerEnd([a, b])],
	[
		'a longer ZIP64 end record behind other bytes',
		withLongerEnd([a, b], { prefix: Buffer.alloc(50, 1), offsetsCountPrefix: false }),
	],
	['a longer ZIP64 end record, and bytes between', withLongerEnd([a, { ...b, gap: Buffer.alloc(50, 1) }])],
	['sizes in front that a descriptor was announced for', buildZip([{ ...a, flags: 8 }, b])],
])('%s: whole', async (_, bytes) => {
	for (const chunk of [1, 1000]) expect((await pass(bytes, chunk)).equals(bytes)).toBe(true);
});

test.each<[string, Buffer, RegExp]>([
	['bytes behind it', buildZip([a, b], { trailer: JUNK }), /goes on behind its end/],
	[
		'bytes behind it and between its files',
		buildZip([a, { ...b, gap: JUNK }], { trailer: JUNK }),
		/goes on behind its end/,
	],
	[
		'bytes behind a program with an archive in it',
		buildZip([a, b], { prefix: Buffer.from('MZ-and-so-on'), offsetsCountPrefix: false, trailer: JUNK }),
		/goes on behind its end/,
	],
	[
		'an entry that is not where it is listed',
		buildZip([{ ...a, lie: { offset: 1 } }, b]),
		/at byte 1, where no/,
	],
	['a wrong count', buildZip([a, b], { lie: { count: 3 } }), /holds 2 entries and its end record counts 3/],
	['a wrong place of the directory', buildZip([a, b], { lie: { offset: 3 } }), /end record says 3/],
	['a part of a split archive', buildZip([a], { lie: { disk: 1 } }), /one part of a split archive/],
	['the first part of a split archive', FIRST_PART, /one part of a split archive/],
	['a locator that knows of another part', ofTwoParts({}), /one part of a split archive/],
	[
		'such a locator behind other bytes',
		ofTwoParts({ prefix: Buffer.alloc(50, 1) }),
		/one part of a split archive/,
	],
	[
		'a part that begins inside a file',
		buildZip([a], { prefix: Buffer.alloc(50, 1), lie: { disk: 1 } }),
		/one part of a split archive/,
	],
])('%s: refused', async (_, bytes, says) => {
	for (const chunk of [1, 1000]) expect((await refusal(bytes, chunk))?.message).toMatch(says);
});

test.each<[string, Buffer, object]>([
	[
		'what the directory lists',
		buildZip([a, { name: 'x/', data: '' }, b]),
		{ files: 2, paths: ['a.txt', 'b.txt'] },
	],
	[
		'nothing but bytes, where the structure is lost',
		buildZip([a, { ...b, gap: Buffer.alloc(50, 1) }]),
		{ files: null, paths: null },
	],
])('what has arrived: %s', async (_, bytes, counted) => {
	async function* stream() {
		yield await Promise.resolve(bytes);
	}
	const checked = wholeZip(stream(), 'Box');
	expect(checked.arrived).toEqual({ bytes: 0, files: null, paths: null });
	for await (const part of checked) expect(part).toBe(bytes);
	expect(checked.arrived).toEqual({ bytes: bytes.length, ...counted });
});

const corpus = resolve(__dirname, '../../../shared/zipcorpus');
const listed = existsSync(join(corpus, 'expect.json'))
	? (JSON.parse(readFileSync(join(corpus, 'expect.json'), 'utf8')) as Array<{ file: string; expect: string }>)
	: [];
const ok = listed.filter((one) => one.expect === 'ok' || one.expect.startsWith('list-ok'));
(ok.length > 0 ? test : test.skip)('every sound archive of the shared corpus is whole', async () => {
	const refused: string[] = [];
	for (const { file } of ok) {
		const reason = await refusal(readFileSync(join(corpus, file)));
		if (reason) refused.push(`${file}: ${reason.message}`);
	}
	expect(refused).toEqual([]);
});
