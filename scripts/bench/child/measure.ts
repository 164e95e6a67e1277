import { readFileSync, writeFileSync } from 'node:fs';
import type { LateTurn } from '../standstills';

/** What one run took. */
export interface Measures {
	seconds: number;
	/** Processor time of all its threads, in seconds, and of programs that it has started and that have ended (on Linux). */
	processor: number;
	/** Highest resident memory above the memory at the start, in bytes. */
	growth: number;
	/** The event loop's late turns. */
	lateTurns: LateTurn[];
	/** Longest time, in ms, that the event loop did not come round, whoever was to blame. */
	wallStall: number;
}

const TICK = 5;
/** Milliseconds from which a turn is worth telling. */
const LATE = 2;

/** Runs `work` and measures it. */
export async function measure<T>(work: () => Promise<T>): Promise<{ result: T; measures: Measures }> {
	const memory = watchMemory();
	const stalls = watchStalls();
	const processor = processorSeconds();
	const start = process.hrtime.bigint();
	try {
		const result = await work();
		const seconds = Number(process.hrtime.bigint() - start) / 1e9;
		const spent = processorSeconds() - processor;
		return {
			result,
			measures: { seconds, processor: spent, growth: memory.growth(), ...stalls.seen() },
		};
	} finally {
		memory.stop();
		stalls.stop();
	}
}

/** The kernel counts the time of ended children in hundredths of a second, behind the name, which may hold anything. */
function processorSeconds(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6 + childrenSeconds();
}

function childrenSeconds(): number {
	try {
		const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1].split(' ');
		return (Number(fields[13]) + Number(fields[14])) / 100;
	} catch {
		return 0;
	}
}

/**
 * A ticker: what a tick comes late is time in which nothing else could run either.
 * On a machine with other work to do, some of that is the kernel giving the core to somebody else. Linux tells how long
 * a thread stood in that queue, so it can be taken off; elsewhere nothing is.
 */
function watchStalls() {
	const seen: Pick<Measures, 'lateTurns' | 'wallStall'> = { lateTurns: [], wallStall: 0 };
	let last = performance.now();
	let queued = queuedFor();
	let core = currentCore();
	const timer = setInterval(() => {
		const now = performance.now();
		const queuedNow = queuedFor();
		const coreNow = currentCore();
		const wall = now - last - TICK;
		const late = wall - (queuedNow - queued);
		seen.wallStall = Math.max(seen.wallStall, wall);
		if (late >= LATE) {
			const { timeOrigin } = performance;
			seen.lateTurns.push({ from: timeOrigin + last, to: timeOrigin + now, late, cores: [core, coreNow] });
		}
		last = now;
		queued = queuedNow;
		core = coreNow;
	}, TICK);
	return { seen: () => seen, stop: () => clearInterval(timer) };
}

/** The core that this thread is on; -1 where nothing tells. */
function currentCore(): number {
	try {
		return Number(readFileSync('/proc/thread-self/stat', 'latin1').split(') ')[1].split(' ')[36]);
	} catch {
		return -1;
	}
}

/** Milliseconds that this thread has waited for a core since it began. */
function queuedFor(): number {
	try {
		return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[1]) / 1e6;
	} catch {
		return 0;
	}
}

/** Linux keeps the peak itself and can be told to start anew; elsewhere a sample every 20 ms has to do. */
function watchMemory() {
	const exact = resetPeak();
	const start = process.memoryUsage.rss();
	let peak = start;
	const sample = () => void (peak = Math.max(peak, process.memoryUsage.rss()));
	const timer = setInterval(sample, 20);
	return {
		growth: () => {
			sample();
			return Math.max(peak, exact ? peakMemory() : 0) - start;
		},
		stop: () => clearInterval(timer),
	};
}

function resetPeak(): boolean {
	try {
		writeFileSync('/proc/self/clear_refs', '5');
		return true;
	} catch {
		return false;
	}
}

function peakMemory(): number {
	const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
	return Number(kilobytes ?? 0) * 1024;
}
