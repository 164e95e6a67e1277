/**
 * Attacks on the built package: what strangers may send, on every way in. Ends with 1 when a bar is missed, or when nothing
 * was run.
 *
 *   npm run test:attacks                  all kinds
 *   npm run test:attacks -- time stop     some of them
 *   npm run test:attacks -- --of=box      of some providers and presets
 *   npm run test:attacks -- --all         a line for each size and form, not only the worst of each way in
 */
import { fork } from 'node:child_process';
import { groups, kinds } from './attacks/kinds';
import { cells, HEADINGS, missesOf, worstOf, type Row } from './attacks/rows';
import { printTable } from './table';

/** Says that a process is one of several, and hands its rows to the one that started it. */
const PART = '--part';

async function main(): Promise<number> {
	const words = process.argv.slice(2);
	const wanted = words.filter((word) => !word.startsWith('--'));
	const unknown = wanted.filter((name) => !Object.hasOwn(kinds, name));
	if (unknown.length > 0)
		throw new Error(`There is no kind ${unknown.join(', ')}: ${Object.keys(kinds).join(', ')}`);
	const parts = groups
		.map((group) => Object.keys(group).filter((name) => wanted.length === 0 || wanted.includes(name)))
		.filter((names) => names.length > 0);
	const rows = (await Promise.all(parts.map(inChild))).flat();
	const shown = words.includes('--all') ? rows : worstOf(rows);
	printTable(HEADINGS, shown.map(cells));
	const missed = rows.filter((one) => missesOf(one).length > 0);
	console.log(`\n${rows.length} attacks, ${missed.length} missed a bar`);
	for (const one of missed.slice(0, 40)) console.log(`  ${cells(one).filter(Boolean).join(' | ')}`);
	return missed.length > 0 || rows.length === 0 ? 1 : 0;
}

/** Runs kinds in a process of their own. @throws when it does not come to its end */
async function inChild(names: string[]): Promise<Row[]> {
	const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
	const child = fork(__filename, [...names, ...flags, PART]);
	process.once('exit', () => child.kill());
	return await new Promise((resolve, reject) => {
		child.once('message', (rows) => resolve(rows as Row[]));
		child.once('exit', (code) => reject(new Error(`${names.join(', ')} ended with ${code}, without a word`)));
	});
}

/** What such a process does. */
async function run(names: string[]): Promise<Row[]> {
	const rows: Row[] = [];
	for (const name of names) {
		const begin = Date.now();
		const before = process.cpuUsage();
		const own = await kinds[name]();
		const { user, system } = process.cpuUsage(before);
		const [wall, processor] = [(Date.now() - begin) / 1000, (user + system) / 1e6];
		console.error(
			`${name}: ${own.length} attacks in ${Math.round(wall)} s, ${Math.round(processor)} s of processor time`,
		);
		if (own.length === 0) throw new Error(`Nothing was run of "${name}"`);
		rows.push(...own);
	}
	return rows;
}

function failed(cause: unknown): never {
	console.error(cause);
	process.exit(1);
}

if (process.argv.includes(PART)) {
	const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
	run(names).then((rows) => process.send?.(rows, () => process.exit(0)), failed);
} else {
	main().then((code) => process.exit(code), failed);
}
