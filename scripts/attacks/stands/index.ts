import { engineError, outputOf, startEngine, type Engine } from '../../../test/engine/engine';
import { line } from '../../../test/engine/workflow';
import type { Row } from '../rows';
import { codedStands, tokenStands } from './coded';
import { otherServiceStands } from './otherService';
import { presetStands } from './presets';
import { NODES, placeOf, secretsOf, type GoodRun, type NodeName, type Place, type Stand } from './stand';

/** Stands that work side by side: an attack waits most of its time. */
const AT_ONCE = 7;
const QUICKLY = { firstInterval: 0.1, longestInterval: 0.2 };

/** What an attack on one stand has at hand. */
export interface Attack {
	engine: Engine;
	stand: Stand;
	good: GoodRun;
}

/**
 * Runs an attack on every provider, every preset, Other Service and every sign-in that fetches a token, by its being listed.
 * `--of=box,gitlab` leaves it at some of them.
 * @param atOnce 1 where holds or heaps are measured
 */
export async function onEveryStand(attack: (at: Attack) => Promise<Row[]>, atOnce = AT_ONCE): Promise<Row[]> {
	const engine = await startEngine();
	const of = process.argv
		.find((word) => word.startsWith('--of='))
		?.slice('--of='.length)
		.split(',');
	const all = [...codedStands, ...tokenStands, ...presetStands, ...otherServiceStands];
	const waiting = all.filter(([name]) => of?.includes(name) ?? true);
	const rows: Row[] = [];
	const worker = async () => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			const stand = await next[1]();
			try {
				rows.push(...(await attack({ engine, stand, good: await goodRun(engine, stand) })));
			} finally {
				await stand.close();
			}
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return rows;
}

/** @throws when the way through does not go through: attacks on it would then show nothing */
async function goodRun(engine: Engine, stand: Stand): Promise<GoodRun> {
	const begins: Array<[NodeName, number]> = [];
	const run = await engine.run(
		line(stand.step('Create'), stand.step('Wait', { options: QUICKLY }), stand.step('Download')),
		stand.credentials,
		(node, data) => {
			if (data === undefined && NODES.includes(node as NodeName))
				begins.push([node as NodeName, stand.requests.length]);
		},
	);
	const error = engineError(run);
	if (error !== undefined) throw new Error(`${stand.name} does not go through: ${error.message}`);
	const places = new Map<string, Place>();
	stand.requests.forEach((request, index) => {
		const node = begins.filter(([, first]) => first <= index).at(-1)?.[0] ?? 'Create';
		const place = placeOf(node, request);
		places.set(place.words, place);
	});
	const created = outputOf(run, 'Create')[0].json;
	const inOrder = [...places.values()];
	return {
		places: stand.onlySignIn ? inOrder.slice(0, 1) : inOrder,
		inputs: { Create: {}, Wait: { ...created, state: 'preparing' }, Download: outputOf(run, 'Wait')[0].json },
		...secretsOf(stand, engine),
	};
}
