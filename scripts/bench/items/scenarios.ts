/** A hundred archives of one service: how the sandbox is set for it, and what an archive takes at the least. */
import type { ProviderName, Sandbox } from '../../../test/sandbox';

/** Milliseconds that every server takes for every answer. */
export const LATENCY = 100;
/** How fast the sandbox's own clockwork goes: slower, it would send bodies piece by piece, for people to watch. */
export const PACE = 0.02;
/** Milliseconds that Hoody's container takes to fetch a file. */
const FETCH = 500;

/** Requests that one archive takes, in each of the three nodes and in the one. */
export interface Needs {
	create: number;
	wait: number;
	download: number;
	one: number;
}

/** How ours does it. */
export type Way = 'one' | 'three';
export const WAYS: readonly Way[] = ['one', 'three'];

export interface Scenario {
	name: string;
	provider: ProviderName;
	title: string;
	needs: Needs;
	/** Milliseconds that the service itself works on each archive, beside its answers. */
	work: number;
	/** Sets the sandbox, which has just been reset. */
	behave(sandbox: Sandbox): void;
}

/** Every archive is ready at the first look, so that no contender's choice of intervals is measured. */
export const SCENARIOS: readonly Scenario[] = [
	{
		name: 'alfresco',
		provider: 'alfresco',
		title: 'Alfresco: ask, look, download',
		needs: { create: 1, wait: 1, download: 1, one: 3 },
		work: 0,
		behave: ({ behaviour }) => void (behaviour.alfresco.buildMilliseconds = LATENCY / 4 / PACE),
	},
	{
		name: 'dataFramer',
		provider: 'dataFramer',
		title: 'DataFramer: ask for the link, download, compare with the list of its files',
		// No link travels from node to node.
		needs: { create: 1, wait: 0, download: 3, one: 3 },
		work: 0,
		behave: ({ behaviour }) =>
			void Object.assign(behaviour.dataFramer, { pendingAnswers: 0, buildMilliseconds: 0 }),
	},
	{
		name: 'gumloop',
		provider: 'gumloop',
		title: 'Gumloop: look at the run, download',
		needs: { create: 1, wait: 0, download: 1, one: 2 },
		work: 0,
		behave: () => undefined,
	},
	{
		name: 'box',
		provider: 'box',
		title: 'Box: ask for the link, download, ask what was left out',
		// Between three nodes nobody but Create Archive would tell in time that something is missing: it looks.
		needs: { create: 1, wait: 0, download: 3, one: 3 },
		work: 0,
		behave: () => undefined,
	},
	{
		name: 'hoody',
		provider: 'hoody',
		title: 'Hoody: download a folder',
		needs: { create: 1, wait: 0, download: 1, one: 1 },
		work: 0,
		behave: () => undefined,
	},
	{
		name: 'hoodyFetch',
		provider: 'hoody',
		title: `Hoody: look, fetch from the web in ${FETCH} ms, download`,
		needs: { create: 2, wait: 0, download: 1, one: 3 },
		// The container counts from when the server that the file comes from has answered.
		work: FETCH + LATENCY,
		behave: ({ behaviour }) =>
			void Object.assign(behaviour.hoody, { dialect: 'new', downloadMilliseconds: FETCH / PACE }),
	},
];

/** The shortest time for `archives` of them, in seconds: requests × latency ÷ archives at once. */
export function shortestTime({ needs, work }: Scenario, way: Way, archives: number, atOnce: number): number {
	const requests = way === 'one' ? needs.one : needs.create + needs.wait + needs.download;
	return (archives * (requests * LATENCY + work)) / atOnce / 1000;
}
