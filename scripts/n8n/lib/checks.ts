import { printTable } from '../../table';

/** Collects named checks, so that one that does not hold does not hide the others. */
export class Checks {
	private readonly rows: Array<{ what: string; how: string; result: string; time: string; passed: boolean }> =
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
		const time = `${((Date.now() - start) / 1000).toFixed(1)} s`;
		this.rows.push({ what, how, result, time, passed });
		console.log(`${passed ? '  ✓' : '  ✗'} ${what} · ${how}: ${result} (${time})`);
		return passed;
	}

	/** Prints every check with its result and time, and says whether all hold. */
	summary(): boolean {
		const short = (text: string) => text.split('\n')[0].slice(0, 100);
		console.log('');
		printTable(
			['Workflow', 'Started', 'Result', 'Time'],
			this.rows.map((row) => [row.what, row.how, short(row.result), row.time]),
		);
		const failed = this.rows.filter((row) => !row.passed).length;
		console.log(`\n${this.rows.length - failed} of ${this.rows.length} hold.`);
		return failed === 0;
	}
}

/** @throws with `message` when `holds` is not true. */
export function assert(holds: boolean, message: string): asserts holds {
	if (!holds) throw new Error(message);
}
