/** Runs the faults of some stands, each step on a stand of its own, side by side: most of the time they wait. */
import { startEngine, type Engine } from '../../test/engine/engine';
import { keepLog } from '../../test/leaks/log';
import { signInStands } from '../attacks/stands/coded';
import type { Stand } from '../attacks/stands/stand';
import { cellOf, type Cell } from './cell';
import { FAULTS } from './faults';
import { nameOf, stepsOf, type Files, type Step } from './journey';
import { STANDS } from './stands';

/** Steps that are worked on side by side. */
const AT_ONCE = 40;
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
		const { steps, files } = await stepsAt(engine, name);
		for (const step of steps) {
			jobs.push(async () => {
				await withStand(name, async (stand) => {
					for (const fault of chosen)
						process.send?.(await hit(() => cellOf({ engine, stand, log, files }, step, fault)));
				});
			});
		}
	}
	const next = async (): Promise<void> => {
		for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await job();
	};
	await Promise.all(Array.from({ length: AT_ONCE }, next));
	log.stop();
}

/** Steps to try on a stand. One for another way of signing in has only those that are not in its provider's own. */
async function stepsAt(engine: Engine, name: string): Promise<{ steps: Step[]; files: Files }> {
	const all = async (one: string) => await withStand(one, async (stand) => await stepsOf(engine, stand));
	const own = await all(name);
	if (!signInStands.has(name)) return own;
	const usual = (await all(name.split(' ')[0])).steps.map(nameOf);
	return { ...own, steps: own.steps.filter((step) => !usual.includes(nameOf(step))) };
}

/** Tries again where the fault found nobody. */
async function hit(run: () => Promise<Cell>): Promise<Cell> {
	let cell = await run();
	for (let tries = 1; cell.outcome === 'missed' && tries < TRIES; tries += 1) cell = await run();
	return cell;
}

async function withStand<Result>(name: string, work: (stand: Stand) => Promise<Result>): Promise<Result> {
	const open = STANDS.get(name);
	if (open === undefined) throw new Error(`There is no stand ${name}`);
	const stand = await open();
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
