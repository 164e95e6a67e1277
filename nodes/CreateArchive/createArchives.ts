import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ArchiveHandle } from '../shared/contract';
import { flag } from '../shared/base/fields';
import { showHints } from '../shared/run/hints';
import { eachItem, guarded, pairedWith } from '../shared/run/items';
import { nodeFields } from '../shared/run/nodeFields';
import { openSession, type Session } from '../shared/run/session';

/** One handle for each input item, or one for all of them; more where a request is split. */
export async function createArchives(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData().map((_, itemIndex) => itemIndex);
	const signal = context.getExecutionCancelSignal();
	const results = wantsOne(context)
		? [
				await guarded(
					context,
					items,
					() => combined(context, items, signal),
					(item) => [item],
				),
			]
		: await eachItem(
				context,
				(itemIndex) => single(context, itemIndex, signal),
				(item) => [item],
			);
	const output = results.flat();
	showHints(context, output.flatMap(warningsIn), 'warning');
	return output;
}

/** Items are combined only for a provider that takes lists; the field is hidden, but kept, for the others. */
function wantsOne(context: IExecuteFunctions): boolean {
	return context.getInputData().length > 0 && flag(nodeFields(context, 0), 'combineItems');
}

async function single(
	context: IExecuteFunctions,
	itemIndex: number,
	signal?: AbortSignal,
): Promise<INodeExecutionData[]> {
	const session = await openSession(context, itemIndex, signal);
	return await create(session, session.provider.requestFrom(session.fields), [itemIndex]);
}

async function combined(
	context: IExecuteFunctions,
	items: number[],
	signal?: AbortSignal,
): Promise<INodeExecutionData[]> {
	const session = await openSession(context, items[0], signal);
	const { provider, fields } = session;
	if (provider.combine === undefined) {
		const each: INodeExecutionData[][] = [];
		for (const item of items) each.push(await single(context, item, signal));
		return each.flat();
	}
	const requests = items.map((item) => provider.requestFrom(nodeFields(context, item)));
	return await create(session, provider.combine(requests, fields), items);
}

async function create(
	{ provider, api, fields }: Session,
	request: IDataObject,
	items: readonly number[],
): Promise<INodeExecutionData[]> {
	const parts = flag(fields, 'splitLargeRequests') ? (provider.split?.(request) ?? [request]) : [request];
	const handles: ArchiveHandle[] = [];
	for (const part of parts) handles.push(await provider.create(api, part));
	return handles.map((handle) => ({ json: { ...handle }, pairedItem: pairedWith(items) }));
}

function warningsIn({ json }: INodeExecutionData): string[] {
	return Array.isArray(json.warnings) ? json.warnings.map(String) : [];
}
