import type { StreamAnswer } from '../contract/api';

type Headers = StreamAnswer['headers'];

/** The place of a piece, as its answer tells it. */
export interface Place {
	/** Offset of its first byte. */
	first: number;
	/** Offset of its last byte. */
	last: number;
	/** Bytes of the whole archive; null where the server does not say (`*`). */
	total: number | null;
}

/** `bytes first-last/total` (RFC 9110, 14.4); null for anything else, and for numbers that contradict each other. */
export function placeIn(headers: Headers): Place | null {
	const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec((headers['content-range'] ?? '').trim());
	if (match === null) return null;
	const [first, last] = [Number(match[1]), Number(match[2])];
	const total = match[3] === '*' ? null : Number(match[3]);
	return last < first || (total !== null && first >= total) ? null : { first, last, total };
}

/** Whether the bytes that arrive are those of the archive, and not an encoding of them or several pieces in one body. */
export function isPlain(headers: Headers): boolean {
	const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase();
	const type = (headers['content-type'] ?? '').trim().toLowerCase();
	return (encoding === '' || encoding === 'identity') && !type.startsWith('multipart/');
}

/**
 * Bytes that a whole answer announces. Content-Length counts the bytes on the wire (RFC 9110, 8.6): under a
 * Content-Encoding it says nothing of those that we get.
 */
export function lengthIn(headers: Headers): number | null {
	const length = headers['content-length'] ?? '';
	return isPlain(headers) && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

/** The validator that may stand in If-Range: a weak one may not (RFC 9110, 13.1.5). */
export function strongTag(headers: Headers): string | undefined {
	const tag = headers.etag?.trim();
	return tag !== undefined && /^"[^"]{1,500}"$/.test(tag) ? tag : undefined;
}

/** A name of 255 characters, each of them encoded, and what stands around it. */
const LONGEST_DISPOSITION = 4_096;

/** What an answer calls its file (RFC 6266): behind `filename*=UTF-8''` as it stands there, and plainly; empty where it does not. */
export function namesIn(headers: Headers): { encoded: string; plain: string } {
	const header = (headers['content-disposition'] ?? '').slice(0, LONGEST_DISPOSITION);
	return {
		encoded: /filename\*=UTF-8''([^;\s]+)/i.exec(header)?.[1] ?? '',
		plain: /filename="([^"]+)"/i.exec(header)?.[1] ?? '',
	};
}
