import { fork, type ChildProcess } from 'node:child_process';

/** What a child may be told to do, by name: what it takes for that, and what it gives. */
export type Orders = Record<string, { takes: unknown; gives: unknown }>;

interface Order {
	id: number;
	name: string;
	takes: unknown;
}

type Answer = { id: number; gives: unknown } | { id: number; failed: unknown };

/** A process of its own that takes orders, many at once, and answers each. */
export class Child<All extends Orders> {
	private readonly process: ChildProcess;
	private readonly waiting = new Map<
		number,
		{ resolve(gives: unknown): void; reject(reason: Error): void }
	>();
	private last = 0;

	/** @param path of its module, which calls `answering` */
	constructor(path: string) {
		this.process = fork(path, {
			execArgv: [...process.execArgv, '--expose-gc'],
			serialization: 'advanced',
		});
		this.process.on('message', (answer: Answer) => {
			const asked = this.waiting.get(answer.id);
			this.waiting.delete(answer.id);
			if ('failed' in answer) asked?.reject(new Error(String(answer.failed)));
			else asked?.resolve(answer.gives);
		});
		this.process.once('exit', (code) => {
			for (const { reject } of this.waiting.values()) reject(new Error(`${path} ended with ${code}`));
		});
	}

	async ask<Name extends keyof All & string>(
		name: Name,
		takes: All[Name]['takes'],
	): Promise<All[Name]['gives']> {
		const id = ++this.last;
		return await new Promise((resolve, reject) => {
			this.waiting.set(id, { resolve, reject });
			this.process.send({ id, name, takes });
		});
	}

	end(): void {
		this.process.kill();
	}
}

/** In the child: what it does on each order. */
export function answering<All extends Orders>(work: {
	[Name in keyof All]: (takes: All[Name]['takes']) => Promise<All[Name]['gives']>;
}): void {
	process.on('message', ({ id, name, takes }: Order) => {
		work[name](takes).then(
			(gives) => process.send?.({ id, gives }),
			(reason: unknown) => process.send?.({ id, failed: reason instanceof Error ? reason.stack : reason }),
		);
	});
	process.on('disconnect', () => process.exit());
}
