/**
 * The loopback file server, a process of its own: `node server.js FOLDER`. Tells its port to its parent.
 * `/a.zip` is a file of the folder; the same file is what Alfresco would hand out for the finished download `a`.
 * Takes ranges (the raw inflate asks for one).
 */
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream';

const folder = process.argv[2];

function answer(request: IncomingMessage, response: ServerResponse): void {
	const { pathname } = new URL(request.url ?? '/', 'http://localhost');
	const [, download] = /\/downloads\/([\w.-]+)$/.exec(pathname) ?? [];
	if (download !== undefined) {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ entry: { id: download, status: 'DONE' } }));
		return;
	}
	const [, node] = /\/nodes\/([\w.-]+)\/content$/.exec(pathname) ?? [];
	const path = join(folder, basename(node === undefined ? pathname : `${node}.zip`));
	const stats = statSync(path, { throwIfNoEntry: false });
	if (!stats?.isFile()) {
		response.writeHead(404).end();
		return;
	}
	const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
	const start = Number(range?.[1] ?? 0);
	const end = Math.min(Number(range?.[2] || stats.size - 1), stats.size - 1);
	response.writeHead(range ? 206 : 200, {
		'content-type': 'application/zip',
		'content-length': end - start + 1,
		'accept-ranges': 'bytes',
		etag: `"${stats.size}"`,
		...(range ? { 'content-range': `bytes ${start}-${end}/${stats.size}` } : {}),
	});
	if (request.method === 'HEAD') response.end();
	// A client that leaves early ends the reading; nothing else is to be done about it.
	else pipeline(createReadStream(path, { start, end, highWaterMark: 1 << 20 }), response, () => undefined);
}

const server = createServer(answer);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
