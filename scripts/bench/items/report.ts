import { fixed, megabytes, table } from '../report/cells';
import { ratio, samplesOf, seconds, worst, type Clock } from '../results';
import { ofLimit } from './bars';
import { ARCHIVES, contenderName, THEIRS, usedAtOnce, type ItemsResults } from './race';
import { LATENCY, SCENARIOS, shortestTime, WAYS, type Scenario } from './scenarios';

/** What was measured, and with what. */
export interface ItemsReport {
	results: ItemsResults;
	/** Major version of the Node. */
	node: number;
	/** The value of Archives at Once that the nodes begin with. */
	preset: number;
	/** All values that were tried. */
	atOnce: readonly number[];
	/** What n8n's own nodes are called. */
	peer: string;
}

/** The part of `docs/benchmark.md` about many archives. */
export function itemsSection(report: ItemsReport): string[] {
	const { results, node, preset, atOnce, peer } = report;
	const theirs = (scenario: Scenario) => ({ archive: scenario.name, contender: THEIRS, node });
	const ours = (scenario: Scenario, way: (typeof WAYS)[number]) => ({
		archive: scenario.name,
		contender: contenderName(way, preset),
		node,
	});
	const both = (scenario: Scenario, way: (typeof WAYS)[number]): string[] => {
		const time = (clock: Clock) => seconds(results, ours(scenario, way), clock);
		return [
			fixed(time('seconds'), 2),
			fixed(ofLimit(results, scenario, way, node, preset), 2),
			fixed(ratio(results, ours(scenario, way), theirs(scenario)), 2),
			fixed(time('processor'), 2),
			megabytes(worst(results, 'growth', ours(scenario, way))),
			perArchive(results, scenario, contenderName(way, preset)),
		];
	};
	return [
		'## A hundred archives',
		'',
		`${ARCHIVES} items, each an archive of 20 JSON files of 1.9 KB, from loopback services (the sandbox of the tests, in a process of its own)`,
		`that take ${LATENCY} ms for each answer. Every archive is ready at the first look. Ours works on ${preset} at once, or on as many as the service`,
		`takes (Box 5, Hoody 10). The limit is requests needed × ${LATENCY} ms ÷ archives at once. n8n's own nodes (${peer}) ask for`,
		'all hundred at once: HTTP Request, a loop over IF and Wait where there is something to wait for, Compression. Requests are those',
		'that the services saw, for each archive. Archives above 65 KB take one more where the service gives pieces: their directory is read first.',
		...(atOnce.length < 2
			? []
			: ['With other values of Archives at Once: [archives-at-once.md](archives-at-once.md).']),
		'',
		...table([
			[
				'service',
				...WAYS.flatMap((way) => {
					const name = way === 'one' ? 'one node' : 'three nodes';
					return [`${name}, s`, '× its limit', "× n8n's", 'processor, s', 'memory, MB', 'requests'];
				}),
				"n8n's, s",
				'processor, s',
				'memory, MB',
				'requests',
			],
			...SCENARIOS.map((scenario) => [
				scenario.title,
				...WAYS.flatMap((way) => both(scenario, way)),
				fixed(seconds(results, theirs(scenario)), 2),
				fixed(seconds(results, theirs(scenario), 'processor'), 2),
				megabytes(worst(results, 'growth', theirs(scenario))),
				perArchive(results, scenario, THEIRS),
			]),
		]),
		'',
		...whatTheirsGot(report),
	];
}

/** What n8n's nodes got where the service does not take a hundred at once. */
function whatTheirsGot({ results }: ItemsReport): string[] {
	const lines = SCENARIOS.flatMap(({ name, title }) => {
		const fault = results.faults.find(({ archive, contender }) => archive === name && contender === THEIRS);
		return fault === undefined ? [] : [`- ${title}: ${fault.reason}`];
	});
	if (lines.length === 0) return [];
	return ["What n8n's nodes got for asking a hundred times at once:", '', ...lines, ''];
}

/** The page `docs/archives-at-once.md`: what each value of the option came to. */
export function atOncePage(
	{ results, node, atOnce, preset, peer }: ItemsReport,
	machine: string,
	rounds: number,
): string {
	const rows = SCENARIOS.flatMap((scenario) => [
		...WAYS.map((way) => [
			scenario.name,
			way === 'one' ? 'one' : 'three',
			...atOnce.flatMap((value) => {
				const where = { archive: scenario.name, contender: contenderName(way, value), node };
				const shortest = shortestTime(scenario, way, ARCHIVES, usedAtOnce(scenario, value));
				return [
					`${fixed(seconds(results, where), 2)} (${fixed(shortest, 1)})`,
					fixed(seconds(results, where, 'processor'), 2),
					megabytes(worst(results, 'growth', where)),
					fixed(worst(results, 'stall', where), 0),
				];
			}),
		]),
	]);
	const theirs = SCENARIOS.flatMap((scenario) => {
		const taken = seconds(results, { archive: scenario.name, contender: THEIRS, node });
		return taken === undefined ? [] : [`${scenario.name} ${taken.toFixed(2)} s`];
	});
	return [
		'# Archives at Once',
		'',
		`Written by \`npm run bench -- --at-once ${atOnce.join(',')}\`, with \`--only items\` or whole.`,
		'',
		`${ARCHIVES} items, each an archive of 20 JSON files of 1.9 KB, from loopback services that take ${LATENCY} ms for each answer, with several`,
		`values of the option. Rounds: ${rounds}; times are their medians, memory and stalls the worst of all. In brackets the shortest possible time: requests`,
		'needed × latency ÷ archives at once. Box takes 5 at a time and Hoody 10, whatever the option says.',
		'',
		`The nodes begin with ${preset}.`,
		'',
		...table([
			[
				'service',
				'nodes',
				...atOnce.flatMap((value) => [`${value}: seconds`, 'processor s', 'MB', 'stall ms']),
			],
			...rows,
		]),
		'',
		...(theirs.length === 0
			? []
			: [`For comparison, ${peer}, which asks for all at once: ${theirs.join(', ')}.`, '']),
		`Machine: ${machine}. Node ${node}.`,
		'',
	].join('\n');
}

function perArchive(results: ItemsResults, scenario: Scenario, contender: string): string {
	const samples = samplesOf(results, { archive: scenario.name, contender }) as ItemsResults['samples'];
	const most = Math.max(...samples.map(({ requests }) => requests));
	return samples.length === 0 ? '–' : (most / ARCHIVES).toFixed(1);
}
