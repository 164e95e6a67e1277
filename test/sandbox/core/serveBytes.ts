import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { ByteSource } from './byteSource';

export interface ServeOptions {
	type: string;
	/** Without: the whole body, chunked, no length, no ranges, as of an archive that is built while it is sent. */
	ranges?: boolean;
	/** Alfresco says `Content-Range` even on a full 200. */
	contentRangeOnFull?: boolean;
	headers?: Record<string, string>;
}

/** One byte range out of a `Range` header; undefined for a header to be ignored, null for one outside the body. */
export function rangeOf(
	header: string | undefined,
	size: number,
): { start: number; end: number } | null | undefined {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
	if (match === null || (match[1] === '' && match[2] === '')) return undefined;
	if (match[1] === '') {
		const length = Math.min(Number(match[2]), size);
		return length === 0 ? null : { start: size - length, end: size };
	}
	const start = Number(match[1]);
	const end = match[2] === '' ? size : Math.min(Number(match[2]) + 1, size);
	if (match[2] !== '' && Number(match[2]) < start) return undefined;
	return start >= size ? null : { start, end };
}

/** Sends a source as an HTTP server should: 200, 206, 304 or 416, honouring `If-Range` and `If-None-Match`. */
export function serveBytes(
	request: FastifyRequest,
	reply: FastifyReply,
	source: ByteSource,
	options: ServeOptions,
): FastifyReply {
	reply.type(options.type).headers(options.headers ?? {});
	if (options.ranges !== true)
		return reply.send(Readable.from(source.read(0, source.size), { objectMode: false }));
	reply.headers({ etag: source.etag, 'accept-ranges': 'bytes' });
	if (request.headers['if-none-match'] === source.etag) return reply.code(304).send();
	const condition = request.headers['if-range'];
	const usable = condition === undefined || condition === source.etag;
	const range = usable ? rangeOf(request.headers.range, source.size) : undefined;
	if (range === null) return reply.code(416).header('content-range', `bytes */${source.size}`).send('');
	const { start, end } = range ?? { start: 0, end: source.size };
	if (range !== undefined || (options.contentRangeOnFull === true && source.size > 0)) {
		reply.header('content-range', `bytes ${start}-${end - 1}/${source.size}`);
	}
	reply.code(range === undefined ? 200 : 206).header('content-length', end - start);
	if (request.method === 'HEAD') return reply.send('');
	return reply.send(Readable.from(source.read(start, end), { objectMode: false }));
}
