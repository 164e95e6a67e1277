import type { Archive } from './archives/make';
import type { Condition } from './conditions';
import type { Entrant, Lineup } from './lineup';
import type { NodeProgram } from './nodes';
import type { Results } from './results';
import { runOnce, type Stage } from './run';
import { longestLate, type Watch } from './standstills';

/** Archives that are compared with each other run side by side: descriptors against the same files without. */
const GROUPS = [['a'], ['b'], ['c', 'e'], ['d', 'f']];

export interface Race {
	stage: Stage;
	lineup: Lineup;
	nodes: NodeProgram[];
	results: Results;
	/** What goes on on the machine. */
	condition: Condition;
	/** Whether the machine itself stands still. */
	watch: Watch;
	say(line: string): void;
}

/** Every contender on every archive, in turns (A B C A B C), each round beginning with the next one. */
export async function compare(race: Race, archives: Archive[], rounds: number): Promise<void> {
	const { ours, peer, others } = race.lineup;
	const entrants = [peer, ...others, ours];
	for (let round = 0; round < rounds; round++) {
		const order = [...entrants.slice(round % entrants.length), ...entrants.slice(0, round % entrants.length)];
		for (const group of GROUPS) {
			const members = archives.filter(({ name }) => group.includes(name));
			for (const entrant of order)
				for (const archive of members) await enter(race, entrant, archive, race.nodes[0], round);
		}
	}
}

/**
 * Ours on what is compared with itself, with and without descriptors, eight times as often as the rest: the two are
 * closer to each other than one run is to the next. Each such round begins with the other one.
 */
export async function compareDescriptors(race: Race, archives: Archive[], rounds: number): Promise<void> {
	for (let round = rounds; round < 9 * rounds; round++) {
		for (const group of GROUPS.filter(({ length }) => length > 1)) {
			const members = archives.filter(({ name }) => group.includes(name));
			if (round % 2 === 1) members.reverse();
			for (const archive of members) await enter(race, race.lineup.ours, archive, race.nodes[0], round);
		}
	}
}

/** Our memory on the other Nodes, each archive once. */
export async function memoryElsewhere(race: Race, archives: Archive[]): Promise<void> {
	for (const node of race.nodes.slice(1)) {
		for (const archive of archives) await enter(race, race.lineup.ours, archive, node, 0);
	}
}

/** Memory against the archive's size: ours on every Node, `rounds` times up to a gigabyte or so; the peer once. */
export async function memoryBySize(race: Race, archives: Archive[], rounds: number): Promise<void> {
	for (const archive of archives) {
		await enter(race, race.lineup.peer, archive, race.nodes[0], 0);
		const times = archive.bytes < 2e9 ? rounds : 1;
		for (const node of race.nodes) {
			for (let round = 0; round < times; round++) await enter(race, race.lineup.ours, archive, node, round);
		}
	}
}

async function enter(
	race: Race,
	entrant: Entrant,
	archive: Archive,
	node: NodeProgram,
	round: number,
): Promise<void> {
	if (entrant.only !== undefined && !entrant.only.includes(archive.name)) return;
	const place = { archive: archive.name, contender: entrant.name, node: node.major };
	const verdict = await runOnce(race.stage, entrant.name, archive, node.path, race.condition);
	const reason = 'failed' in verdict ? verdict.failed : verdict.fault;
	const label = `${archive.name.padEnd(13)} ${entrant.name.padEnd(8)} node ${node.major} round ${round + 1}`;
	if ('failed' in verdict || verdict.fault !== null) {
		race.results.faults.push({ ...place, reason: reason ?? '' });
		race.say(`${label}  ${reason}`);
		return;
	}
	const { lateTurns, ...measures } = verdict.measures;
	const { seconds, processor, growth } = measures;
	// What the watchers saw comes through pipes of their own.
	await new Promise((arrived) => setTimeout(arrived, 50));
	const stall = longestLate(lateTurns, race.watch.seen);
	race.results.samples.push({ ...place, ...measures, stall, round, condition: race.condition });
	race.say(
		`${label} ${race.condition}  ${seconds.toFixed(2)} s, processor ${processor.toFixed(2)} s  +${(growth / 1e6).toFixed(0)} MB  stall ${stall.toFixed(0)} ms`,
	);
}
