import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { gateOf } from '../shared/base/gate';
import { showHints } from '../shared/run/hints';
import { allItems } from '../shared/run/items';
import { madeHereIn } from '../shared/run/madeHere';
import { waitForOne, type Waited } from './waitForOne';

/** Looks that are on their way at the same time, however many archives are watched: services count requests. */
const LOOKS_AT_ONCE = 10;

/** The handles that became ready, and those that are still being made. */
export async function waitForArchives(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const ours = new AbortController();
	const stopAll = () => ours.abort();
	const stop = context.getExecutionCancelSignal();
	if (stop?.aborted) stopAll();
	stop?.addEventListener('abort', stopAll, { once: true });
	const shared = { context, gate: gateOf(LOOKS_AT_ONCE), signal: ours.signal, madeHere: madeHereIn(context) };
	try {
		const results = await allItems(
			context,
			(itemIndex) => waitForOne(shared, itemIndex),
			(item): Waited => ({ ready: true, item }),
			stopAll,
		);
		showHints(
			context,
			results.flatMap(({ hint }) => hint ?? []),
			'info',
		);
		const outputFor = (ready: boolean) =>
			results.filter((result) => result.ready === ready).map(({ item }) => item);
		return [outputFor(true), outputFor(false)];
	} finally {
		stop?.removeEventListener('abort', stopAll);
	}
}
