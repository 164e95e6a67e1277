import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { shownHandle } from '../shared/base/handle';
import { askForAll, askForOne, type AskedFor } from '../shared/run/asking/askFor';
import { createFound } from '../shared/run/asking/findFirst';
import { groupsIn, wantsGroups } from '../shared/run/groups';
import { showHints } from '../shared/run/hints';
import { above, inputFields } from '../shared/run/inputFields';
import { pairedWith } from '../shared/run/items';
import { groupsSideBySide, sideBySide } from '../shared/run/sideBySide';

/** One handle for each input item, or one for each group of them; more where a request is split. */
export async function createArchives(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const failed = (item: INodeExecutionData) => [item];
	const results = wantsGroups(context)
		? await groupsSideBySide(
				context,
				await groupsIn(context),
				async (items, signal) => made(context, await askForAll(context, items, signal, createFound), items),
				failed,
			)
		: await sideBySide(
				context,
				async (itemIndex, signal) =>
					made(context, await askForOne(context, itemIndex, signal, createFound), [itemIndex]),
				failed,
			);
	const output = results.flat();
	showHints(context, output.flatMap(warningsIn), 'warning');
	return output;
}

function made(
	context: IExecuteFunctions,
	{ looks }: AskedFor,
	items: readonly number[],
): INodeExecutionData[] {
	const kept = inputFields(context, items);
	return looks.map(({ handle }) => ({
		json: above(kept, shownHandle(handle)),
		pairedItem: pairedWith(items),
	}));
}

function warningsIn({ json }: INodeExecutionData): string[] {
	return Array.isArray(json.warnings) ? json.warnings.map(String) : [];
}
