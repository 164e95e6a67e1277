import { type ByteSource, type ByteStream, RangesUnavailable } from '../../../nodes/shared/zip';

export interface MemoryOptions {
	/** Whether pieces can be asked for. */
	ranges?: boolean;
	/** Length of the chunks: one number, or what the next one should be. */
	chunk?: number | (() => number);
	/** The server said that it has ranges and doesn't keep to it, from this request on. */
	ignoresRangesFrom?: number;
	/** Nothing comes any more from this offset on. */
	stallsAt?: number;
	sizeKnown?: boolean;
}

/** A source that counts what is asked of it. */
export class MemorySource implements ByteSource {
	ranges: boolean;
	requests = 0;
	bytesSent = 0;
	openStreams = 0;

	constructor(
		private readonly bytes: Buffer,
		private readonly options: MemoryOptions = {},
	) {
		this.ranges = options.ranges ?? false;
	}

	get size(): number | null {
		return this.options.sizeKnown === false ? null : this.bytes.length;
	}

	async open(start: number, end = this.bytes.length): Promise<ByteStream> {
		this.requests++;
		const whole = start === 0 && end === this.bytes.length;
		if (!whole && this.requests >= (this.options.ignoresRangesFrom ?? Infinity)) this.ranges = false;
		if (!whole && !this.ranges) throw new RangesUnavailable('the whole archive came');
		const offset = start < 0 ? Math.max(0, this.bytes.length + start) : start;
		this.openStreams++;
		let closed = false;
		const close = (): void => {
			if (!closed) this.openStreams--;
			closed = true;
		};
		const chunks = this.chunks(offset, end, () => closed);
		return { offset, close, [Symbol.asyncIterator]: () => chunks };
	}

	private async *chunks(from: number, end: number, closed: () => boolean): AsyncGenerator<Uint8Array> {
		const { chunk = 64 * 1024, stallsAt = Infinity } = this.options;
		for (let at = from; at < end;) {
			if (closed()) return;
			if (at >= stallsAt) await new Promise<never>(() => {});
			const length = Math.min(typeof chunk === 'number' ? chunk : chunk(), end - at);
			this.bytesSent += length;
			yield new Uint8Array(this.bytes.subarray(at, at + length)); // its own bytes: the reader may free them
			at += length;
		}
	}
}
