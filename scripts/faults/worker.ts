/** Runs the faults of some stands, each step on a stand of its own, side by side: most of the time they wait. */
import { startEngine, type Engine } from '../../test/engine/engine';
import { keepLog } from '../../test/leaks/log';
import { signInStands } from '../attacks/stands/coded';
import type { Stand } from '../attacks/stands/stand';
import { cellOf, type Cell } from './cell';
import { FAULTS } from './faults';
import { nameOf, stepsOf, type Way } from './journey';
import { STANDS } from './stands';

/** Steps that are worked on side by side. */
const AT_ONCE = 40;
const WAYS: readonly Way[] = ['through', 'givenUp'];
/** How often a fault may find nobody: which calls are made is up to the pace of the service, once in a while. */
const TRIES = 3;

/** What the worker is asked for. It tells each cell, then `done`. */
export interface Order {
	/** Names of stands. */
	stands: string[];
	/** Names of faults; all when empty. */
	faults: string[];
}

async function main({ stands, faults }: Order): Promise<void> {
	const engine = await startEngine();
	const log = keepLog();
	const chosen = FAULTS.filter(({ name }) => faults.length === 0 || faults.includes(name));
	const jobs: Array<() => Promise<void>> = [];
	for (const name of stands) {
		for (const { steps, usual } of await stepsAt(engine, name)) {
			for (const step of steps) {
				jobs.push(async () => {
					await withStand(name, step.way, async (stand) => {
						for (const fault of chosen)
							process.send?.(await hit(() => cellOf({ engine, stand, log, usual }, step, fault)));
					});
				});
			}
		}
	}
	const next = async (): Promise<void> => {
		for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await job();
	};
	await Promise.all(Array.from({ length: AT_ONCE }, next));
	log.stop();
}

type Steps = Awaited<ReturnType<typeof stepsOf>>;

/**
 * Steps to try on a stand, each on the first way that comes by. A stand for another way of signing in has only those that are
 * not in its provider's own.
 */
async function stepsAt(engine: Engine, name: string): Promise<Steps[]> {
	const known = new Set<string>();
	const unknown = async (one: string, way: Way): Promise<Steps> => {
		const all = await withStand(one, way, async (stand) => await stepsOf(engine, stand, way));
		const steps = all.steps.filter((step) => !known.has(nameOf(step)));
		for (const step of steps) known.add(nameOf(step));
		return { ...all, steps };
	};
	if (signInStands.has(name)) {
		const [usual] = name.split(' ');
		for (const way of WAYS) await unknown(usual, way);
	}
	return [await unknown(name, 'through'), await unknown(name, 'givenUp')];
}

/** Tries again where the fault found nobody. */
async function hit(run: () => Promise<Cell>): Promise<Cell> {
	let cell = await run();
	for (let tries = 1; cell.outcome === 'missed' && tries < TRIES; tries += 1) cell = await run();
	return cell;
}

/** A job that is given up must not be done by then. */
async function withStand<Result>(
	name: string,
	way: Way,
	work: (stand: Stand) => Promise<Result>,
): Promise<Result> {
	const open = STANDS.get(name);
	if (open === undefined) throw new Error(`There is no stand ${name}`);
	const stand = await open(way === 'givenUp' ? 1 : undefined);
	try {
		return await work(stand);
	} finally {
		await stand.close();
	}
}

process.once('message', (order: Order) => {
	main(order).then(
		// What was told last has to arrive first.
		() => process.send?.('done', undefined, undefined, () => process.exit(0)),
		(cause: unknown) => {
			process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`);
			process.exit(1);
		},
	);
});
