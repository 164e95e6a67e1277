/** The last bytes of a transfer, and whether a ZIP may end with them. */

/** The end record without its comment (APPNOTE 4.3.16), and as much of a comment as writers write. */
const END_LENGTH = 22;
const KEPT = END_LENGTH + 2048;
const SIGNATURE = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const COMMENT_LENGTH_AT = 20;

/**
 * Where nobody announces a length, a transfer that was cut looks like one that ended. The end record tells: its comment
 * reaches to the very last byte. (One in the middle of a cut file does not.)
 */
export class ZipTail {
	#kept: Buffer = Buffer.alloc(0);

	add(bytes: Uint8Array): void {
		const last = bytes.subarray(-KEPT);
		const before = this.#kept.subarray(Math.max(0, this.#kept.length - (KEPT - last.length)));
		this.#kept = last.length === KEPT ? Buffer.from(last) : Buffer.concat([before, last]);
	}

	/** Whether what came ends as a ZIP ends. */
	get isEnd(): boolean {
		const kept = this.#kept;
		for (
			let at = kept.lastIndexOf(SIGNATURE);
			at >= 0;
			at = at === 0 ? -1 : kept.lastIndexOf(SIGNATURE, at - 1)
		) {
			const rest = kept.length - at;
			if (rest >= END_LENGTH && rest === END_LENGTH + kept.readUInt16LE(at + COMMENT_LENGTH_AT)) return true;
		}
		return false;
	}
}
