import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listening, type Local } from './local';

/** A store that speaks as much of S3 as putting files into it takes. */
export interface Bucket extends Local {
	/** What was put in, by path: `/bucket/key`. */
	files: Map<string, Buffer>;
}

const REGION = '<?xml version="1.0"?><LocationConstraint>eu-central-1</LocationConstraint>';

/** Starts the store on loopback. It takes any key: what is tried is the workflow, and not its credential. */
export async function startBucket(): Promise<Bucket> {
	const files = new Map<string, Buffer>();
	const http = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://bucket');
		void buffer(request).then((body) => {
			if (request.method === 'PUT') files.set(decodeURIComponent(pathname), body);
			response.writeHead(200, { 'content-type': 'application/xml' });
			response.end(request.method === 'PUT' ? '' : REGION);
		});
	});
	return { files, ...(await listening(http)) };
}
