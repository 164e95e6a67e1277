import { spawn, spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** What else goes on on the machine: nothing, or one core is all there is, or every core has somebody else's work to do. */
export type Condition = 'quiet' | 'core' | 'busy';

export const TITLES: Record<Condition, string> = {
	quiet: 'quiet',
	core: 'pinned to one core',
	busy: 'a busy neighbour on every core',
};

/** Those that this machine can bring about: pinning needs `taskset`. */
export function possibleConditions(asked: Condition[]): Condition[] {
	const canPin = spawnSync('taskset', ['--version'], { stdio: 'ignore' }).status === 0;
	return asked.filter((condition) => condition !== 'core' || canPin);
}

/** A program and what stands in front of its own arguments: the last core for a contender, the others for its server. */
export function pinned(condition: Condition, program: string): { program: string; before: string[] } {
	if (condition !== 'core') return { program, before: [] };
	return { program: 'taskset', before: ['-c', String(cpus().length - 1), program] };
}

/** Runs `work` with neighbours, if the condition wants some; they are ended afterwards. */
export async function withNeighbours(condition: Condition, work: () => Promise<void>): Promise<void> {
	const count = condition === 'busy' ? cpus().length : 0;
	const neighbours = Array.from({ length: count }, () =>
		spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
	);
	try {
		await work();
	} finally {
		for (const neighbour of neighbours) neighbour.kill('SIGKILL');
	}
}
