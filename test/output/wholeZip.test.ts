import JSZip from 'jszip';
import { wholeZip } from '../../nodes/shared/output/wholeZip';

async function zip(comment?: string): Promise<Buffer> {
	return await new JSZip().file('a.txt', 'a'.repeat(100)).generateAsync({ type: 'nodebuffer', comment });
}

async function pass(bytes: Buffer, chunk: number): Promise<Buffer> {
	async function* stream() {
		for (let at = 0; at < bytes.length; at += chunk)
			yield await Promise.resolve(bytes.subarray(at, at + chunk));
	}
	const parts: Uint8Array[] = [];
	for await (const part of wholeZip(stream(), 'Box')) parts.push(part);
	return Buffer.concat(parts);
}

test.each([1, 7, 100_000])('a ZIP passes unchanged, in pieces of %i', async (chunk) => {
	const bytes = await zip();
	expect((await pass(bytes, chunk)).equals(bytes)).toBe(true);
});

test('an end record before a comment of 60 KB is found', async () => {
	const bytes = await zip('c'.repeat(60_000));
	expect((await pass(bytes, 1000)).equals(bytes)).toBe(true);
});

test.each([
	['nothing', '', 'Box sent an empty archive'],
	[
		'a page',
		'<!DOCTYPE html><html><body>Sign in</body></html>',
		'Box sent a message where the ZIP was expected',
	],
	['JSON', '{"error":"gone"}', 'Box sent a message where the ZIP was expected'],
	['text', 'nothing of the kind', 'Box sent an archive without its end'],
])('%s is refused', async (_, text, message) => {
	await expect(pass(Buffer.from(text), 5)).rejects.toThrow(message);
});

test('a ZIP cut anywhere is refused', async () => {
	const bytes = await zip();
	for (const cut of [4, 40, bytes.length - 30]) {
		await expect(pass(bytes.subarray(0, cut), 16)).rejects.toThrow('Box sent an archive without its end');
	}
});
