/** A transfer that is taken up again where it broke, unnoticed by whoever reads it. */
import { RangesUnavailable } from '../base/rangesUnavailable';
import type { ByteStream } from '../contract/source';
import { isUndecodable } from '../http/refusals/transfers';
import { release } from '../zip/engine/release';
import { buffersMade } from '../zip/engine/youngHeap';
import { passOn } from '../zip/format/refused';
import { Delivered } from './delivered';
import { emptyAnswer, withoutMessages } from './notAnArchive';
import { mayGoOn, type Attempts } from './patience';
import { changed, endedEarly } from './refusals';
import type { ArchiveRequests, Part } from './request';
import { ZipTail } from './zipTail';

/** A piece that ends of itself with fewer bytes, and before what was asked for, is not worth its request. */
const SMALL_PIECE = 64 * 1024;
/** Small ones in a row, after which the whole archive is asked for: a server that gave a byte each time was asked for all of them. */
const SMALL_PIECES = 100;
/** One without a byte counts as so many. */
const EMPTY_PIECE = 50;

export class GoingOn implements ByteStream {
	/** Offset of the next byte. */
	#at: number;
	#open = true;
	readonly #delivered: Delivered;
	/** Where a transfer ended as if that were all, without anything that proves it. */
	#endedAt: number | null = null;
	#smallPieces = 0;
	/** Bytes that the first whole answer announced. */
	#announced: number | null = null;

	#part: Part;
	readonly #end: number | null;
	readonly #requests: ArchiveRequests;
	readonly #attempts: Attempts;

	/**
	 * @param part what was opened
	 * @param end where the wanted bytes end; null: where the archive does
	 */
	constructor(
		part: Part,
		readonly offset: number,
		end: number | null,
		requests: ArchiveRequests,
		attempts: Attempts,
	) {
		this.#part = part;
		this.#end = end;
		this.#requests = requests;
		this.#attempts = attempts;
		this.#at = offset;
		this.#delivered = new Delivered(!requests.ranges);
	}

