import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { ByteSource } from './byteSource';
import { RANGE_PROFILES, type RangeAnswer, type RangeProfile, type RangeProfileName } from './rangeProfiles';

export interface ServeOptions {
	type: string;
	/**
	 * How ranges are answered; true: as S3 does. Without: the whole body, chunked, no length, no ranges, as of an archive
	 * that is built while it is sent.
	 */
	ranges?: boolean | RangeProfileName;
	headers?: Record<string, string>;
}

/** Sends a source as the real server of that kind does: 200, 206, 304 or 416. */
export function serveBytes(
	request: FastifyRequest,
	reply: FastifyReply,
	source: ByteSource,
	{ type, ranges = false, headers = {} }: ServeOptions,
): FastifyReply {
	reply.type(type).headers(headers);
	if (ranges === false) {
		return reply.send(Readable.from(source.read(0, source.size), { objectMode: false }));
	}
	const profile = RANGE_PROFILES[ranges === true ? 's3' : ranges];
	reply.header('accept-ranges', 'bytes');
	if (request.headers['if-none-match'] === source.etag) {
		return reply.code(304).header('etag', source.etag).send();
	}
	const answer = answerFor(profile, request, source);
	if (answer === 'none')
		return reply.code(416).header('content-range', profile.refused(source.size)).send('');
	const isPiece = answer !== 'whole';
	const { start, end } = isPiece ? answer : { start: 0, end: source.size };
	if (isPiece || (profile.placeOfWhole && source.size > 0)) {
		reply.header('content-range', `bytes ${start}-${end - 1}/${source.size}`);
	}
	if (!isPiece || profile.tagsPieces) reply.header('etag', source.etag);
	reply.code(isPiece ? 206 : 200).header('content-length', end - start);
	if (request.method === 'HEAD') return reply.send('');
	// Announced and not there: such a connection is of no use any more, and Tomcat closes it.
	if (end > source.size) reply.raw.once('finish', () => request.raw.socket.end());
	const there = source.read(Math.min(start, source.size), Math.min(end, source.size));
	return reply.send(Readable.from(there, { objectMode: false }));
}

function answerFor(profile: RangeProfile, { headers }: FastifyRequest, source: ByteSource): RangeAnswer {
	const condition = headers['if-range'];
	if (headers.range === undefined) return 'whole';
	if (profile.conditions && condition !== undefined && condition !== source.etag) return 'whole';
	return profile.read(headers.range, source.size);
}
