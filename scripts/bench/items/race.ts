import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { coded } from '../../../nodes/shared/providers';
import { examples } from '../../examples';
import type { Archive } from '../archives/make';
import type { NodeProgram } from '../nodes';
import type { Fault, Sample } from '../results';
import { inProcess, type Stage } from '../run';
import { longestLate, type Watch } from '../standstills';
import type { Asked, ServerFacts } from './itemsServer';
import { SCENARIOS, WAYS, type Scenario, type Way } from './scenarios';
import type { ItemsOrder, ItemsVerdict } from './serve';

/** Archives that are asked for: as many items as the input has. */
export const ARCHIVES = 100;
/** n8n's own nodes, as the name of a contender. */
export const THEIRS = 'n8n';

/** One measured run; `archive` is the name of the scenario. */
export interface ItemsSample extends Sample, Asked {}

/** All of them, and runs that gave no figures. */
export interface ItemsResults {
	samples: ItemsSample[];
	faults: Fault[];
}

/** What a race over many archives needs. */
export interface ItemsRace {
	stage: Pick<Stage, 'folder' | 'script' | 'n8n'>;
	node: NodeProgram;
	/** What every one of the hundred holds. */
	archive: Archive;
	rounds: number;
	/** Values of Archives at Once. */
	atOnce: readonly number[];
	/** Whether the machine itself stands still. */
	watch: Watch;
	say(line: string): void;
}

/** The name of ours, done in one way with one value of Archives at Once. */
export function contenderName(way: Way, atOnce: number): string {
	return `${way}@${atOnce}`;
}

/** Archives that are worked on at once, of those that the service takes. */
export function usedAtOnce({ provider }: Scenario, atOnce: number): number {
	return Math.min(atOnce, coded[provider].atOnce ?? Infinity);
}

/** Whether the service names no limit of its own. */
export function takesAny({ provider }: Scenario): boolean {
	return coded[provider].atOnce === undefined;
}

/** Every way in every scenario, in turns, each round beginning with the next one. */
export async function raceItems(race: ItemsRace): Promise<ItemsResults> {
	const results: ItemsResults = { samples: [], faults: [] };
	const server = await startSandboxProcess(race);
	try {
		const entrants = [
			...(race.stage.n8n === null ? [] : [{ way: WAYS[0], atOnce: 0, name: THEIRS }]),
			...race.atOnce.flatMap((atOnce) =>
				WAYS.map((way) => ({ way, atOnce, name: contenderName(way, atOnce) })),
			),
		];
		for (let round = 0; round < race.rounds; round++) {
			const first = round % entrants.length;
			const order = [...entrants.slice(first), ...entrants.slice(0, first)];
			for (const scenario of SCENARIOS) {
				for (const entrant of order) await enter(race, results, server.facts, scenario, entrant, round);
			}
		}
	} finally {
		server.child.kill();
	}
	return results;
}

interface Entrant {
	name: string;
	way: Way;
	atOnce: number;
}

async function enter(
	{ stage, node, archive, watch, say }: ItemsRace,
	results: ItemsResults,
	server: ServerFacts,
	scenario: Scenario,
	{ name, way, atOnce }: Entrant,
	round: number,
): Promise<void> {
	const order: ItemsOrder = {
		scenario: scenario.name,
		way,
		atOnce,
		archives: ARCHIVES,
		server,
		asking: askingFor(scenario),
		files: archive.files,
	};
	const program = name === THEIRS ? 'itemsPeer' : 'itemsOurs';
	const verdict = await inProcess<ItemsVerdict>(stage, program, () => order, node.path, 'quiet');
	const place = { archive: scenario.name, contender: name, node: node.major };
	const label = `${scenario.name.padEnd(11)} ${name.padEnd(9)} round ${round + 1}`;
	const reason = 'failed' in verdict ? verdict.failed : verdict.fault;
	if ('failed' in verdict || reason !== null) {
		results.faults.push({ ...place, reason: reason ?? '' });
		say(`${label}  ${reason}`);
		return;
	}
	const { lateTurns, ...measures } = verdict.measures;
	const { asked } = verdict;
	const stall = longestLate(lateTurns, watch.seen);
	results.samples.push({ ...place, ...measures, stall, ...asked, round, condition: 'quiet' });
	const { seconds, processor, growth } = measures;
	say(
		`${label}  ${seconds.toFixed(2)} s, processor ${processor.toFixed(2)} s  +${(growth / 1e6).toFixed(0)} MB  stall ${stall.toFixed(0)} ms  ${asked.requests} requests`,
	);
}

/** What the example of the provider tells Create Archive. */
function askingFor({ provider }: Scenario): ItemsOrder['asking'] {
	const example = examples().find((one) => one.provider === provider);
	const node = example?.workflow.nodes.find(({ type }) => type.endsWith('.createArchive'));
	if (node === undefined) throw new Error(`examples/${provider}.json has no Create Archive`);
	return {
		parameters: node.parameters,
		credentials: Object.keys(node.credentials ?? {}),
	};
}

async function startSandboxProcess({
	stage,
	archive,
}: ItemsRace): Promise<{ child: ChildProcess; facts: ServerFacts }> {
	const child = fork(stage.script('itemsServer'), [archive.path]);
	const [facts] = (await once(child, 'message')) as [ServerFacts];
	return { child, facts };
}
