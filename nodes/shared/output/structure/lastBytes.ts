/** The last `count` bytes of a transfer, or all if there were fewer. */
export class LastBytes {
	readonly #room: Buffer;
	#length = 0;

	readonly #count: number;

	constructor(count: number) {
		this.#count = count;
		this.#room = Buffer.alloc(2 * count);
	}

	add(chunk: Uint8Array): void {
		const piece = chunk.subarray(Math.max(0, chunk.length - this.#count));
		if (this.#length + piece.length > this.#room.length) {
			// Only when the room is full: moving them for every small chunk would copy each byte many times.
			this.#room.copyWithin(0, this.#length - this.#count, this.#length);
			this.#length = this.#count;
		}
		this.#room.set(piece, this.#length);
		this.#length += piece.length;
	}

	get bytes(): Buffer {
		return this.#room.subarray(Math.max(0, this.#length - this.#count), this.#length);
	}
}
