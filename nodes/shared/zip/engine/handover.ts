/**
 * Files on their way to whoever stores them: some at once, so that the store is never waited for with
 * nothing else to do, and few enough that memory stays flat.
 */
import type { Ending } from '../../base/ending';

/**
 * Files of one archive. From 2 to 128 were tried, and a limit for all archives together: between 4 and 32 nothing could be told apart,
 * with two there is too little for the storage to do, and sixty-four hold twice the memory.
 */
const AT_ONCE = 8;
/**
 * Bytes in the hands of stores, of all archives that are being read in this process. Enough for two cores: twice as much took
 * twice the memory, and nothing was faster.
 */
const BYTES_IN_FLIGHT = 8 * 1024 * 1024;

type Waiting = Set<() => void>;

let inFlight = 0;
/** Those of all archives who wait until fewer bytes are in flight. */
const forBytes: Waiting = new Set();

function wake(waiting: Waiting): void {
	const all = [...waiting];
	waiting.clear();
	for (const one of all) one();
}

function fits(bytes: number): boolean {
	return inFlight === 0 || inFlight + bytes <= BYTES_IN_FLIGHT;
}

export class Handover {
	#running = 0;
	/**
	 * Those of this archive who wait until one of its own jobs is done. Every job that was done woke everybody once: with
	 * forty archives at work that was a tenth of the processor time.
	 */
	readonly #forJobs: Waiting = new Set();
	#bytes = 0;
	#isOver = false;

	readonly #ending: Ending;

	constructor(ending: Ending) {
		this.#ending = ending;
	}

	/** Whether a job that holds `bytes` may start at once. */
	hasRoom(bytes: number): boolean {
		return this.#running < AT_ONCE && fits(bytes);
	}

	async room(bytes: number): Promise<void> {
		while (!this.hasRoom(bytes)) await this.#change(fits(bytes) ? this.#forJobs : forBytes);
		this.#ending.throwIfEnded();
	}

	/** Starts a job. What it throws ends everything. */
	start(bytes: number, job: () => Promise<void>): void {
		this.#running++;
		this.#hold(bytes);
		const settled = (): void => {
			this.#running--;
			if (!this.#isOver) this.#hold(-bytes);
			wake(this.#forJobs);
		};
		job().then(settled, (reason: unknown) => {
			this.#ending.end(reason);
			settled();
		});
	}

	/** Waits until every job is done. */
	async idle(): Promise<void> {
		while (this.#running > 0) await this.#change(this.#forJobs);
		this.#ending.throwIfEnded();
	}

	/** The reading is over. A store that never answers takes no room from other archives. */
	leave(): void {
		this.#isOver = true;
		this.#hold(-this.#bytes);
	}

	#hold(bytes: number): void {
		this.#bytes += bytes;
		inFlight += bytes;
		if (bytes < 0) wake(forBytes);
	}

	async #change(waiting: Waiting): Promise<void> {
		let changed = (): void => {};
		const change = new Promise<void>((resolve) => (changed = resolve));
		waiting.add(changed);
		try {
			await this.#ending.orEnd(change);
		} finally {
			waiting.delete(changed);
		}
	}
}
