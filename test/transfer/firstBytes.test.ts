/** The first bytes decide what came, not the Content-Type; and of what was said, only the service's own words are shown. */
import { archiveSource } from '../../nodes/shared/transfer/archiveSource';
import { buildZip } from '../zip/support/buildZip';
import { fakeApi, fakeArchive, read, type Served } from './support/server';

const ZIP = buildZip([{ name: 'secret.txt', data: 'salary of the CEO' }]);

async function outcome(served: Partial<Served>, facts = {}, chunk = 1000) {
	const answer: Served = { status: 200, headers: {}, bytes: ZIP, ...served };
	const { content, open, asked } = fakeArchive(() => answer, ZIP, { ranges: false, ...facts }, chunk);
	const source = archiveSource(content, {
		service: 'Box',
		api: { ...fakeApi(), shown: (words) => (words === '' ? '' : `~${words}~`) },
	});
	const bytes = await source.open(0).then(read);
	return { bytes, open: open(), asked: asked.length };
}

test.each([
	'text/plain',
	'text/html; charset=UTF-8',
	'application/json;charset=utf-8',
	'application/xml',
	'',
])('a ZIP is one as %s', async (type) => {
	expect((await outcome({ headers: { 'content-type': type } })).bytes.equals(ZIP)).toBe(true);
	expect((await outcome({ headers: { 'content-type': type } }, {}, 1)).bytes.equals(ZIP)).toBe(true);
});

test.each([
	['an empty archive', buildZip([])],
	['a program that unpacks itself', Buffer.concat([Buffer.from('MZ\x90\0'), ZIP])],
	['a script in front', Buffer.concat([Buffer.from('#!/bin/sh\nexit\n'), ZIP])],
	['blanks in front', Buffer.concat([Buffer.alloc(2000, ' '), ZIP])],
	['text that begins like nothing', Buffer.from('Access denied')],
	['braces that are no JSON', Buffer.concat([Buffer.from('{\x00\x01'), ZIP])],
	['one byte', Buffer.from('P')],
])('left to the reader: %s', async (_, bytes) => {
	expect((await outcome({ bytes })).bytes.equals(bytes)).toBe(true);
});

test.each([
	['a web page', '<!DOCTYPE html><html><body>Sign in to bank.example</body></html>'],
	['a web page', '\n\n  <html lang="en">'],
	['a web page', '\ufeff<!-- made by a proxy --><html>'],
	['a web page', '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">'],
	['an XML text', '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>No</Message></Error>'],
	['an XML text', '<Error/>'],
	['a JSON text', '[]'],
	['a JSON text', '[{"a":1}]'],
	['a JSON text', ' { }'],
])('%s is told, and nothing of it shown: %s', async (kind, text) => {
	for (const chunk of [1, 7, 1000]) {
		await expect(
			outcome({ bytes: Buffer.from(text), headers: { 'content-type': 'application/zip' } }, {}, chunk),
		).rejects.toMatchObject({
			code: 'NOT_A_ZIP',
			message: `Box sent ${kind} instead of the ZIP`,
			description: 'Check the values of this node, and the address in the credential.',
		});
	}
});

const JSON_MESSAGE = Buffer.from('{"code":"gone","message":"See https://x.example/?sig=1"}');

test('what comes byte by byte is put together once, not anew with each of them', async () => {
	const concat = jest.spyOn(Buffer, 'concat');
	const page = Buffer.from(`<html>${'a'.repeat(20_000)}`);
	await expect(outcome({ bytes: page }, {}, 1)).rejects.toMatchObject({
		message: 'Box sent a web page instead of the ZIP',
	});
	const copied = concat.mock.results.reduce((sum, { value }) => sum + (value as Buffer).length, 0);
	concat.mockRestore();
	// The 16 KiB that are looked at for words, and the first 512 bytes once for each of them.
	expect(copied).toBeLessThan(16_384 + 512 * 512);
});

test('the words of the service are shown as the transport has them', async () => {
	await expect(outcome({ bytes: JSON_MESSAGE }, {}, 5)).rejects.toMatchObject({
		description: expect.stringContaining('Box says: "~gone~: ~See https://x.example/?sig=1~".') as string,
	});
});

test('what stands behind a link is somebody else, and not quoted', async () => {
	await expect(outcome({ bytes: JSON_MESSAGE }, { linked: true })).rejects.toMatchObject({
		message: 'Box sent a JSON text instead of the ZIP',
		description: expect.not.stringContaining('says') as string,
		serviceCode: null,
	});
});

test.each<[string, Partial<Served>, object]>([
	[
		'empty',
		{ bytes: Buffer.alloc(0) },
		{ code: 'NOT_A_ZIP', message: 'Box sent an empty answer instead of the ZIP' },
	],
	['204', { status: 204, bytes: Buffer.alloc(0) }, { code: 'UNEXPECTED_ANSWER', status: 204 }],
	[
		'202',
		{ status: 202, headers: { 'retry-after': '30' } },
		{ code: 'ARCHIVE_NOT_READY', description: expect.stringContaining('come back in 30 seconds') },
	],
	[
		'202 without a time',
		{ status: 202, headers: { 'retry-after': '<b>' } },
		{ description: expect.not.stringContaining('<b>') },
	],
])('%s is told as what it is', async (_, served, told) => {
	await expect(outcome(served)).rejects.toMatchObject(told);
});

test.each([
	['an encoding', { 'content-encoding': 'gzip', 'content-length': '7' }],
	['an encoding that is not told, shorter on the wire', { 'content-length': String(ZIP.length - 7) }],
	['an encoding that is not told, longer on the wire', { 'content-length': String(ZIP.length + 7) }],
])('Content-Length counts encoded bytes: %s', async (_, headers) => {
	const { bytes, asked } = await outcome({ headers });
	expect(bytes.equals(ZIP)).toBe(true);
	expect(asked).toBe(1);
});
