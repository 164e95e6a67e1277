/**
 * A file on its way to whoever stores it, in pieces of 512 KiB: it comes out in smaller ones, and a store
 * would spend more on each of those than on its bytes. One piece is filled while another is waiting and
 * a third is being stored; beyond that the producer waits.
 */
import { newBuffer } from '../engine/youngHeap';

const PIECE_LENGTH = 512 * 1024;

export class Pieces implements AsyncIterable<Buffer> {
	#filling: Buffer | null = null;
	#filled = 0;
	#ready: Buffer | null = null;
	#done = false;
	#abandoned = false;
	#failure: { reason: unknown } | null = null;
	#wakeConsumer: (() => void) | null = null;
	#wakeProducer: (() => void) | null = null;

	/** Where the next bytes go, never without room for some. Tell with `filledUp` how many came. */
	room(): Buffer {
		this.#filling ??= newBuffer(PIECE_LENGTH);
		return this.#filling.subarray(this.#filled);
	}

	/** `count` bytes were written into `room`; the answer comes when there is more of it. */
	async filledUp(count: number): Promise<void> {
		if (this.#abandoned) return; // they stay in the room, and the next ones go over them
		this.#filled += count;
		if (this.#filled === PIECE_LENGTH) await this.#handOn();
	}

	/** Copies bytes in; the answer comes when there is room for more. */
	async put(bytes: Uint8Array): Promise<void> {
		for (let at = 0; at < bytes.length && !this.#abandoned;) {
			const room = this.room();
			const part = bytes.subarray(at, at + room.length);
			room.set(part);
			at += part.length;
			await this.filledUp(part.length);
		}
	}

	/** Nothing comes any more. */
	async finish(): Promise<void> {
		if (this.#filled > 0 && !this.#abandoned) await this.#handOn();
		this.#done = true;
		this.#wake();
	}

	/** The consumer gets `reason` thrown at once, whatever is still waiting. */
	fail(reason: unknown): void {
		this.#failure ??= { reason };
		this.abandon();
	}

	/** The consumer wants no more: what comes is dropped, and nobody waits for room. */
	abandon(): void {
		this.#abandoned = true;
		this.#filled = 0;
		this.#ready = null;
		this.#wake();
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
		try {
			for (;;) {
				if (this.#failure) throw this.#failure.reason;
				const piece = this.#ready;
				if (piece) {
					this.#ready = null;
					this.#wakeProducer?.();
					yield piece;
				} else if (this.#done || this.#abandoned) {
					return;
				} else {
					await new Promise<void>((resolve) => (this.#wakeConsumer = resolve));
				}
			}
		} finally {
			this.abandon();
		}
	}

	async #handOn(): Promise<void> {
		while (this.#ready && !this.#abandoned)
			await new Promise<void>((resolve) => (this.#wakeProducer = resolve));
		if (this.#abandoned) return;
		this.#ready = this.#filling?.subarray(0, this.#filled) ?? null;
		this.#filling = null;
		this.#filled = 0;
		this.#wakeConsumer?.();
	}

	#wake(): void {
		this.#wakeConsumer?.();
		this.#wakeProducer?.();
	}
}
