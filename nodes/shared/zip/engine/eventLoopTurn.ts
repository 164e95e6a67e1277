/**
 * Lets others run. Awaiting bytes that are already here never leaves JavaScript's own queue, so a loop
 * over thousands of records would hold up every other workflow of the process.
 */
import { randomFill } from 'crypto';

/** Well under the 30 ms that nobody may be held up for. */
const LONGEST_RUN_MS = 8;
const scratch = Buffer.alloc(1);

export class Breath {
	private since = Date.now();

	/** Whether the loop has run for long enough; then `await take()`. */
	get due(): boolean {
		return Date.now() - this.since > LONGEST_RUN_MS;
	}

	/** A job for the thread pool comes back through the event loop: everybody else has had a turn. */
	async take(): Promise<void> {
		await new Promise<void>((resolve) => randomFill(scratch, () => resolve()));
		this.since = Date.now();
	}
}
