/**
 * Files on their way to whoever stores them: some at once, so that the store is never waited for with
 * nothing else to do, and few enough that memory stays flat.
 */
import type { Ending } from '../../base/ending';

const AT_ONCE = 8;
/**
 * Bytes in the hands of stores, of all archives that are being read in this process. Enough for two cores: twice as much took
 * twice the memory, and nothing was faster.
 */
const BYTES_IN_FLIGHT = 8 * 1024 * 1024;

let inFlight = 0;
/** Those who wait until there is more room. */
const waiting = new Set<() => void>();

function wakeAll(): void {
	const all = [...waiting];
	waiting.clear();
	for (const wake of all) wake();
}

export class Handover {
	#running = 0;
	#bytes = 0;
	#isOver = false;

	readonly #ending: Ending;

	constructor(ending: Ending) {
		this.#ending = ending;
	}

	/** Whether a job that holds `bytes` may start at once. */
	hasRoom(bytes: number): boolean {
		const fits = inFlight === 0 || inFlight + bytes <= BYTES_IN_FLIGHT;
		return fits && this.#running < AT_ONCE;
	}

	async room(bytes: number): Promise<void> {
		while (!this.hasRoom(bytes)) await this.#change();
		this.#ending.throwIfEnded();
	}

	/** Starts a job. What it throws ends everything. */
	start(bytes: number, job: () => Promise<void>): void {
		this.#running++;
		this.#hold(bytes);
		const settled = (): void => {
			this.#running--;
			if (!this.#isOver) this.#hold(-bytes);
			wakeAll();
		};
		job().then(settled, (reason: unknown) => {
			this.#ending.end(reason);
			settled();
		});
	}

	/** Waits until every job is done. */
	async idle(): Promise<void> {
		while (this.#running > 0) await this.#change();
		this.#ending.throwIfEnded();
	}

	/** The reading is over. A store that never answers takes no room from other archives. */
	leave(): void {
		this.#isOver = true;
		this.#hold(-this.#bytes);
		wakeAll();
	}

	#hold(bytes: number): void {
		this.#bytes += bytes;
		inFlight += bytes;
	}

	async #change(): Promise<void> {
		let wake = (): void => {};
		const changed = new Promise<void>((resolve) => (wake = resolve));
		waiting.add(wake);
		try {
			await this.#ending.orEnd(changed);
		} finally {
			waiting.delete(wake);
		}
	}
}
