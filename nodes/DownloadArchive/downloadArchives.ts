import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ArchiveHandle } from '../shared/contract';
import { endedBadly } from '../shared/base/endedBadly';
import { archiveSource } from '../shared/http/archiveSource';
import { textField } from '../shared/base/fields';
import { handleIn } from '../shared/run/handleField';
import { showHints } from '../shared/run/hints';
import { eachItem } from '../shared/run/items';
import { openSession, type Session } from '../shared/run/session';
import { operations } from './operations';

interface Result {
	items: INodeExecutionData[];
	warnings: string[];
}

/** The items that each input item's archive turns into. */
export async function downloadArchives(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const signal = context.getExecutionCancelSignal();
	const results = await eachItem(
		context,
		(itemIndex) => downloadOne(context, itemIndex, signal),
		(item): Result => ({ items: [item], warnings: [] }),
	);
	showHints(
		context,
		results.flatMap(({ warnings }) => warnings),
		'warning',
	);
	return results.flatMap(({ items }) => items);
}

async function downloadOne(
	context: IExecuteFunctions,
	itemIndex: number,
	signal?: AbortSignal,
): Promise<Result> {
	const session = await openSession(context, itemIndex, signal);
	const { provider, fields, api } = session;
	const handle = chosenArchive(session);
	if (handle.state !== 'ready' && handle.state !== 'preparing')
		throw endedBadly(provider.displayName, handle);
	const content = await provider.open(api, handle);
	const source = archiveSource(content, provider.displayName);
	const operation = operations[textField(fields, 'operation')] ?? operations.unpack;
	const { items, warnings, complete } = await operation.run({
		context,
		session,
		handle,
		content,
		source,
		itemIndex,
		signal,
	});
	const told = complete ? ((await content.afterwards?.()) ?? []) : [];
	const removal = await removeIfWanted(session, handle);
	return { items, warnings: [...handle.warnings, ...warnings, ...told, ...removal] };
}

function chosenArchive(session: Session): ArchiveHandle {
	const { provider, fields } = session;
	const byId = textField(fields, 'archiveFrom') === 'id' && provider.handleFrom !== undefined;
	return byId && provider.handleFrom ? provider.handleFrom(fields) : handleIn(session);
}

/** The files are here by now: that the service keeps its copy is worth a warning, not worth losing them. */
async function removeIfWanted({ provider, api, fields }: Session, handle: ArchiveHandle): Promise<string[]> {
	if (provider.remove === undefined || fields.get('deleteAfterwards') !== true) return [];
	try {
		await provider.remove(api, handle);
		return [];
	} catch (cause) {
		return [
			`The archive could not be deleted from ${provider.displayName}: ${cause instanceof Error ? cause.message : ''}`,
		];
	}
}
