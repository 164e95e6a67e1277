import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { gateOf } from '../shared/base/gate';
import { showHints } from '../shared/run/hints';
import { allItems } from '../shared/run/items';
import { madeHereIn } from '../shared/run/madeHere';
import { withStop } from '../shared/run/sideBySide';
import { keepProgress } from '../shared/run/wait/tellProgress';
import { LOOKS_AT_ONCE } from '../shared/run/wait/waitFor';
import { waitForOne, type Waited } from './waitForOne';
import { waitSummary } from './waitSummary';

const WAY_OUT = `Allow a longer Timeout, or choose 'Send to "Preparing"' and lead the second output through a Wait node.`;

/** The handles that became ready, and those that are still being made. */
export async function waitForArchives(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const results = await withStop(context, async (signal, stopAll) => {
		const gate = gateOf(LOOKS_AT_ONCE);
		const lastAnswer = { at: 0 };
		const shared = { context, gate, signal, madeHere: madeHereIn(context), wayOut: WAY_OUT, lastAnswer };
		return await allItems(
			context,
			(itemIndex) => waitForOne(shared, itemIndex),
			(item): Waited => ({ ready: true, item }),
			stopAll,
		);
	});
	const summary = waitSummary(results.flatMap(({ seen }) => seen ?? []));
	showHints(context, [...results.flatMap(({ hint }) => hint ?? []), ...summary], 'info');
	if (summary.length > 0) keepProgress(context, summary.join('. '));
	const outputFor = (ready: boolean) =>
		results.filter((result) => result.ready === ready).map(({ item }) => item);
	return [outputFor(true), outputFor(false)];
}
