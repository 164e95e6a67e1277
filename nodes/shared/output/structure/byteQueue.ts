const NOTHING: Buffer = Buffer.alloc(0);

/** Bytes that came and were not yet looked at, over the chunks they came in. */
export class ByteQueue {
	#parts: Buffer[] = [];
	/** How many there are. */
	length = 0;
	/** Where the first of them stands in the transfer. */
	offset = 0;

	add(chunk: Uint8Array): void {
		this.#parts.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
		this.length += chunk.length;
	}

	/** All of them in one piece. */
	all(): Buffer {
		if (this.#parts.length > 1) this.#parts = [Buffer.concat(this.#parts, this.length)];
		return this.#parts[0] ?? NOTHING;
	}

	/** Passes over as many as there are, up to `count`. @returns how many */
	drop(count: number): number {
		const dropped = Math.min(count, this.length);
		let left = dropped;
		let whole = 0;
		while (whole < this.#parts.length && this.#parts[whole].length <= left)
			left -= this.#parts[whole++].length;
		this.#parts.splice(0, whole);
		if (left > 0) this.#parts[0] = this.#parts[0].subarray(left);
		this.length -= dropped;
		this.offset += dropped;
		return dropped;
	}
}
