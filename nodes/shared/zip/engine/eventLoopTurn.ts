/**
 * Lets others run. Awaiting bytes that are already here never leaves JavaScript's own queue, so a loop
 * over thousands of records, or window after window of an inflation, would hold up every other workflow of the process.
 *
 * A message to ourselves comes back with the next turn of the event loop, when everybody else has had theirs: 4 µs of
 * processor time, where a job for the thread pool took 31. Whoever waits is called in the order of asking, and one for each
 * turn: what several files do takes no longer in one piece than what one does.
 */
const waiting: Array<() => void> = [];

interface Bell {
	postMessage(message: null): void;
	ref(): void;
	unref(): void;
	on(event: 'message', hear: () => void): unknown;
}

/** Both ends of a channel; made when it is needed first. */
let bell: { ring: Bell; heard: Bell } | null = null;

function newBell(): { ring: Bell; heard: Bell } {
	const { port1: ring, port2: heard } = new MessageChannel();
	heard.on('message', () => {
		const next = waiting.shift();
		if (waiting.length > 0) ring.postMessage(null);
		else heard.unref(); // n8n may end whenever nobody waits
		next?.();
	});
	ring.unref();
	return { ring, heard };
}

/** Resolves in a later turn of the event loop, and in no turn with another one. */
export async function loopTurn(): Promise<void> {
	await new Promise<void>((resolve) => {
		waiting.push(resolve);
		if (waiting.length > 1) return;
		bell ??= newBell();
		bell.heard.ref();
		bell.ring.postMessage(null);
	});
}

/** Well under the 15 ms that nobody may be held up for. */
const LONGEST_RUN_MS = 4;

export class Breath {
	private since = Date.now();

	/** Whether the loop has run for long enough; then `await take()`. */
	get due(): boolean {
		return Date.now() - this.since > LONGEST_RUN_MS;
	}

	/** Everybody else has had a turn. */
	async take(): Promise<void> {
		await loopTurn();
		this.since = Date.now();
	}
}
