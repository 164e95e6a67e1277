import { AsyncLocalStorage } from 'node:async_hooks';
import { engineError, type Engine, type Running } from '../../test/engine/engine';
import { itemsStep, line } from '../../test/engine/workflow';
import type { IExecuteFunctions, INodeType, IRun } from 'n8n-workflow';
import type { Attack } from './stands';
import type { NodeName } from './stands/stand';

/** One node of a stand, with what the good run gave it. */
export function start(
	{ engine, stand, good }: Attack,
	node: NodeName,
	parameters: object = {},
	items: object[] = [good.inputs[node]],
	onError?: 'continueRegularOutput',
): Running {
	const step = stand.step(node, parameters);
	const steps = [itemsStep(...items), onError === undefined ? step : { ...step, onError }];
	return engine.start(line(...steps), stand.credentials);
}

/** Told when the node of a run has come to its end. */
const endings = new AsyncLocalStorage<() => void>();
const watched = new WeakSet<INodeType>();

/**
 * Starts a node and tells when it has ended. A Stop ends n8n's run at once, whatever the node still does, so the node's own
 * code is watched.
 */
export function startWatched(
	at: Attack,
	node: NodeName,
	parameters: object = {},
): { running: Running; nodeEnded: Promise<true> } {
	watchEndings(at.engine, at.stand.step(node).type);
	let running: Running | undefined;
	const nodeEnded = new Promise<true>((resolve) => {
		running = endings.run(
			() => resolve(true),
			() => start(at, node, parameters),
		);
	});
	if (running === undefined) throw new Error('The run did not begin');
	return { running, nodeEnded };
}

function watchEndings(engine: Engine, type: string): void {
	const node = engine.nodeType(type);
	const { execute } = node;
	if (watched.has(node) || execute === undefined) return;
	watched.add(node);
	node.execute = async function (this: IExecuteFunctions) {
		try {
			return await execute.call(this);
		} finally {
			endings.getStore()?.();
		}
	};
}

/** What the user is told; `ok` when it went through. */
export function toldBy(run: IRun): string {
	return engineError(run)?.message ?? 'ok';
}

/** Resolves with null when it is not done by then. */
export async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result | null> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), milliseconds)));
	return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
