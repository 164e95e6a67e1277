/**
 * A server that breaks off: `node server.ts ORDER`. It speaks as Alfresco (with ranges, as its HttpRangeProcessor reads them)
 * and as Gumloop (without ranges and lengths). Tells its parent what it sent, and where it broke off.
 */
import { open } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { RANGE_PROFILES } from '../../test/sandbox/core/rangeProfiles';
import type { Drop } from './plans';

/** What the parent asks for, as JSON in the last argument. */
export interface ServerOrder {
	port: number;
	path: string;
	size: number;
	drops: Drop[];
	/** An offset: once a transfer was broken off, the byte there is another. */
	change: number | null;
}

/** What the parent is told. */
export type ServerNews = { port: number } | { sent: number } | { broke: Drop };

const order = JSON.parse(process.argv.at(-1) ?? '') as ServerOrder;
let left = order.drops;
let broke = false;
let killed = false;

const tell = (news: ServerNews): void => void process.send?.(news);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { pathname } = new URL(request.url ?? '/', 'http://localhost');
	request.resume();
	if (pathname.includes('/downloads/')) return json(response, { entry: { id: 'archive', status: 'DONE' } });
	if (pathname.endsWith('/download_files')) {
		response.writeHead(200, { 'content-type': 'application/zip' });
		return await send(response, 0, order.size);
	}
	if (!pathname.endsWith('/content')) return json(response, {});
	const { range } = request.headers;
	const piece = range === undefined ? 'whole' : RANGE_PROFILES.alfresco.read(range, order.size);
	if (piece === 'none') {
		response.writeHead(416, { 'content-range': '"*"' }).end();
		return;
	}
	const { start, end } = piece === 'whole' ? { start: 0, end: order.size } : piece;
	response.writeHead(piece === 'whole' ? 200 : 206, {
		'content-type': 'application/zip',
		'content-range': `bytes ${start}-${end - 1}/${order.size}`,
		'content-length': end - start,
		...(piece === 'whole' ? { etag: '"1795168800000"' } : {}),
	});
	await send(response, start, Math.min(end, order.size), end > order.size);
}

/** Sends the bytes, up to the next place to break off at. */
async function send(response: ServerResponse, start: number, end: number, short = false): Promise<void> {
	const file = await open(order.path);
	let sent = 0;
	try {
		for (let at = start; at < end && !response.destroyed;) {
			const drop = left.find(({ place }) => place > at && place <= Math.min(end, at + CHUNK));
			const length = (drop?.place ?? Math.min(end, at + CHUNK)) - at;
			const { buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
			if (broke && order.change !== null && order.change >= at && order.change < at + length)
				buffer[order.change - at] ^= 1;
			at += length;
			sent += length;
			if (!response.write(buffer)) await drained(response);
			if (drop) return await breakOff(response, drop, sent);
		}
	} finally {
		await file.close();
		if (!killed) tell({ sent });
	}
	if (short) response.once('finish', () => response.socket?.end());
	response.end();
}

/** Whether it was taken, or nobody takes anything any more. */
async function drained(response: ServerResponse): Promise<void> {
	const over = new AbortController();
	const { signal } = over;
	await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
	over.abort();
}

const CHUNK = 64 * 1024;

/** @param sent bytes of this answer: one that is killed can't tell them afterwards */
async function breakOff(response: ServerResponse, drop: Drop, sent: number): Promise<void> {
	left = left.filter((other) => other !== drop);
	broke = true;
	killed = drop.kind === 'kill';
	tell({ broke: drop });
	// What is on its way arrives first: the place is the one that was asked for, and not where the line happened to be.
	while ((response.socket?.writableLength ?? 0) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
	await new Promise((resolve) => setTimeout(resolve, 50));
	if (drop.kind === 'kill') process.send?.({ sent }, () => process.exit(1));
	else if (drop.kind === 'end') response.end();
	else if (drop.kind === 'reset') response.socket?.resetAndDestroy();
	else response.socket?.destroy();
}

function json(response: ServerResponse, body: unknown): void {
	response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const server = createServer((request, response) => {
	answer(request, response).catch(() => response.destroy());
});
server.listen(order.port, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());
