import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { shownHandle } from '../shared/base/handle';
import { askForAll, askForOne, wantsOne, type AskedFor } from '../shared/run/askFor';
import { createFound } from '../shared/run/findFirst';
import { showHints } from '../shared/run/hints';
import { above, inputFields } from '../shared/run/inputFields';
import { guarded, pairedWith } from '../shared/run/items';
import { sideBySide, withStop } from '../shared/run/sideBySide';

/** One handle for each input item, or one for all of them; more where a request is split. */
export async function createArchives(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const failed = (item: INodeExecutionData) => [item];
	const results = wantsOne(context)
		? [await forAll(context, failed)]
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

async function forAll(
	context: IExecuteFunctions,
	failed: (item: INodeExecutionData) => INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const items = context.getInputData().map((_, itemIndex) => itemIndex);
	return await withStop(
		context,
		async (signal) =>
			await guarded(
				context,
				items,
				async () => made(context, await askForAll(context, items, signal, createFound), items),
				failed,
			),
	);
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
