/** Asks for an archive, whole or in pieces, and believes of the answers only what they prove. */
import { Refusal } from '../base/refusal';
import type { ArchiveContent, ByteRange } from '../contract';
import type { StreamAnswer } from '../contract/api';
import { RangesUnavailable } from '../base/rangesUnavailable';
import { passOn } from '../zip/format/refused';
import { isPlain, lengthIn, placeIn, strongTag, type Place } from './headers';
import { refuseWithoutBody, type Sender } from './notAnArchive';
import { otherPart } from './refusals';

/** An answer with a part of the archive in it, or with all of it. */
export interface Part {
	answer: StreamAnswer;
	/** Offset in the archive of its first byte. */
	from: number;
	/** Offset behind its last byte; null where nobody announces it. */
	until: number | null;
	/** Whether it was asked for as a piece. */
	isPiece: boolean;
}

/** Statuses that say the same of the whole archive: asking for that would not help. */
const NOT_ABOUT_RANGES = [401, 404, 407, 408, 410, 429, 502, 503, 504];

export class ArchiveRequests {
	/** Bytes of the archive, as the answers' headers have it. */
	size: number | null = null;
	/** Whether pieces can be asked for, as far as is known. Once false, it stays so. */
	ranges: boolean;
	/** What the sender calls it, which proves nothing; empty where it does not say. */
	contentType = '';
	#tag: string | undefined;
	/** False once the server gave two answers two tags: it makes them anew for each, or the archive was replaced. */
	tagsHold = true;
	/** All of the archive, which came when a piece was asked for: it is read instead of asking again. */
	#held: StreamAnswer | null = null;

	readonly #content: ArchiveContent;

	/** @param onLastByte told by whoever reads an answer with the whole archive in it */
	constructor(
		content: ArchiveContent,
		readonly sender: Sender,
		readonly onLastByte: () => void = () => undefined,
	) {
		this.#content = content;
		this.ranges = content.ranges;
	}

	/** All of it. @throws Refusal */
	async whole(): Promise<Part> {
		const answer = this.#held ?? (await this.#content.fetch());
		this.#held = null;
		refuseWithoutBody(answer, this.sender);
		this.#learn(answer);
		// Alfresco sends Content-Range with a full 200 as well: the status decides, not the header.
		const place = answer.status === 206 ? placeIn(answer.headers) : null;
		if (place !== null && place.first !== 0) {
			answer.body.close();
			throw otherPart(this.sender.service);
		}
		if (place !== null && place.total !== null) return this.#partOf(answer, place, null);
		const until = answer.status === 206 ? null : lengthIn(answer.headers);
		this.size ??= until;
		return { answer, from: 0, until, isPiece: false };
	}

	/**
	 * The bytes from `start` to `end`; a negative start counts from the archive's end.
	 * @throws RangesUnavailable when they can't be had as a piece; Refusal
	 */
	async piece(start: number, end: number | null): Promise<Part> {
		if (!this.ranges) throw new RangesUnavailable();
		if (start < 0) return await this.#suffix(-start);
		const answer = await this.#ask({ start, ...(end === null ? {} : { end }) });
		const place = answer && this.#placeOf(answer);
		if (!answer || !place || place.first !== start) return this.noPieces(answer);
		return this.#partOf(answer, place, end);
	}

	/** Pieces are of no use any more. */
	noPieces(answer: StreamAnswer | null): never {
		answer?.body.close();
		this.ranges = false;
		throw new RangesUnavailable();
	}

