/** Turns the compressed bytes of a large entry into pieces, checked as they go. */
import { inflating } from '../engine/awake';
import { crc32 } from '../format/crc32';
import { Ending } from '../../base/ending';
import { GZIP_HEADER, gzipTrailer } from './gzip';
import { Pieces } from './pieces';
import { buffersMade, release } from '../engine/youngHeap';

/** What an entry must turn out to be. */
export interface Expected {
	crc: number;
	size: number;
}

export interface Decoder {
	readonly pieces: Pieces;
	/** Takes compressed bytes; the answer comes when it can take more. */
	write(bytes: Buffer): Promise<void>;
	/** Waits until all is handed on; throws when it isn't what was `expected`. */
	finish(expected: Expected): Promise<void>;
	/** Stops everything; whoever reads the pieces gets `reason`. */
	abort(reason: unknown): void;
}

/** `given` counts bytes that came out, and throws when they are too many. */
export class StoredDecoder implements Decoder {
	readonly pieces = new Pieces();
	private crc = 0;
	private size = 0;

	constructor(private readonly given: (count: number) => void) {}

	async write(bytes: Buffer): Promise<void> {
		this.crc = crc32(bytes, this.crc);
		this.size += bytes.length;
		this.given(bytes.length);
		await this.pieces.put(bytes);
	}

	async finish(expected: Expected): Promise<void> {
		if (this.size !== expected.size) throw new Error(`it has ${this.size} bytes instead of ${expected.size}`);
		if (this.crc !== expected.crc) throw new Error('its content does not match its CRC-32');
		await this.pieces.finish();
	}

	abort(reason: unknown): void {
		this.pieces.fail(reason);
	}
}

/**
 * Reads asked for ahead. Node's adapter stops zlib whenever nobody waits for the next 16 KiB; with some
 * reads always waiting it never has to.
 */
const READS_AHEAD = 4;
const WORTH_A_WRITE = 1024;
const NOTHING: Buffer = Buffer.alloc(0);

export class DeflateDecoder implements Decoder {
	readonly pieces = new Pieces();
	private readonly writer: WritableStreamDefaultWriter<Uint8Array>;
	private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
	private readonly pumped: Promise<void>;
	/** Ends what waits for zlib when nobody reads from it any more. */
	private readonly broken = new Ending();
	private size = 0;
	private waiting = NOTHING;

	constructor(private readonly given: (count: number) => void) {
		const stream = new DecompressionStream('gzip');
		this.writer = stream.writable.getWriter() as WritableStreamDefaultWriter<Uint8Array>;
		this.reader = stream.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
		this.writer.write(GZIP_HEADER).catch(() => {}); // if it can't be written, the next write throws as well
		this.pumped = this.pump();
		this.pumped.catch((reason: unknown) => this.broken.end(reason)); // thrown by the next write
	}

	/**
	 * A few bytes wait for the next ones: every write is a way to another thread and back.
	 * Awaits the write itself: `writer.ready` alone lets Node 20 and 22 pile up compressed bytes.
	 */
	async write(bytes: Buffer): Promise<void> {
		const input = this.waiting.length > 0 ? Buffer.concat([this.waiting, bytes]) : bytes;
		this.waiting = input.length < WORTH_A_WRITE ? input : NOTHING;
		if (this.waiting.length > 0) return;
		inflating.work();
		try {
			await this.broken.orEnd(this.writer.write(input));
		} finally {
			inflating.pause();
		}
	}

	async finish(expected: Expected): Promise<void> {
		const end = Buffer.concat([this.waiting, gzipTrailer(expected.crc, expected.size)]);
		await this.broken.orEnd(this.writer.write(end));
		const closed = this.writer.close();
		await this.broken.orEnd(Promise.all([closed, this.pumped]));
		if (this.size !== expected.size) throw new Error(`it has ${this.size} bytes instead of ${expected.size}`);
		await this.pieces.finish();
	}

	abort(reason: unknown): void {
		this.broken.end(reason);
		this.writer.abort(reason).catch(() => {});
		this.reader.cancel(reason).catch(() => {});
		this.pieces.fail(reason);
	}

	private async pump(): Promise<void> {
		const waiting: Array<ReturnType<typeof this.reader.read>> = [];
		for (;;) {
			while (waiting.length < READS_AHEAD) {
				const read = this.reader.read();
				read.catch(() => {}); // the first one that fails is thrown below
				waiting.push(read);
			}
			const result = await waiting.shift();
			if (!result || result.done) return;
			this.size += result.value.length;
			const { length } = result.value;
			// Each step makes two buffers: what zlib wrote, and the copy in which Node's adapter hands it on. That one is freed.
			buffersMade(2 * length);
			this.given(length);
			inflating.came(length);
			inflating.pause(); // a slow store is nothing to stay awake for
			await this.pieces.put(result.value);
			inflating.work();
			release(result.value);
		}
	}
}
