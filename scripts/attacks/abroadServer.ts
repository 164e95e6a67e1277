import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request brought. */
export interface Seen {
	url: string;
	/** Its headers and its body. */
	text: string;
}

/** A server that no credential is for. */
export interface Abroad {
	origin: string;
	/** Every request that it got. */
	seen: Seen[];
	close(): void;
}

/** Starts it on loopback. It takes all down, and answers 404, or what is told. */
export async function startAbroad(status = 404): Promise<Abroad> {
	const seen: Seen[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			const { url = '', rawHeaders } = request;
			seen.push({ url, text: `${url}\n${rawHeaders.join('\n')}\n${body}` });
			response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
