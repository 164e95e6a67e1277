import type { ArchiveContent, ByteRange } from '../../../nodes/shared/contract';
import type { StreamAnswer } from '../../../nodes/shared/contract/api';
import { Refusal } from '../../../nodes/shared/base/refusal';

/** What a server makes of one request. */
export interface Served {
	status: number;
	headers: Record<string, string>;
	bytes: Buffer;
	/** Bytes after which it breaks off, and how: with an exception, or as if that were all. */
	cut?: { after: number; cleanly?: boolean; reason?: Refusal };
}

/** One request, as a server sees it. */
export interface Asked {
	range?: ByteRange;
	headers: Record<string, string>;
	/** Counted from 1. */
	number: number;
}

export type Server = (asked: Asked, bytes: Buffer) => Served;

export const lost = (code: Refusal['code'] = 'CONNECTION_LOST', status: number | null = null) =>
	new Refusal('The connection to Box broke off', 'Run the node again.', { code, status });

/** A whole answer, chunked where `length` is false. */
export function whole(
	bytes: Buffer,
	{ length = true, tag = '"one"' }: { length?: boolean; tag?: string } = {},
): Served {
	return {
		status: 200,
		headers: {
			...(tag === '' ? {} : { etag: tag }),
			...(length ? { 'content-length': String(bytes.length) } : {}),
		},
		bytes,
	};
}

/** A piece as it should be; `total` and `tag` may lie. */
export function piece(
	bytes: Buffer,
	{ start, end }: ByteRange,
	{ total = String(bytes.length), tag = '"one"' }: { total?: string; tag?: string } = {},
): Served {
	const first = start < 0 ? Math.max(0, bytes.length + start) : start;
	const last = Math.min(end ?? bytes.length, bytes.length) - 1;
	if (first > last) throw lost('SERVICE_REFUSED', 416);
	return {
		status: 206,
		headers: {
			...(tag === '' ? {} : { etag: tag }),
			'content-range': `bytes ${first}-${last}/${total}`,
			'content-length': String(last + 1 - first),
		},
		bytes: bytes.subarray(first, last + 1),
	};
}

/** RFC 9110: pieces, and If-Range. */
export const correct: Server = ({ range, headers }, bytes) =>
	range === undefined || (headers['If-Range'] ?? '"one"') !== '"one"' ? whole(bytes) : piece(bytes, range);

export interface Fake {
	content: ArchiveContent;
	asked: Asked[];
	/** Bytes that left the server. */
	sent(): number;
	/** Answers whose body nobody ended. */
	open(): number;
}

/** An archive on a server of that kind. `bytes` may change between requests. */
export function fakeArchive(
	server: Server,
	bytes: Buffer | (() => Buffer),
	facts: Partial<ArchiveContent> = {},
	chunk = 1000,
): Fake {
	const asked: Asked[] = [];
	let sent = 0;
	let open = 0;
	const answer = ({ status, headers, bytes: body, cut }: Served): StreamAnswer => {
		let closed = false;
		open++;
		const close = () => {
			if (!closed) open--;
			closed = true;
		};
		async function* read(): AsyncGenerator<Uint8Array> {
			const end = Math.min(cut?.after ?? Infinity, body.length);
			for (let at = 0; at < end && !closed; at += chunk) {
				const part = new Uint8Array(body.subarray(at, Math.min(at + chunk, end)));
				sent += part.length;
				yield await Promise.resolve(part);
			}
			if (closed || (cut !== undefined && cut.cleanly !== true)) throw cut?.reason ?? lost();
			close();
		}
		return { status, headers, body: { [Symbol.asyncIterator]: read, close } };
	};
	const content: ArchiveContent = {
		fileName: null,
		size: null,
		ranges: true,
		...facts,
		async fetch(range, headers = {}) {
			const request = { range, headers, number: asked.length + 1 };
			asked.push(request);
			return await Promise.resolve(answer(server(request, typeof bytes === 'function' ? bytes() : bytes)));
		},
	};
	return { content, asked, sent: () => sent, open: () => open };
}

/** An `Api` that does not wait, and counts how long it should have. */
export function fakeApi() {
	const pauses: number[] = [];
	return {
		pauses,
		pause: async (milliseconds: number) => {
			pauses.push(milliseconds);
			await Promise.resolve();
		},
		shown: (foreign: unknown) => String(foreign),
	};
}

export async function read(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	for await (const part of stream) parts.push(part);
	return Buffer.concat(parts);
}
