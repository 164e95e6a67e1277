/**
 * A file on its way to whoever stores it, in pieces of 512 KiB: zlib gives 16 KiB at a time, and a store
 * would spend more on each of those than on its bytes. One piece is filled while another is waiting and
 * a third is being stored; beyond that the producer waits.
 */
import { newBuffer } from '../engine/youngHeap';

const PIECE_LENGTH = 512 * 1024;

export class Pieces implements AsyncIterable<Buffer> {
	private filling: Buffer | null = null;
	private filled = 0;
	private ready: Buffer | null = null;
	private done = false;
	private abandoned = false;
	private failure: { reason: unknown } | null = null;
	private wakeConsumer: (() => void) | null = null;
	private wakeProducer: (() => void) | null = null;

	/** Copies bytes in; the answer comes when there is room for more. */
	async put(bytes: Uint8Array): Promise<void> {
		for (let at = 0; at < bytes.length && !this.abandoned;) {
			this.filling ??= newBuffer(PIECE_LENGTH);
			const part = bytes.subarray(at, at + PIECE_LENGTH - this.filled);
			this.filling.set(part, this.filled);
			this.filled += part.length;
			at += part.length;
			if (this.filled === PIECE_LENGTH) await this.handOn();
		}
	}

	/** Nothing comes any more. */
	async finish(): Promise<void> {
		if (this.filled > 0 && !this.abandoned) await this.handOn();
		this.done = true;
		this.wake();
	}

	/** The consumer gets `reason` thrown at once, whatever is still waiting. */
	fail(reason: unknown): void {
		this.failure ??= { reason };
		this.abandon();
	}

	/** The consumer wants no more: what comes is dropped, and nobody waits for room. */
	abandon(): void {
		this.abandoned = true;
		this.filling = null;
		this.ready = null;
		this.wake();
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
		try {
			for (;;) {
				if (this.failure) throw this.failure.reason;
				const piece = this.ready;
				if (piece) {
					this.ready = null;
					this.wakeProducer?.();
					yield piece;
				} else if (this.done || this.abandoned) {
					return;
				} else {
					await new Promise<void>((resolve) => (this.wakeConsumer = resolve));
				}
			}
		} finally {
			this.abandon();
		}
	}

	private async handOn(): Promise<void> {
		while (this.ready && !this.abandoned) await new Promise<void>((resolve) => (this.wakeProducer = resolve));
		if (this.abandoned) return;
		this.ready = this.filling?.subarray(0, this.filled) ?? null;
		this.filling = null;
		this.filled = 0;
		this.wakeConsumer?.();
	}

	private wake(): void {
		this.wakeConsumer?.();
		this.wakeProducer?.();
	}
}
