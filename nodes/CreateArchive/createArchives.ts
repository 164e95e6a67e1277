import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { flag } from '../shared/base/fields';
import { createArchive } from '../shared/run/archives';
import { showHints } from '../shared/run/hints';
import { eachItem, guarded, pairedWith } from '../shared/run/items';
import { nodeFields } from '../shared/run/nodeFields';
import { openSession, type Session } from '../shared/run/session';

/** One handle for each input item, or one for all of them; more where a request is split. */
export async function createArchives(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData().map((_, itemIndex) => itemIndex);
	const results = wantsOne(context)
		? [
				await guarded(
					context,
					items,
					() => combined(context, items),
					(item) => [item],
				),
			]
		: await eachItem(
				context,
				(itemIndex) => single(context, itemIndex),
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

async function single(context: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData[]> {
	const session = await sessionFor(context, itemIndex);
	return await create(session, session.provider.requestFrom(session.fields), [itemIndex]);
}

async function combined(context: IExecuteFunctions, items: number[]): Promise<INodeExecutionData[]> {
	const session = await sessionFor(context, items[0]);
	const { provider } = session;
	if (provider.combine === undefined) {
		const each: INodeExecutionData[][] = [];
		for (const item of items) each.push(await single(context, item));
		return each.flat();
	}
	const requests = items.map((item) => provider.requestFrom(nodeFields(context, item)));
	return await create(session, provider.combine(requests), items);
}

async function create(
	session: Session,
	request: unknown,
	items: readonly number[],
): Promise<INodeExecutionData[]> {
	const { provider, fields } = session;
	const parts = flag(fields, 'splitLargeRequests') ? (provider.split?.(request) ?? [request]) : [request];
	const made: INodeExecutionData[] = [];
	for (const part of parts) {
		made.push({ json: { ...(await createArchive(session, part)) }, pairedItem: pairedWith(items) });
	}
	return made;
}

async function sessionFor(context: IExecuteFunctions, itemIndex: number): Promise<Session> {
	return await openSession(context, itemIndex, {
		signal: context.getExecutionCancelSignal(),
		deadline: null,
	});
}

function warningsIn({ json }: INodeExecutionData): string[] {
	return Array.isArray(json.warnings) ? json.warnings.map(String) : [];
}
