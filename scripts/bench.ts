/** `npm run bench`: our Unpack against what people have. The README of the method is the top of `docs/benchmark.md`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { makeArchive, type Archive } from './bench/archives/make';
import { comparisons, fewFiles, sizes, warmUp, type Plan } from './bench/archives/plan';
import { DEFAULT_AT_ONCE } from '../nodes/shared/panel/atOnceField';
import { possibleConditions, withNeighbours } from './bench/conditions';
import { barLine, bars, isMet } from './bench/bars';
import { startServer } from './bench/fileServer';
import { itemsBars } from './bench/items/bars';
import { raceItems, type ItemsResults } from './bench/items/race';
import { findLineup } from './bench/lineup';
import { findNodes } from './bench/nodes';
import { readOptions } from './bench/options';
import { oldVersion } from './bench/oldVersion';
import { outputFolder } from './bench/output';
import { buildPrograms } from './bench/programs';
import { compare, compareDescriptors, memoryBySize, memoryElsewhere, type Race } from './bench/race';
import { writeAtOnce, writeReport } from './bench/report/write';
import { watchCores } from './bench/standstills';

const REPOSITORY = resolve(__dirname, '..');

async function main(): Promise<boolean> {
	const title = machine();
	const options = readOptions(process.argv.slice(2));
	const chosen = (name: string) => options.only.length === 0 || options.only.includes(name);
	const stored = join(options.folder, options.quick ? 'quick' : 'full');
	const made = async (plans: Plan[]): Promise<Archive[]> => {
		const list: Archive[] = [];
		for (const plan of plans) list.push(await makeArchive(stored, plan));
		return list;
	};
	const [warm, few] = await made([warmUp, fewFiles]);
	const compared = await made(comparisons(options.quick).filter(({ name }) => chosen(name)));
	const sized = chosen('sizes') ? await made(sizes(options.quick)) : [];

	const old = oldVersion();
	const script = await buildPrograms(old);
	const conditions = possibleConditions(options.conditions);
	const server = await startServer(script('server'), stored);
	const { folder, title: output } = await outputFolder(options.out, options.folder);
	const lineup = findLineup(old);
	const race: Race = {
		stage: { folder, server: server.url, warmUp: warm, script, n8n: lineup.n8n },
		lineup,
		nodes: findNodes(options.node),
		results: { samples: [], faults: [] },
		condition: 'quiet',
		watch: watchCores(),
		say: (line) => void process.stderr.write(`${line}\n`),
	};
	const atOnce = [...new Set([DEFAULT_AT_ONCE, ...options.atOnce])].sort((a, b) => a - b);
	let many: ItemsResults | null = null;
	try {
		for (race.condition of conditions) {
			await withNeighbours(race.condition, async () => await compare(race, compared, options.rounds));
		}
		race.condition = 'quiet';
		await compareDescriptors(race, compared, options.rounds);
		await memoryElsewhere(race, compared);
		await memoryBySize(race, sized, options.rounds);
		if (chosen('items')) {
			const { stage, nodes, say, watch } = race;
			many = await raceItems({
				stage,
				node: nodes[0],
				archive: few,
				rounds: options.rounds,
				atOnce,
				watch,
				say,
			});
		}
	} finally {
		server.stop();
		race.watch.stop();
		await rm(folder, { recursive: true, force: true });
	}

	const { results, nodes } = race;
	const node = nodes[0].major;
	const held = [
		...bars(results, lineup, nodes, names(compared), names(sized), conditions),
		...(many === null ? [] : itemsBars(many, node, DEFAULT_AT_ONCE)),
	];
	const report = {
		results,
		lineup,
		nodes,
		archives: compared,
		sizes: sized,
		items:
			many === null
				? null
				: { results: many, node, preset: DEFAULT_AT_ONCE, atOnce, peer: lineup.peer.title },
		bars: held,
		rounds: options.rounds,
		conditions,
		machine: title,
		isWatched: race.watch.works,
		output,
	};
	const whole = !options.quick && options.only.length === 0;
	const target = join(REPOSITORY, whole ? 'docs' : 'bench-output');
	await writeReport(target, report);
	await writeAtOnce(join(REPOSITORY, options.quick ? 'bench-output' : 'docs'), report);
	await mkdir(join(REPOSITORY, 'bench-output'), { recursive: true });
	await writeFile(
		join(REPOSITORY, 'bench-output/results.json'),
		JSON.stringify({ ...results, items: many }, null, '\t'),
	);
	if (options.check) for (const bar of held) process.stdout.write(`${barLine(bar)}\n`);
	process.stdout.write(`Written: ${join(target, 'benchmark.md')}\n`);
	return !options.check || held.every(isMet);
}

const names = (archives: Archive[]): string[] => archives.map(({ name }) => name);

function machine(): string {
	const [first] = cpus();
	return `${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, load before the run ${loadavg()[0].toFixed(1)}`;
}

main().then(
	(met) => process.exit(met ? 0 : 1),
	(reason: unknown) => {
		process.stderr.write(`${reason instanceof Error ? reason.message : String(reason)}\n`);
		process.exit(2);
	},
);
