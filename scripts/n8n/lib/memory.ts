import { existsSync, readFileSync } from 'node:fs';

/** Watches how much memory a process holds. */
export interface MemoryWatch {
	/** Megabytes that it held more at its highest than when the watch began. */
	stop(): number;
}

/** Whether this system tells the memory of another process (Linux does, in /proc). */
export function canWatchMemory(): boolean {
	return existsSync('/proc/self/status');
}

/** Starts to sample the resident memory of a process ten times a second. */
export function watchMemory(pid: number): MemoryWatch {
	const base = residentMegabytes(pid);
	let highest = base;
	const timer = setInterval(() => {
		highest = Math.max(highest, residentMegabytes(pid));
	}, 100);
	return {
		stop() {
			clearInterval(timer);
			return highest - base;
		},
	};
}

/** Resident memory in megabytes (10^6 bytes); 0 once the process is gone. */
function residentMegabytes(pid: number): number {
	try {
		const [, kibibytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
		return (Number(kibibytes) * 1024) / 1e6;
	} catch {
		return 0;
	}
}
