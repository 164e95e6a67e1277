/** Runs a task as soon as there is room for it. */
export type Gate = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** Lets `limit` tasks run at a time; the others wait in line. */
export function gateOf(limit: number): Gate {
	let free = limit;
	const line: Array<() => void> = [];
	return async (task) => {
		if (free > 0) free--;
		else await new Promise<void>((next) => line.push(next));
		try {
			return await task();
		} finally {
			// The place goes to the next in line without becoming free: nobody can slip in between.
			const next = line.shift();
			if (next === undefined) free++;
			else next();
		}
	};
}
