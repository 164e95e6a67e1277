import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { BigZip } from './bigZip';

/**
 * A DataFramer of one archive, whose pace the test decides. The sandbox answers as the service does; this one can also
 * be held in the middle of building or sending, which is where a worker is killed.
 */
export interface BigServer {
	origin: string;
	/** While true, the archive is still being built. */
	preparing: boolean;
	/** While true, nothing more of the files is sent after the archive's first half. Its directory is asked for first, and sent. */
	holding: boolean;
	/** How often somebody asked whether the archive is ready, and how often for its bytes. */
	asked: { ready: number; bytes: number };
	/** Bytes sent since the last reset to 0. */
	sent: number;
	close(): Promise<void>;
}

/** Where the same number of bytes as all files of the archive have together is served as one file, for what n8n does with it alone. */
export const ONE_FILE = '/storage/table.csv';
const LINE = Buffer.from('1664525,customer-9973,1000.00,open\n');
const PIECE = Buffer.alloc(65_536, LINE);

/** Serves `zip` for any run id, on loopback. */
export async function startBigServer(zip: BigZip): Promise<BigServer> {
	const http = createServer((request, response) => {
		answer(request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const address = http.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const server: BigServer = {
		origin: `http://127.0.0.1:${port}`,
		preparing: false,
		holding: false,
		asked: { ready: 0, bytes: 0 },
		sent: 0,
		close: async () => {
			http.closeAllConnections();
			await new Promise((resolve) => http.close(resolve));
		},
	};

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname } = new URL(request.url ?? '/', server.origin);
		if (pathname.endsWith('/files/download/')) {
			server.asked.ready += 1;
			const link = `${server.origin}/storage/archive.zip?signature=once`;
			const body = server.preparing
				? { download_url: null, size_bytes: null }
				: { download_url: link, size_bytes: zip.size };
			return json(response, server.preparing ? 202 : 200, body);
		}
		if (pathname === '/storage/archive.zip') return await send(request, response);
		if (pathname === ONE_FILE) return await sendOneFile(response);
		if (pathname.endsWith('/runs/')) return json(response, 200, []);
		return json(response, 200, { id: 'run', status: 'SUCCEEDED', generated_files: [] });
	}

	async function send(request: IncomingMessage, response: ServerResponse): Promise<void> {
		server.asked.bytes += 1;
		const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
		const start = Number(from ?? 0);
		const end = to ? Math.min(Number(to) + 1, zip.size) : zip.size;
		const head = {
			'content-type': 'application/zip',
			'accept-ranges': 'bytes',
			'content-length': end - start,
			etag: '"one"',
		};
		const range = from ? { 'content-range': `bytes ${start}-${end - 1}/${zip.size}` } : {};
		response.writeHead(from ? 206 : 200, { ...head, ...range });
		await pipeline(Readable.from(paced(start, end, response)), response);
	}

	async function sendOneFile(response: ServerResponse): Promise<void> {
		response.writeHead(200, { 'content-type': 'text/csv', 'content-length': zip.unpacked });
		await pipeline(Readable.from(inPieces(zip.unpacked)), response);
	}

	async function* paced(start: number, end: number, response: ServerResponse): AsyncGenerator<Buffer> {
		let at = start;
		for (const piece of zip.pieces(start, end)) {
			while (server.holding && start < zip.size / 2 && at >= zip.size / 2 && !response.destroyed)
				await pause(50);
			yield piece;
			at += piece.length;
			server.sent += piece.length;
		}
	}

	return server;
}

function* inPieces(size: number): Generator<Buffer> {
	for (let left = size; left > 0; left -= PIECE.length) yield PIECE.subarray(0, Math.min(left, PIECE.length));
}

function json(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
