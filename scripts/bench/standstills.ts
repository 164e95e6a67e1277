import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpus } from 'node:os';

/** A time in which a core did nothing at all, in milliseconds since 1970. */
export interface Standstill {
	core: number;
	from: number;
	to: number;
}

/** Watches every core, until it is stopped. */
export interface Watch {
	/** Whether this machine lets itself be watched. */
	works: boolean;
	/** What was seen so far. */
	seen: Standstill[];
	stop(): void;
}

/** Before everybody else of this machine, so that only who runs the machine can make it late. */
const PRIORITY = '50';
/** It sleeps for two milliseconds at a time, and tells when five or more have passed. */
const PROGRAM = `
	const cell = new Int32Array(new SharedArrayBuffer(4));
	const { writeSync } = require('node:fs');
	let last = performance.now();
	for (;;) {
		Atomics.wait(cell, 0, 0, 2);
		const now = performance.now();
		if (now - last >= 5) writeSync(1, [performance.timeOrigin + last, performance.timeOrigin + now].join(' ') + '\\n');
		last = performance.now();
	}`;

/**
 * A virtual machine is stopped by its host whenever its share of the processor is used up, for 30 to 60 ms at a time where this
 * was written, and the kernel inside knows nothing of it. A program on each core that goes before all others does: when it comes
 * late, nobody could have come in time. It needs Linux, and the right to a priority.
 */
export function watchCores(): Watch {
	const seen: Standstill[] = [];
	const may =
		spawnSync('chrt', ['-f', PRIORITY, 'taskset', '-c', '0', 'true'], { stdio: 'ignore' }).status === 0;
	if (!may) return { works: false, seen, stop: () => {} };
	const watchers = cpus().map((_, core): ChildProcess => {
		const args = ['-f', PRIORITY, 'taskset', '-c', String(core), process.execPath, '-e', PROGRAM];
		const watcher = spawn('chrt', args, { stdio: ['ignore', 'pipe', 'ignore'] });
		let rest = '';
		watcher.stdout.setEncoding('utf8').on('data', (text: string) => {
			const lines = (rest + text).split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines) {
				const [from, to] = line.split(' ').map(Number);
				seen.push({ core, from, to });
			}
		});
		return watcher;
	});
	return {
		works: true,
		seen,
		stop: () => {
			for (const watcher of watchers) watcher.kill('SIGKILL');
		},
	};
}

/** A turn of the event loop that came late. */
export interface LateTurn {
	/** Milliseconds since 1970. */
	from: number;
	to: number;
	/** How late, in milliseconds, less the time in which its thread waited for a core. */
	late: number;
	/** The cores that its thread was on, before and after. */
	cores: number[];
}

/** The longest that a loop was late when its core did not stand still, in milliseconds. */
export function longestLate(turns: readonly LateTurn[], standstills: readonly Standstill[]): number {
	const lasts = turns.map(({ from, to, late, cores }) => {
		const still = standstills
			.filter(({ core }) => cores.includes(core))
			.map((one) => Math.min(to, one.to) - Math.max(from, one.from));
		return late - Math.max(0, ...still);
	});
	return Math.max(0, ...lasts);
}
