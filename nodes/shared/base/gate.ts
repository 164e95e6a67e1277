/** Runs a task as soon as there is room for it. */
export type Gate = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** The same for a task that may give up its place before it ends, with `leave`. What it still does then is done beside the others. */
export type GateToLeave = <Result>(task: (leave: () => void) => Promise<Result>) => Promise<Result>;

/** Lets `limit` tasks run at a time; the others wait in line. */
export function gateOf(limit: number): GateToLeave {
	let free = limit;
	let line: Array<() => void> = [];
	// Those before it have had their turn. `shift()` would move all others each time, which adds up with 100,000 items.
	let first = 0;

	/** The place goes to the next in line without becoming free: nobody can slip in between. */
	function leave(): void {
		if (first === line.length) {
			free++;
			return;
		}
		const next = line[first++];
		if (2 * first >= line.length) {
			line = line.slice(first);
			first = 0;
		}
		next();
	}

	return async (task) => {
		if (free > 0) free--;
		else await new Promise<void>((next) => line.push(next));
		let isIn = true;
		const leaveOnce = (): void => {
			if (isIn) leave();
			isIn = false;
		};
		try {
			return await task(leaveOnce);
		} finally {
			leaveOnce();
		}
	};
}
