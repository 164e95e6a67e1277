/**
 * Keeps the event loop from falling asleep between two chunks of an inflation, where that is faster.
 *
 * zlib works on another thread and comes back after every 16 KiB: 65,000 times for a gibibyte. When each of the two
 * threads sleeps while the other one works, waking them takes longer than inflating: on a machine with two idle
 * virtual cores 4 s for a gibibyte instead of 2.4 s, and as much processor time. A loop with a message to itself on
 * the way does not sleep. But when others want the cores, threads wake quickly and a sleepless one is in their way:
 * with both cores taken 6 s instead of 2.3 s. So both ways are tried in turn, and the faster one goes on.
 */

/** Milliseconds of inflating before the way is judged. */
const TURN = 20;
/** In one turn out of these the slower way has another chance: the machine may have got busy, or idle. */
const TURNS_BETWEEN_TRIALS = 10;
/** How much faster it has to be awake: processor time is others' too. */
const WORTH_IT = 1.15;

type Way = 'asleep' | 'awake';
const other = (way: Way): Way => (way === 'awake' ? 'asleep' : 'awake');

/** Decides how the time between two chunks is spent. `beat` keeps the loop awake for as long as it is asked to. */
export class Wakefulness {
	private working = 0;
	private way: Way = 'asleep';
	private turns = 0;
	private workingSince = 0;
	private spent = 0;
	private bytes = 0;
	/** Bytes in a millisecond, the later turns weighing more. */
	private readonly rates: Record<Way, number | null> = { asleep: null, awake: null };

	constructor(
		private readonly beat: () => void,
		private readonly now: () => number,
	) {}

	/** Whether the loop is to stay awake. */
	get awake(): boolean {
		return this.working > 0 && this.way === 'awake';
	}

	/**
	 * An inflater has work and somebody waits for it; `pause` when either is no longer so.
	 * An inflation may pause for both reasons at once, or before it works: only the count matters.
	 */
	work(): void {
		if (++this.working !== 1) return;
		this.workingSince = this.now();
		if (this.awake) this.beat();
	}

	pause(): void {
		if (--this.working === 0) this.spent += this.now() - this.workingSince;
	}

	/** Tells that a chunk came out. */
	came(bytes: number): void {
		this.bytes += bytes;
		const running = this.working > 0 ? this.now() - this.workingSince : 0;
		if (this.spent + running < TURN) return;
		this.judge(this.bytes / (this.spent + running));
		this.spent = -running;
		this.bytes = 0;
		if (this.awake) this.beat();
	}

	private judge(rate: number): void {
		const before = this.rates[this.way];
		this.rates[this.way] = before === null ? rate : (before + rate) / 2;
		this.turns++;
		const { asleep, awake } = this.rates;
		const faster: Way = (awake ?? 0) > (asleep ?? 0) * WORTH_IT ? 'awake' : 'asleep';
		this.way = this.turns % TURNS_BETWEEN_TRIALS === 1 ? other(faster) : faster;
	}
}

/** Two ports that send each other a message for every turn of the event loop, for as long as `wanted` says so. */
export function heartbeat(wanted: () => boolean): () => void {
	let beating = false;
	let first: { postMessage(message: null): void } | null = null;
	const start = () => {
		const { port1, port2 } = new MessageChannel();
		for (const port of [port1, port2]) {
			port.on('message', () => {
				beating = wanted();
				if (beating) port.postMessage(null);
			});
			port.unref(); // n8n may end whenever it likes
		}
		return port1;
	};
	return () => {
		if (beating) return;
		beating = true;
		first ??= start();
		first.postMessage(null);
	};
}

/** The event loop is one, so this is too. */
export const inflating: Wakefulness = new Wakefulness(
	heartbeat(() => inflating.awake),
	() => performance.now(),
);
