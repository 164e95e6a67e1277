/**
 * Tells whether an archive that is sent a second time begins with the bytes that were delivered the first time, without
 * keeping them: as CRC-32 over them, noted down every megabyte or so, so that a difference shows before all was passed over.
 */
import { checksum } from '../zip/engine/checksum';

const BLOCK = 64 * 1024;
/**
 * Bytes of each block that are counted where single pieces can be asked for: a transfer is then hardly ever sent from its
 * beginning again, and counting every byte would cost every other a fifth of its speed.
 */
const SAMPLE = 4 * 1024;
const FIRST_STEP = 16 * BLOCK;
/** When there are more marks, every other one goes: memory stays the same for archives of any length. */
const MOST_MARKS = 1024;

class Fingerprint {
	position = 0;
	crc = 0;

	readonly #sample: number;

	constructor(sample: number) {
		this.#sample = sample;
	}

	add(bytes: Uint8Array): void {
		for (let at = 0; at < bytes.length;) {
			const inBlock = this.position % BLOCK;
			const counts = inBlock < this.#sample;
			const part = bytes.subarray(at, at + (counts ? this.#sample : BLOCK) - inBlock);
			if (counts) this.crc = checksum(part, this.crc);
			this.position += part.length;
			at += part.length;
		}
	}
}

export class Delivered {
	readonly #print: Fingerprint;
	#marks: number[] = [];
	#step = FIRST_STEP;
	readonly #sample: number;

	/** @param everyByte false: samples are enough */
	constructor(everyByte: boolean) {
		this.#sample = everyByte ? BLOCK : SAMPLE;
		this.#print = new Fingerprint(this.#sample);
	}

	add(bytes: Uint8Array): void {
		for (const part of partsOf(bytes, this.#print.position, this.#step)) {
			this.#print.add(part);
			if (this.#print.position % this.#step !== 0) continue;
			this.#marks.push(this.#print.crc);
		}
		while (this.#marks.length > MOST_MARKS) {
			this.#marks = this.#marks.filter((_, index) => index % 2 === 1);
			this.#step *= 2;
		}
	}

	/** Takes the same bytes once more, in their order, as many as were delivered; false as soon as they differ. */
	comparison(): (bytes: Uint8Array) => boolean {
		const again = new Fingerprint(this.#sample);
		const marks = this.#marks;
		const step = this.#step;
		const print = this.#print;
		return (bytes) => {
			for (const part of partsOf(bytes, again.position, step)) {
				again.add(part);
				const { position, crc } = again;
				if (position % step === 0 && marks[position / step - 1] !== crc) return false;
				if (position === print.position && crc !== print.crc) return false;
			}
			return true;
		};
	}
}

/** Cuts where a mark is due. */
function* partsOf(bytes: Uint8Array, position: number, step: number): Generator<Uint8Array> {
	for (let at = 0; at < bytes.length;) {
		const part = bytes.subarray(at, at + step - ((position + at) % step));
		yield part;
		at += part.length;
	}
}
