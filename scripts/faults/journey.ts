import { createHash } from 'node:crypto';
import type { CredentialData } from '../../test/engine/credentialsHelper';
import { engineError, hintsOf, outputOf, type Engine, type Running } from '../../test/engine/engine';
import { line } from '../../test/engine/workflow';
import type { RecordedRequest } from '../../test/sandbox/core/recording';
import type { IRun } from 'n8n-workflow';
import { NODES, type NodeName, type Stand } from '../attacks/stands/stand';

const QUICKLY = { firstInterval: 0.1, longestInterval: 0.2 };

/** What the user allows, in seconds. */
export interface Allowed {
	stall: number;
	timeout: number;
}

/** Enough for a service that is only slow, on a machine with other work to do. */
const PLENTY: Allowed = { stall: 60, timeout: 60 };
/** Faults come to their end in it. */
export const LITTLE: Allowed = { stall: 3, timeout: 6 };

/** All the way to the files, or to a job that is given up and cancelled. */
export type Way = 'through' | 'givenUp';

/** One request on a way, whatever ids it holds in this run. */
export interface Step {
	way: Way;
	node: NodeName;
	origin: string;
	/** As it was asked for once, for what has to lead to it. */
	path: string;
	/** Method and path, with `…` for what is another in each run. */
	words: string;
	match: RegExp;
	/** Bytes of the answer. */
	bytes: number;
}

/** What comes of a way where nothing goes wrong. */
export interface Usual {
	files: Files;
	/** What is said all the same: files that the service left out. */
	said: string[];
}

/** SHA-256 of each file that came out, by its path. */
export type Files = Record<string, string>;

/** Sets out with these credentials. `before` and `after` are told of each node. */
export function startJourney(
	engine: Engine,
	stand: Stand,
	way: Way,
	credentials: CredentialData,
	{ stall: stallTimeout, timeout }: Allowed,
	before: (node: NodeName) => void,
	after: (node: NodeName) => void,
): Running {
	const create = stand.step('Create', { options: { stallTimeout } });
	const workflow =
		way === 'through'
			? line(
					create,
					stand.step('Wait', { timeout, options: QUICKLY }),
					stand.step('Download', {
						options: { stallTimeout, attempts: 1, longestPause: 1, deleteAfterwards: true },
					}),
				)
			: line(create, stand.step('Wait', { timeout: 0, options: { ...QUICKLY, cancelWhenGivenUp: true } }));
	return engine.start(workflow, credentials, (node, data) => {
		const name = NODES.find((one) => one === node);
		if (name !== undefined) (data === undefined ? before : after)(name);
	});
}

/** What came out of the last node. */
export async function filesOf(engine: Engine, run: IRun): Promise<Files> {
	const files: Files = {};
	for (const { json, binary } of outputOf(run, 'Download')) {
		const path = String(json.path);
		if (path in files) throw new Error(`${path} came twice`);
		const bytes = binary?.data === undefined ? Buffer.alloc(0) : await engine.bytes(binary.data);
		files[path] = createHash('sha256').update(bytes).digest('hex');
	}
	return files;
}

/** Everything that a run says beside its files: warnings in its items, and hints. */
export function saidBy(run: IRun): string[] {
	return NODES.flatMap((node) => [
		...hintsOf(run, node),
		...outputOf(run, node).flatMap(({ json }) =>
			Array.isArray(json.warnings) ? json.warnings.map(String) : [],
		),
	]);
}

/**
 * The steps of a way, and what comes of them. Two runs tell what is another in each.
 * @throws when a run does not go through: faults on it would then show nothing
 */
export async function stepsOf(
	engine: Engine,
	stand: Stand,
	way: Way,
): Promise<{ steps: Step[]; usual: Usual }> {
	const steps = new Map<string, Step>();
	const { requests, usual } = await recorded(engine, stand, way);
	const second = await recorded(engine, stand, way);
	for (const [node, request] of requests) {
		const step = stepFrom(way, node, request, second.requests);
		if (step !== null) steps.set(nameOf(step), step);
	}
	return { steps: [...steps.values()], usual };
}

export const nameOf = ({ node, words }: Step): string => `${node}: ${words}`;

type Recorded = Array<[NodeName, RecordedRequest]>;

async function recorded(
	engine: Engine,
	stand: Stand,
	way: Way,
): Promise<{ requests: Recorded; usual: Usual }> {
	const begins: Array<[NodeName, number]> = [];
	stand.renew();
	// Getting tokens asks the service too, and is no step of the way.
	const credentials = await stand.credentialsNow();
	const begin = stand.requests.length;
	const running = startJourney(
		engine,
		stand,
		way,
		credentials,
		PLENTY,
		(node) => begins.push([node, stand.requests.length]),
		() => {},
	);
	const run = await running.done;
	const error = engineError(run);
	if (error !== undefined && way === 'through')
		throw new Error(`${stand.name} does not go through: ${error.message}`);
	const requests = stand.requests
		.slice(begin)
		.map((request, index): [NodeName, RecordedRequest] => [
			begins.filter(([, from]) => from <= begin + index).at(-1)?.[0] ?? 'Create',
			request,
		]);
	const usual = { files: await filesOf(engine, run), said: saidBy(run) };
	await running.forget();
	return { requests, usual };
}

/** The request with what differs from the most similar one of another run left open; null where the other run has none. */
function stepFrom(way: Way, node: NodeName, request: RecordedRequest, others: Recorded): Step | null {
	const [path] = request.url.split('?');
	const parts = path.split('/');
	const similar = others
		.filter(
			([other, { method, origin }]) =>
				other === node && method === request.method && origin === request.origin,
		)
		.map(([, { url }]) => url.split('?')[0].split('/'))
		.filter(({ length }) => length === parts.length)
		.map((other) => parts.map((part, index) => part === other[index]))
		.sort((one, other) => countOf(other) - countOf(one));
	if (similar.length === 0) return null;
	const same = similar[0];
	const quoted = parts.map((part, index) =>
		same[index] ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : '[^/?]+',
	);
	return {
		way,
		node,
		origin: request.origin,
		path: request.url,
		words: `${request.method} ${parts.map((part, index) => (same[index] ? part : '…')).join('/')}`,
		match: new RegExp(`^${request.method} ${quoted.join('/')}(?:\\?|$)`),
		bytes: request.bytesSent,
	};
}

const countOf = (flags: boolean[]): number => flags.filter(Boolean).length;