	/**
	 * The last bytes. Servers read `bytes=-N` as "from 0 to N" (Alfresco), refuse one that is longer than the file with 416
	 * (dufs), or know no suffix: then all bytes are asked for as a piece, which tells how many there are. If they are no more
	 * than the last ones that were wanted, that is it; else an absolute place is asked for.
	 */
	async #suffix(length: number): Promise<Part> {
		let total = this.size ?? this.#content.size;
		if (total === null) {
			const answer = await this.#ask({ start: -length });
			const place = answer && placeIn(answer.headers);
			if (place) {
				total = place.total;
				if (total !== null && place.first === Math.max(0, total - length) && place.last >= total - 1) {
					this.size = total;
					return this.#partOf(answer, place, null);
				}
			}
			answer?.body.close();
			if (total === null) {
				const told = await this.#wholeOrLength(length);
				if (told !== null && typeof told !== 'number') return told;
				total = told;
			}
		}
		const part = await this.#tailOf(total, length);
		// The service had announced another length than its server sends.
		return part ?? (await this.#tailOf(this.size, length)) ?? this.noPieces(null);
	}

	/** The last bytes of an archive that is that long; null when it is not. */
	async #tailOf(total: number | null, length: number): Promise<Part | null> {
		if (total === null || total === 0) return this.noPieces(null);
		const start = Math.max(0, total - length);
		const answer = await this.#ask({ start, end: total });
		const place = answer && placeIn(answer.headers);
		if (!answer || !place) return this.noPieces(answer);
		if (this.size === null) {
			if (place.total === null) return this.noPieces(answer);
			this.size = place.total;
			if (place.total !== total) {
				answer.body.close();
				return null;
			}
		}
		if (place.first !== start || !this.#placeOf(answer)) return this.noPieces(answer);
		return this.#partOf(answer, place, total);
	}

	/** The whole archive, if it has no more than so many bytes; of a longer one the length, as one answer has it. */
	async #wholeOrLength(most: number): Promise<Part | number | null> {
		if (this.#held) return null;
		const answer = await this.#ask({ start: 0 });
		const place = answer && placeIn(answer.headers);
		const total = place?.total ?? null;
		const isWhole = total !== null && total <= most && place?.first === 0 && place.last + 1 === total;
		if (answer && place && isWhole) return this.#partOf(answer, place, null);
		answer?.body.close();
		return total;
	}

	/** A piece, whatever piece it is; null when the answer is none. @throws Refusal that has nothing to do with pieces */
	async #ask(range: ByteRange): Promise<StreamAnswer | null> {
		// It makes an archive that was replaced come whole, which is noticed.
		const headers = this.#tag !== undefined && this.tagsHold ? { 'If-Range': this.#tag } : undefined;
		const answer = await this.#content.fetch(range, headers).catch((reason: unknown) => {
			const isAboutIt =
				reason instanceof Refusal && reason.status !== null && !NOT_ABOUT_RANGES.includes(reason.status);
			return isAboutIt ? null : passOn(reason);
		});
		if (answer?.status === 206 && isPlain(answer.headers)) return answer;
		// A part of it that is called all of it is neither.
		if (answer?.status !== 200 || (placeIn(answer.headers)?.first ?? 0) > 0) {
			answer?.body.close();
			return null;
		}
		this.#held?.body.close();
		this.#held = answer;
		return null;
	}

	/** The place of a piece, if it is one of the archive that is being read. */
	#placeOf(answer: StreamAnswer): Place | null {
		const place = placeIn(answer.headers);
		if (place === null || place.total === null || this.size === null) return place;
		return place.total === this.size ? place : null;
	}

	#partOf(answer: StreamAnswer, place: Place, end: number | null): Part {
		this.#learn(answer);
		this.size ??= place.total;
		// Without any end nobody could tell whether it is all that is left.
		if (end === null && this.size === null) return this.noPieces(answer);
		const until = Math.min(place.last + 1, end ?? Infinity, this.size ?? Infinity);
		return { answer, from: place.first, until, isPiece: true };
	}

	#learn({ headers }: StreamAnswer): void {
		this.contentType = headers['content-type'] ?? '';
		const seen = strongTag(headers);
		if (seen === undefined) return;
		if (this.#tag !== undefined && seen !== this.#tag) this.tagsHold = false;
		this.#tag = seen;
	}
}
