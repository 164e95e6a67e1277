import type { ArchiveContent } from '../contract';
import { RangesUnavailable, type ByteSource, type ByteStream } from '../contract/source';
import type { StreamAnswer } from '../contract/api';
import { brokeOff } from './refusals';
import { Refusal } from '../base/refusal';

/**
 * An archive on a service as a source of bytes: asks for pieces where the service gives pieces, checks that what
 * arrives is what was asked for, that it is all of it, and that the archive is the same one from piece to piece.
 */
export function archiveSource(content: ArchiveContent, service: string): ByteSource {
	let { size, ranges } = content;
	let version: string | undefined;
	/** The whole archive that came when a piece was asked for: read it instead of asking again. */
	let whole: StreamAnswer | undefined;

	async function open(start: number, end?: number): Promise<ByteStream> {
		if (start === 0 && end === undefined) return await openWhole();
		if (!ranges) throw new RangesUnavailable();
		// If-Range makes a changed archive come whole, which is noticed; it takes strong validators only.
		const headers = version === undefined ? undefined : { 'If-Range': version };
		const answer = await content.fetch({ start, end }, headers);
		if (answer.status !== 206) {
			if (version !== undefined) {
				answer.body.close();
				throw changed(service);
			}
			ranges = false;
			whole = answer;
			throw new RangesUnavailable();
		}
		const piece = contentRange(answer.headers['content-range']);
		if (piece === undefined || piece.total === null || (start >= 0 && piece.first !== start)) {
			answer.body.close();
			throw new Refusal(`${service} sent another part of the archive than was asked for`, AGAIN);
		}
		learn(piece.total, answer);
		return stream(answer, piece.first, piece.last + 1 - piece.first);
	}

	async function openWhole(): Promise<ByteStream> {
		const answer = whole ?? (await content.fetch());
		whole = undefined;
		// Alfresco sends Content-Range with a full 200 as well: the status decides, not the header.
		const announced = lengthOf(answer.headers['content-length']);
		if (announced !== null) learn(announced, answer);
		return stream(answer, 0, size);
	}

	function learn(total: number, answer: StreamAnswer): void {
		const tag = answer.headers.etag;
		const seen = tag !== undefined && !tag.startsWith('W/') ? tag : undefined;
		if ((size !== null && size !== total) || (version !== undefined && seen !== version)) {
			answer.body.close();
			throw version === undefined && content.size !== null
				? new Refusal(`${service} announced ${content.size} bytes and sends ${total}`, AGAIN)
				: changed(service);
		}
		size = total;
		version = seen;
	}

	function stream(answer: StreamAnswer, offset: number, expected: number | null): ByteStream {
		return {
			offset,
			close: () => answer.body.close(),
			[Symbol.asyncIterator]: () => counted(answer, expected, service),
		};
	}

	return {
		get size() {
			return size;
		},
		get ranges() {
			return ranges;
		},
		open,
	};
}

/** Passes a body on, and ends with a refusal when it is shorter than announced. */
async function* counted(
	answer: StreamAnswer,
	expected: number | null,
	service: string,
): AsyncGenerator<Uint8Array> {
	let seen = 0;
	for await (const chunk of answer.body) {
		seen += chunk.length;
		yield chunk;
	}
	if (expected !== null && seen < expected) throw brokeOff(service, undefined);
}

/** `bytes first-last/total` (RFC 9110, 14.4) */
function contentRange(header = ''): { first: number; last: number; total: number | null } | undefined {
	const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header.trim());
	if (match === null) return undefined;
	return {
		first: Number(match[1]),
		last: Number(match[2]),
		total: match[3] === '*' ? null : Number(match[3]),
	};
}

function lengthOf(header: string | undefined): number | null {
	return header !== undefined && /^\d+$/.test(header) ? Number(header) : null;
}

function changed(service: string): Refusal {
	return new Refusal(`The archive on ${service} was changed while it was read`, AGAIN);
}

const AGAIN = 'Run the node again. If it stays so, ask for the archive anew with Create Archive.';
