/**
 * Each fault at each step of each provider and preset, through the built package in n8n's engine. Ends with 1 when a run hung,
 * gave wrong files, said nothing or too much, or when fewer were run than a whole table has.
 *
 *   npm run test:faults                       all, and docs/faults.md is written anew
 *   npm run test:faults -- --of=box,gitlab    of some providers and presets
 *   npm run test:faults -- --fault='401 once' some faults
 */
import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Cell, Outcome } from './faults/cell';
import { FAULTS } from './faults/faults';
import { markdown } from './faults/markdown';
import { STANDS } from './faults/stands';
import type { Order } from './faults/worker';
import { printTable } from './table';

/** Processes with an engine and a log each. */
const WORKERS = 2;
/** Runs that a whole table has at least. */
const LEAST = 600;
const GOOD: readonly Outcome[] = ['completed', 'told'];
const PAGE = join(resolve(__dirname, '..'), 'docs/faults.md');

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: { of: { type: 'string' }, fault: { type: 'string', multiple: true, default: [] } },
	});
	const wanted = values.of?.split(',');
	const stands = [...STANDS.keys()].filter((name) => wanted?.includes(name) ?? true);
	const faults = FAULTS.map(({ name }) => name).filter(
		(name) => values.fault.length === 0 || values.fault.includes(name),
	);
	const orders = Array.from({ length: WORKERS }, (_, number): Order => ({
		stands: stands.filter((_name, index) => index % WORKERS === number),
		faults,
	}));
	const begin = Date.now();
	const cells = (await Promise.all(orders.map(cellsOf))).flat();
	const isWhole = wanted === undefined && values.fault.length === 0;
	if (isWhole) await writeFile(PAGE, markdown(cells));
	return report(cells, (Date.now() - begin) / 1000, isWhole ? LEAST : 1);
}

/** @throws when the process ends before it is done */
async function cellsOf(order: Order): Promise<Cell[]> {
	const cells: Cell[] = [];
	if (order.stands.length === 0) return cells;
	await new Promise<void>((done, failed) => {
		const child = fork(join(__dirname, 'faults/worker.ts'));
		child.on('message', (news: Cell | 'done') => {
			if (news === 'done') return done();
			cells.push(news);
			if (!GOOD.includes(news.outcome)) console.error(lineOf(news));
		});
		child.once('exit', (code) => failed(new Error(`A process ended with ${code} before it was done`)));
		child.send(order);
	});
	return cells;
}

function report(cells: Cell[], seconds: number, least: number): number {
	const outcomes: Outcome[] = ['completed', 'told', 'hung', 'wrong', 'leaked', 'missed'];
	const count = (list: Cell[], outcome: Outcome) => list.filter((cell) => cell.outcome === outcome).length;
	const rows = [...new Set(cells.map(({ stand }) => stand))].map((stand) => {
		const own = cells.filter((cell) => cell.stand === stand);
		const steps = new Set(own.map(({ step }) => step)).size;
		return [
			stand,
			String(steps),
			String(own.length),
			...outcomes.map((outcome) => String(count(own, outcome))),
		];
	});
	printTable(['stand', 'steps', 'runs', ...outcomes], rows);
	const bad = cells.filter(({ outcome }) => !GOOD.includes(outcome));
	for (const cell of bad) console.log(lineOf(cell));
	const totals = outcomes.map((outcome) => `${count(cells, outcome)} ${outcome}`).join(', ');
	console.log(`\n${cells.length} runs in ${Math.round(seconds)} s: ${totals}`);
	return bad.length > 0 || cells.length < least ? 1 : 0;
}

function lineOf({ outcome, stand, step, fault, words }: Cell): string {
	return `${outcome}: ${stand}, ${step}, ${fault}: ${words}`;
}

main().then(
	(code) => process.exit(code),
	(cause: unknown) => {
		console.error(cause);
		process.exit(1);
	},
);