	close(): void {
		this.#open = false;
		this.#part.answer.body.close();
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
		try {
			while (this.#open) {
				const before = this.#at;
				let reason: unknown = null;
				try {
					yield* this.#chunksOf(this.#part);
					if (this.#isAllThere() || !this.#part.isPiece) return;
					// Servers may give less than was asked for, and say so: there is nothing to wait for then.
					if (this.#at === before) reason = endedEarly(this.#requests.sender.service);
				} catch (broken) {
					reason = broken;
				}
				if (this.#isAllThere() || this.#endedAsAnnounced()) return;
				if (this.#open) this.#part = await this.#takeUp(reason);
			}
		} finally {
			this.close();
		}
	}

	/** What is new in a part. @throws whatever broke it off */
	async *#chunksOf(part: Part): AsyncGenerator<Uint8Array> {
		const { answer, isPiece } = part;
		const { sender } = this.#requests;
		const tail = isPiece ? null : new ZipTail();
		const isSame = this.#delivered.comparison();
		let position = part.from;
		if (!isPiece) this.#compareLengths(part);
		for await (const chunk of isPiece ? answer.body : withoutMessages(answer, sender)) {
			const start = position;
			position += chunk.length;
			tail?.add(chunk);
			if (tail !== null && (part.until === null ? tail.isEnd : position === part.until))
				this.#requests.onLastByte();
			if (start < this.#at) {
				const known = chunk.subarray(Math.max(0, this.offset - start), this.#at - start);
				if (!isSame(known)) throw changed(sender.service);
			}
			if (position <= this.#at) {
				buffersMade(chunk.length);
				release(chunk);
				continue;
			}
			const fresh = chunk.subarray(
				Math.max(0, this.#at - start),
				this.#leftOf(start, isPiece ? part.until : null),
			);
			this.#at += fresh.length;
			this.#delivered.add(fresh);
			this.#attempts.progressed();
			if (fresh.length > 0) yield fresh;
			if (this.#isAllThere()) return;
		}
		this.#judgeEnd(part, position, tail);
	}

	/** How much of what begins at `start` is wanted. */
	#leftOf(start: number, until: number | null): number {
		return Math.min(this.#end ?? Infinity, until ?? Infinity) - start;
	}

	/** Whether the last wanted byte is there, for all that is known. A longer archive than announced is read on. */
	#isAllThere(): boolean {
		const part = this.#part;
		const at = this.#at;
		if (this.#end !== null) return at >= this.#end;
		return part.isPiece && at === this.#requests.size;
	}

	/** Whether all that a whole answer announced is there, and the connection broke behind it. */
	#endedAsAnnounced(): boolean {
		const part = this.#part;
		const at = this.#at;
		const end = this.#end;
		return !part.isPiece && end === null && at === part.until;
	}

	/** An answer has ended as if nothing were missing. @throws Refusal when something is */
	#judgeEnd(part: Part, position: number, tail: ZipTail | null): void {
		const { sender } = this.#requests;
		if (this.#isAllThere()) return;
		if (part.isPiece) {
			if (position === part.until) return;
			throw endedEarly(sender.service);
		}
		const ends = tail?.isEnd === true || position === part.until;
		if (position < this.#at) throw ends ? changed(sender.service) : endedEarly(sender.service);
		if (this.#end !== null) {
			// The whole archive is shorter than its pieces had it, and otherwise the same: what they told is of no use.
			this.#requests.size = position;
			throw ends ? new RangesUnavailable() : endedEarly(sender.service);
		}
		if (!ends && this.#endedAt !== position) {
			this.#endedAt = position;
			throw endedEarly(sender.service);
		}
		if (position === 0) throw emptyAnswer(sender);
		this.#requests.size = position;
	}

	/** @throws Refusal when a second whole answer announces another length than the first */
	#compareLengths({ answer, until }: Part): void {
		if (this.#announced !== null && until !== null && until !== this.#announced && this.#at > this.offset) {
			answer.body.close();
			throw changed(this.#requests.sender.service);
		}
		this.#announced ??= until;
	}

	/**
	 * The rest, or the whole once more.
	 * @param first what broke the transfer off; null: nothing did
	 * @throws that, when nothing more is to be had
	 */
	async #takeUp(first: unknown): Promise<Part> {
		const requests = this.#requests;
		const attempts = this.#attempts;
		const at = this.#at;
		const part = this.#part;
		part.answer.body.close();
		const came = part.isPiece ? at - part.from : Infinity;
		const isSmall = came < SMALL_PIECE && (came === 0 || first === null);
		this.#smallPieces = isSmall ? this.#smallPieces + (came === 0 ? EMPTY_PIECE : 1) : 0;
		// A piece out of what was packed as a whole can't be unpacked, and the next one can't either: the whole can.
		const isCoded = part.isPiece && isUndecodable(first);
		if (this.#smallPieces >= SMALL_PIECES || isCoded) requests.ranges = false;
		for (let reason = isCoded ? null : first; this.#open;) {
			if (reason !== null) {
				if (!mayGoOn(reason, at > 0)) passOn(reason);
				await attempts.next(reason, at, requests.size);
				if (!this.#open) break;
			}
			const next = await this.#askAgain().catch((refused: unknown) => {
				reason = refused;
				return null;
			});
			if (next === null) continue;
			if (!this.#open) next.answer.body.close();
			return next;
		}
		return part;
	}

	async #askAgain(): Promise<Part> {
		const { offset } = this;
		const requests = this.#requests;
		const at = this.#at;
		const part = this.#part;
		const isFresh = part.isPiece && at === offset;
		if (!requests.ranges || (at === 0 && !part.isPiece)) {
			// Nothing of this piece is delivered yet: the reader itself finds another way.
			if (isFresh) throw new RangesUnavailable();
			return await requests.whole();
		}
		const { tagsHold } = requests;
		try {
			const rest = await requests.piece(at, this.#end ?? requests.size);
			// Another tag than before: only the whole archive can be compared.
			return tagsHold && !requests.tagsHold ? requests.noPieces(rest.answer) : rest;
		} catch (reason) {
			return reason instanceof RangesUnavailable && !isFresh ? await requests.whole() : passOn(reason);
		}
	}
}
