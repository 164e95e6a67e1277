import { engineError, type Running } from '../../test/engine/engine';
import { itemsStep, line } from '../../test/engine/workflow';
import type { IRun } from 'n8n-workflow';
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
