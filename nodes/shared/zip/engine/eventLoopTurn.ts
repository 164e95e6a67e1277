/**
 * Lets others run. Awaiting bytes that are already here never leaves JavaScript's own queue, so a loop
 * over thousands of records, or window after window of an inflation, would hold up every other workflow of the process.
 *
 * A message to ourselves comes back with the next turn of the event loop, when everybody else has had theirs: 4 µs of
 * processor time, where a job for the thread pool took 31. Whoever waits is called in the order of asking, and one at a
 * time: what several files do takes no longer in one piece than what one does.
 */
const waiting: Array<() => void> = [];
/** Those who have a request to send come before them: while it waits nothing is on its way. */
const toAsk: typeof waiting = [];

/**
 * Both ends of a channel ring by turns: what hears sends the next message back. A port that goes on getting messages while it
 * hands one out hands out up to a thousand of them before anybody else has a turn.
 */
let bell: { ring(): void; hold(): void; letGo(): void } | null = null;

/**
 * Turns that everybody else has between two of those who wait. An answer of n8n's takes dozens, and found a window of an
 * inflation in each: while 1 GiB was unpacked it took 102 ms where it took 76 with nothing else to do, and takes 70.
 */
const TURNS_OF_OTHERS = 4;

const isAwaited = (): boolean => toAsk.length + waiting.length > 0;

function newBell() {
	const { port1, port2 } = new MessageChannel();
	let next = port1;
	let passed = 0;
	for (const port of [port1, port2]) {
		port.on('message', () => {
			next = port;
			if (toAsk.length === 0 && passed < TURNS_OF_OTHERS) {
				passed += 1;
				port.postMessage(null);
				return;
			}
			if (toAsk.length === 0) passed = 0;
			const first = toAsk.shift() ?? waiting.shift();
			if (isAwaited()) port.postMessage(null);
			else newest.letGo();
			first?.();
		});
	}
	const newest = {
		ring: () => next.postMessage(null),
		hold: () => [port1, port2].forEach((port) => port.ref()),
		/** n8n may end whenever nobody waits. */
		letGo: () => [port1, port2].forEach((port) => port.unref()),
	};
	return newest;
}

/** Resolves in a later turn of the event loop, in the order of asking. */
export async function loopTurn(): Promise<void> {
	await turnIn(waiting);
}

/**
 * A turn for who sends a request. Answers come in bunches, and a connection takes a turn of the loop to be made: when all that
 * follows from an answer was done at once, no request of the bunch was sent before the last, and they stayed together for
 * good. A hundred requests, twenty at a time, 100 ms for each answer, took 0.80 s and take 0.68 s.
 */
export async function turnToAsk(): Promise<void> {
	await turnIn(toAsk);
}

async function turnIn(line: typeof waiting): Promise<void> {
	await new Promise<void>((resolve) => {
		const isFirst = !isAwaited();
		line.push(resolve);
		if (!isFirst) return;
		bell ??= newBell();
		bell.hold();
		bell.ring();
	});
}

/**
 * Whole milliseconds, of a clock that has no finer ones: a run ends after two to three. An answer of n8n's takes dozens of turns
 * of the loop and waits for this in each: with four, eight archives of nothing but names made it twice as long.
 */
const LONGEST_RUN_MS = 1;

export class Breath {
	#since = Date.now();

	/** Whether the loop has run for long enough; then `await take()`. */
	get due(): boolean {
		return Date.now() - this.#since > LONGEST_RUN_MS;
	}

	/** Everybody else has had a turn. */
	async take(): Promise<void> {
		await loopTurn();
		this.#since = Date.now();
	}
}
