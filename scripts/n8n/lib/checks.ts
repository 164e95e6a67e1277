import { seconds, table } from './table';

/** Collects named checks, so that one that does not hold does not hide the others. */
export class Checks {
	private readonly rows: Array<{ what: string; how: string; result: string; time: number; passed: boolean }> =
		[];

	/** Runs `check`; what it returns is shown beside its name. */
	async run(what: string, how: string, check: () => Promise<string | void>): Promise<boolean> {
		const start = Date.now();
		let result = 'ok';
		let passed = true;
		try {
			result = (await check()) ?? 'ok';
		} catch (error) {
			passed = false;
			result = `NO: ${error instanceof Error ? error.message : String(error)}`;
		}
		const time = Date.now() - start;
		this.rows.push({ what, how, result, time, passed });
		console.log(`${passed ? '  ✓' : '  ✗'} ${what} · ${how}: ${result} (${seconds(time)})`);
		return passed;
	}

	/** Every check with its result and time. */
	summary(): string {
		const short = (text: string) => text.split('\n')[0].slice(0, 90);
		const rows = this.rows.map((row) => [row.what, row.how, short(row.result), seconds(row.time)]);
		return table(['Workflow', 'Started', 'Result', 'Time'], rows);
	}

	get failed(): number {
		return this.rows.filter((row) => !row.passed).length;
	}

	get count(): number {
		return this.rows.length;
	}
}

/** @throws with `message` when `holds` is not true. */
export function assert(holds: boolean, message: string): asserts holds {
	if (!holds) throw new Error(message);
}
