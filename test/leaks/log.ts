import { Logger } from '@n8n/backend-common';
import { AsyncLocalStorage } from 'node:async_hooks';
import { inspect } from 'node:util';

/** What is written into logs while it is kept. */
export interface KeptLog {
	lines: string[];
	/** Keeps what is written on behalf of `work`, and of all that it begins, in `own` instead. */
	into<Result>(own: string[], work: () => Result): Result;
	/** Ends the keeping; everything is written as before. */
	stop(): void;
}

const CONSOLE = ['log', 'error', 'warn', 'info', 'debug'] as const;

/**
 * Keeps what n8n's logger is told on every level, with its metadata, and what anybody writes to the console. The level has to
 * be `silent`, as test/engine sets it: on any other, n8n takes away the methods below it.
 */
export function keepLog(): KeptLog {
	const lines: string[] = [];
	const owners = new AsyncLocalStorage<string[]>();
	const keep = (...parts: unknown[]) =>
		void (owners.getStore() ?? lines).push(
			parts
				.map((part) => (typeof part === 'string' ? part : inspect(part, { depth: 8, showHidden: true })))
				.join(' '),
		);
	const before = Object.getOwnPropertyDescriptor(Logger.prototype, 'log');
	if (before === undefined) throw new Error('The logger of n8n has no `log` to listen to');
	Object.defineProperty(Logger.prototype, 'log', { ...before, value: keep });
	const consoles = CONSOLE.map((name) => [name, console[name]] as const);
	for (const name of CONSOLE) console[name] = keep;
	return {
		lines,
		into: (own, work) => owners.run(own, work),
		stop() {
			Object.defineProperty(Logger.prototype, 'log', before);
			for (const [name, own] of consoles) console[name] = own;
		},
	};
}
