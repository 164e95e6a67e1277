/** Inflates with what the web gives: for a Node without WebAssembly, at half the speed. */
import { Ending } from '../../base/ending';
import { check, type Decoder, type Expected } from './decoder';
import { GZIP_HEADER, gzipTrailer } from './gzip';
import { Pieces } from './pieces';

/**
 * Reads asked for ahead. Node's adapter stops zlib whenever nobody waits for the next 16 KiB; with some
 * reads always waiting it never has to.
 */
const READS_AHEAD = 4;
const WORTH_A_WRITE = 1024;
const NOTHING: Buffer = Buffer.alloc(0);

export class StreamDecoder implements Decoder {
	readonly pieces = new Pieces();
	readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
	readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
	readonly #pumped: Promise<void>;
	/** Ends what waits for zlib when nobody reads from it any more. */
	readonly #broken = new Ending();
	#size = 0;
	#waiting = NOTHING;

	readonly #given: (count: number) => void;

	constructor(given: (count: number) => void) {
		this.#given = given;
		const stream = new DecompressionStream('gzip');
		this.#writer = stream.writable.getWriter() as WritableStreamDefaultWriter<Uint8Array>;
		this.#reader = stream.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
		this.#writer.write(GZIP_HEADER).catch(() => {}); // if it can't be written, the next write throws as well
		this.#pumped = this.#pump();
		this.#pumped.catch((reason: unknown) => this.#broken.end(reason)); // thrown by the next write
	}

	/**
	 * A few bytes wait for the next ones: every write is a way to another thread and back.
	 * Awaits the write itself: `writer.ready` alone lets Node 20 and 22 pile up compressed bytes.
	 */
	async write(bytes: Buffer): Promise<void> {
		const input = this.#waiting.length > 0 ? Buffer.concat([this.#waiting, bytes]) : bytes;
		this.#waiting = input.length < WORTH_A_WRITE ? input : NOTHING;
		if (this.#waiting.length > 0) return;
		await this.#broken.orEnd(this.#writer.write(input));
	}

	async finish(expected: Expected): Promise<void> {
		const end = Buffer.concat([this.#waiting, gzipTrailer(expected.crc, expected.size)]);
		await this.#broken.orEnd(this.#writer.write(end));
		const closed = this.#writer.close();
		await this.#broken.orEnd(Promise.all([closed, this.#pumped]));
		check({ size: this.#size, crc: expected.crc }, expected); // zlib has compared the CRC
		await this.pieces.finish();
	}

	abort(reason: unknown): void {
		this.#broken.end(reason);
		this.#writer.abort(reason).catch(() => {});
		this.#reader.cancel(reason).catch(() => {});
		this.pieces.fail(reason);
	}

	async #pump(): Promise<void> {
		const waiting: Array<ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']>> = [];
		for (;;) {
			while (waiting.length < READS_AHEAD) {
				const read = this.#reader.read();
				read.catch(() => {}); // the first one that fails is thrown below
				waiting.push(read);
			}
			const result = await waiting.shift();
			if (!result || result.done) return;
			this.#size += result.value.length;
			this.#given(result.value.length);
			await this.pieces.put(result.value);
		}
	}
}
