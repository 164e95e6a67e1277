import { Readable } from 'node:stream';
import * as body from '../../nodes/shared/http/body';

const { textOf } = body;

function watchedBody(stream: Readable, service: string, stallMs: number, signal?: AbortSignal) {
	return body.watchedBody({ stream, end: () => stream.destroy() }, service, stallMs, signal);
}

async function read(stream: AsyncIterable<Uint8Array>): Promise<string> {
	const parts: Uint8Array[] = [];
	for await (const part of stream) parts.push(part);
	return Buffer.concat(parts).toString();
}

/** Sends one piece, then nothing. */
function stalling(): Readable {
	const stream = new Readable({ read: () => undefined });
	stream.push('abc');
	return stream;
}

test('bytes pass', async () => {
	expect(await read(watchedBody(Readable.from([Buffer.from('ab'), Buffer.from('c')]), 'Box', 1000))).toBe(
		'abc',
	);
});

test('a server that stops sending is told, and its connection closed', async () => {
	const stream = stalling();
	await expect(read(watchedBody(stream, 'Box', 300))).rejects.toThrow('Box stopped sending');
	expect(stream.destroyed).toBe(true);
});

test('a slow consumer is no stall', async () => {
	const parts: string[] = [];
	for await (const part of watchedBody(Readable.from([Buffer.from('a'), Buffer.from('b')]), 'Box', 300)) {
		parts.push(Buffer.from(part).toString());
		await new Promise((resolve) => setTimeout(resolve, 700));
	}
	expect(parts).toEqual(['a', 'b']);
});

test('Stop ends a transfer that waits', async () => {
	const stop = new AbortController();
	const stream = stalling();
	const reading = read(watchedBody(stream, 'Box', 60_000, stop.signal));
	setTimeout(() => stop.abort(), 50);
	await expect(reading).rejects.toMatchObject({ name: 'Stopped' });
	expect(stream.destroyed).toBe(true);
});

test('a broken connection is told in plain words', async () => {
	const stream = stalling();
	setTimeout(() => stream.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })), 50);
	await expect(read(watchedBody(stream, 'Box', 60_000))).rejects.toMatchObject({
		message: 'The connection to Box broke off',
		code: 'ECONNRESET',
	});
});

test('a reader that goes away closes the connection', async () => {
	const stream = stalling();
	for await (const part of watchedBody(stream, 'Box', 60_000)) {
		expect(part.length).toBe(3);
		break;
	}
	expect(stream.destroyed).toBe(true);
});

test('an answer that is too long is refused, or cut where its beginning is all that is wanted', async () => {
	const long = () =>
		watchedBody(Readable.from([Buffer.alloc(600, 'a'), Buffer.alloc(600, 'b')]), 'Box', 1000);
	await expect(textOf(long(), 'Box', 1000)).rejects.toThrow('Box sent an answer of more than');
	expect(await textOf(long(), 'Box', 1000, true)).toHaveLength(1000);
});
