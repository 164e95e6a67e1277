/**
 * Bytes of small files that are on their way in, and belong to no store yet: a file that is handed over whole is gathered
 * first, up to 4 MiB of it. There is one budget for all archives that are being read in this process, beside the one for what
 * stores hold (`handover.ts`). It was 4 MiB for each archive once, so 80 MiB for twenty at once.
 *
 * Who finds no room does not wait: others may be gathering from slow lines. Its file goes on in pieces, as a large one does.
 */

/** Enough for two of the largest that are gathered, or for twenty of 400 KiB. */
export const MOST_GATHERED = 8 * 1024 * 1024;

let gathered = 0;

/** What one reading has gathered of it. */
export class GatheredBytes {
	#held = 0;
	#isOver = false;

	/** Whether there is room for `bytes` more. */
	hasRoom(bytes: number): boolean {
		return !this.#isOver && gathered + bytes <= MOST_GATHERED;
	}

	/** Takes room for `bytes`; false when there is none. */
	take(bytes: number): boolean {
		if (!this.hasRoom(bytes)) return false;
		this.#held += bytes;
		gathered += bytes;
		return true;
	}

	/** They belong to somebody else now, or to nobody. */
	giveBack(bytes: number): void {
		if (this.#isOver) return;
		this.#held -= bytes;
		gathered -= bytes;
	}

	/** The reading is over: nothing of it is held any more. */
	leave(): void {
		this.giveBack(this.#held);
		this.#isOver = true;
	}
}
