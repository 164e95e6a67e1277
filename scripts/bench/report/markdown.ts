import type { Archive } from '../archives/make';
import { type Condition, TITLES } from '../conditions';
import { barLine, isMet, type Bar } from '../bars';
import type { Entrant, Lineup } from '../lineup';
import type { NodeProgram } from '../nodes';
import { itemsSection, type ItemsReport } from '../items/report';
import { fixed, megabytes, table } from './cells';
import { ENGINES } from './engines';
import { type Clock, ratio, seconds, worst, type Results } from '../results';

/** What the report is made of. */
export interface Report {
	results: Results;
	lineup: Lineup;
	nodes: NodeProgram[];
	archives: Archive[];
	sizes: Archive[];
	bars: Bar[];
	rounds: number;
	conditions: Condition[];
	/** With how busy it was before the run. */
	machine: string;
	/** Whether standstills of the machine itself could be seen. */
	isWatched: boolean;
	/** A hundred archives at once; null where that was not asked for. */
	items: ItemsReport | null;
	/** What kind of place the files were written to. */
	output: string;
}

/** The page `docs/benchmark.md`. */
export function markdown(report: Report): string {
	const { lineup, nodes, rounds, machine, bars, output } = report;
	const others = nodes.slice(1).map(({ version }) => version);
	const elsewhere = others.length === 0 ? '' : `, memory also on ${others.join(' and ')}`;
	const missed = bars.filter((bar) => !isMet(bar)).length;
	return [
		'# Benchmark',
		'',
		'Written by `npm run bench`; `npm run bench -- --check` prints the bars and fails when one is missed.',
		'',
		'How it is measured: every contender fetches the archive from a loopback server and puts every file into a folder, in a fresh process',
		`of its own, after a warm-up archive. Contenders take turns (rounds: ${rounds}); a ratio is the median of the ratios inside each round.`,
		`Ours with descriptors against ours without is run ${8 * rounds} rounds more: they are closer than two runs of the same.`,
		'Processor time is that of all threads of the process, and of the program at the other end of its pipe.',
		'The comparison is run quiet, with each contender pinned to one core, and with a busy neighbour on every core.',
		'Memory is the peak of the resident memory above what the process held after its warm-up. A stall is the longest time',
		"that the event loop did not come round, less the time in which the kernel had given its core to somebody else's program,",
		report.isWatched
			? 'and in which the core itself stood still: a program of the highest priority on each core came late as well.'
			: 'but with the time in which the machine itself stood still: nothing here may watch that.',
		'Memory and stalls are the worst of all rounds. Every name, size and SHA-256 is checked after the clock has stopped;',
		'a run with a wrong output has no figures.',
		'',
		`Machine: ${machine}. Node ${nodes[0].version}${elsewhere}. Files go to ${output}.`,
		`Peer: ${lineup.peer.title}. Its limits of 5,000 files and 2 GiB are lifted, or it would refuse b.`,
		...lineup.missing,
		'',
		'## Time',
		'',
		'Ours as a multiple of the others, wall time and (in brackets) processor time: 0.5 is half of theirs.',
		'',
		...report.conditions.flatMap((condition) => [
			`### ${TITLES[condition]}`,
			'',
			...timeTable(report, condition),
			'',
		]),
		...ENGINES,
		'',
		'## Memory and stalls',
		'',
		...memoryTable(report),
		'',
		...(report.sizes.length === 0 ? [] : sizeSection(report)),
		...(report.items === null ? [] : itemsSection(report.items)),
		'## Bars',
		'',
		missed === 0 ? 'All are met.' : `${missed} of ${bars.length} are missed.`,
		'',
		'```',
		...bars.map(barLine),
		'```',
		'',
	].join('\n');
}

function timeTable({ results, lineup, nodes, archives }: Report, condition: Condition): string[] {
	const node = nodes[0].major;
	const rivals = [lineup.peer, ...lineup.others];
	const rows = archives.map(({ name: archive, title }) => {
		const ours = { archive, contender: lineup.ours.name, node, condition };
		const both = (clock: (which: Clock) => number | undefined, digits: number): string =>
			`${fixed(clock('seconds'), digits)} (${fixed(clock('processor'), digits)})`;
		const cells = rivals.map(({ name: contender }) =>
			both((clock) => ratio(results, ours, { archive, contender, node, condition }, clock), 2).replace(
				'– (–)',
				'–',
			),
		);
		return [`${archive}: ${title}`, both((clock) => seconds(results, ours, clock), 1), ...cells];
	});
	return table([['archive', 'ours, seconds', ...rivals.map(({ title }) => `against ${title}`)], ...rows]);
}

function memoryTable({ results, lineup, nodes, archives }: Report): string[] {
	const [first, ...rest] = nodes.map(({ major }) => major);
	const rivals = [lineup.peer, ...lineup.others].filter(
		({ measurable, only }) => measurable && only === undefined,
	);
	const growth = (archive: string, { name: contender }: Entrant, node: number) =>
		megabytes(worst(results, 'growth', { archive, contender, node }));
	const stall = (archive: string, { name: contender }: Entrant) =>
		fixed(worst(results, 'stall', { archive, contender, node: first }), 0);
	const all = [lineup.ours, ...rivals];
	const short = (entrant: Entrant) =>
		entrant === lineup.ours ? 'ours' : entrant === lineup.peer ? 'peer' : entrant.name;
	return table([
		[
			'archive',
			...all.map((entrant) => `${short(entrant)}, MB`),
			...rest.map((major) => `ours on Node ${major}, MB`),
			...all.map((entrant) => `${short(entrant)}, stall ms`),
		],
		...archives.map(({ name }) => [
			name,
			...all.map((entrant) => growth(name, entrant, first)),
			...rest.map((major) => growth(name, lineup.ours, major)),
			...all.map((entrant) => stall(name, entrant)),
		]),
	]);
}

function sizeSection({ results, lineup, nodes, sizes }: Report): string[] {
	const peerCell = (archive: string) => {
		const where = { archive, contender: lineup.peer.name, node: nodes[0].major };
		const fault = results.faults.find((one) => one.archive === archive && one.contender === where.contender);
		return fault === undefined ? megabytes(worst(results, 'growth', where)) : `fails: ${fault.reason}`;
	};
	return [
		'## Memory against archive size',
		'',
		'One deflated file, so that the archive is about as large as it is called. Memory growth in MB.',
		'',
		...table([
			['archive', ...nodes.map(({ major }) => `ours, Node ${major}`), 'peer'],
			...sizes.map(({ name: archive, title }) => [
				title,
				...nodes.map(({ major: node }) =>
					megabytes(worst(results, 'growth', { archive, contender: lineup.ours.name, node })),
				),
				peerCell(archive),
			]),
		]),
		'',
		'![Memory against archive size](pictures/memory.svg)',
		'',
	];
}
