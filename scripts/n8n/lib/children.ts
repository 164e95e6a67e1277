import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A server process that lives at most as long as this program. */
export interface Child {
	readonly name: string;
	readonly pid: number;
	/** True once the process is gone. */
	ended(): boolean;
	/** The end of what it printed. */
	tail(lines?: number): string;
	/** Asks it to end, insists after `grace` milliseconds, and resolves when it is gone. */
	stop(grace?: number): Promise<void>;
	/** Ends it and all its children at once, as a crash would. */
	kill(): Promise<void>;
}

export interface ChildOptions {
	command: string;
	args: string[];
	env: NodeJS.ProcessEnv;
	cwd: string;
	/** Everything it prints goes here. */
	logFile: string;
	/** System user and group to run as, where the program refuses to run as root. */
	user?: { uid: number; gid: number };
}

const running = new Set<ChildProcess>();
const folders = new Set<string>();
let watching = false;

/** Starts a server in a process group of its own, so that its children can be ended with it. */
export function startChild(name: string, options: ChildOptions): Child {
	watchOwnEnd();
	const log = openSync(options.logFile, 'a');
	const child = spawn(options.command, options.args, {
		env: options.env,
		cwd: options.cwd,
		detached: true,
		stdio: ['ignore', log, log],
		...(options.user ?? {}),
	});
	closeSync(log);
	running.add(child);
	const gone = new Promise<void>((resolve) => {
		child.once('error', () => resolve());
		child.once('exit', () => resolve());
	}).then(() => {
		running.delete(child);
	});
	const ended = () => !running.has(child);
	const stop = async (grace = 10_000) => {
		if (ended()) return;
		signalGroup(child, 'SIGTERM');
		const wait = new AbortController();
		await Promise.race([gone, pause(grace, undefined, { signal: wait.signal }).catch(() => undefined)]);
		wait.abort();
		signalGroup(child, 'SIGKILL');
		await gone;
	};
	const kill = async () => {
		signalGroup(child, 'SIGKILL');
		await gone;
	};
	const tail = (lines = 30) =>
		readFileSync(options.logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
	return { name, pid: child.pid ?? 0, ended, tail, stop, kill };
}

/** A folder that goes away with this program. */
export function removeAtEnd(folder: string): void {
	watchOwnEnd();
	folders.add(folder);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (!child.pid) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The whole group is gone already, which is what was asked for.
	}
}

/** However this program ends, nothing that it started is left behind. */
function watchOwnEnd(): void {
	if (watching) return;
	watching = true;
	process.once('exit', () => {
		for (const child of running) signalGroup(child, 'SIGKILL');
		for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
	}
}
