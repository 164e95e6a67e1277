/** Turns the compressed bytes of a large entry into pieces, checked as they go. */
import { checksum } from '../engine/checksum';
import { inflateEngine } from '../engine/inflateEngine';
import { release } from '../engine/release';
import { METHOD_DEFLATE64, METHOD_STORED } from '../format/signatures';
import { type Decoder, type Expected, check } from './decoder';
import { Pieces } from './pieces';
import { StreamDecoder } from './streamDecoder';
import { WindowDecoder } from './windowDecoder';

/** `given` counts bytes that came out, and throws when they are too many. */
export type Given = (count: number) => void;

/**
 * The decoder for a compression method.
 *
 * @throws Error for Deflate64 where there is no WebAssembly: nothing else that is here knows it
 */
export function newDecoder(method: number, given: Given): Decoder {
	if (method === METHOD_STORED) return new StoredDecoder(given);
	const engine = inflateEngine();
	if (engine !== null) return new WindowDecoder(engine, method === METHOD_DEFLATE64, given);
	if (method === METHOD_DEFLATE64) throw new Error(NEEDS_WEBASSEMBLY);
	return new StreamDecoder(given);
}

export const NEEDS_WEBASSEMBLY = 'Deflate64 needs WebAssembly, and this n8n runs without it';

class StoredDecoder implements Decoder {
	readonly pieces = new Pieces();
	#crc = 0;
	#size = 0;

	readonly #given: Given;

	constructor(given: Given) {
		this.#given = given;
	}

	async write(bytes: Buffer): Promise<void> {
		this.#crc = checksum(bytes, this.#crc);
		this.#size += bytes.length;
		this.#given(bytes.length);
		await this.pieces.put(bytes);
		release(bytes);
	}

	async finish(expected: Expected): Promise<void> {
		check({ size: this.#size, crc: this.#crc }, expected);
		await this.pieces.finish();
	}

	abort(reason: unknown): void {
		this.pieces.fail(reason);
	}
}
