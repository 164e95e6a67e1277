import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { textField } from '../shared/base/fields';
import { gateOf } from '../shared/base/gate';
import { groupsIn, wantsGroups } from '../shared/run/groups';
import { showHints } from '../shared/run/hints';
import { madeHereIn } from '../shared/run/madeHere';
import { nodeFields } from '../shared/run/nodeFields';
import { groupsSideBySide, sideBySide, type GroupSideWork } from '../shared/run/sideBySide';
import { LOOKS_AT_ONCE } from '../shared/run/wait/waitFor';
import { closingHint } from './closingHint';
import { Removals } from './removals';
import { failed, fromBinary, fromHandle, fromNewForAll, fromNewOne, type Result, type Run } from './sources';

/** The items that each input item's archive turns into. */
export async function downloadArchives(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const run: Run = {
		context,
		looks: gateOf(LOOKS_AT_ONCE),
		madeHere: madeHereIn(context),
		removals: new Removals(),
	};
	const started = Date.now();
	const results = await resultsOf(run);
	showHints(context, [...results.flatMap(({ warnings }) => warnings), ...run.removals.told], 'warning');
	const tallies = results.flatMap((result) => result.tallies);
	showHints(context, closingHint(tallies, (Date.now() - started) / 1000), 'info');
	return results.flatMap(({ items }) => items);
}

/** "Archive From" takes no expressions, so what the first item says is so for all. */
async function resultsOf(run: Run): Promise<Result[]> {
	const { context } = run;
	const isEmpty = context.getInputData().length === 0;
	const archiveFrom = isEmpty ? '' : textField(nodeFields(context, 0), 'archiveFrom');
	if (archiveFrom === 'new' && wantsGroups(context)) {
		const forGroup: GroupSideWork<Result> = async (items, signal, bytesHere) =>
			await fromNewForAll(run, items, { signal, bytesHere });
		return await groupsSideBySide(context, await groupsIn(context), forGroup, failed);
	}
	const read = archiveFrom === 'new' ? fromNewOne : archiveFrom === 'binary' ? fromBinary : fromHandle;
	return await sideBySide(
		context,
		(itemIndex, signal, bytesHere) => read(run, itemIndex, { signal, bytesHere }),
		failed,
		async (stopAll) => await run.removals.carryOut(context, run.madeHere, stopAll),
	);
}
