import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { textField } from '../shared/base/fields';
import { archiveSource } from '../shared/transfer/archiveSource';
import { archiveOf, openArchive, type Archive } from '../shared/run/archives';
import { handleIn } from '../shared/run/handleIn';
import { newHandle, plainRequest } from '../shared/base/handle';
import { showHints } from '../shared/run/hints';
import { eachItem } from '../shared/run/items';
import { madeHereIn, type MadeHere } from '../shared/run/madeHere';
import { openSession, type Session } from '../shared/run/session';
import { operations } from './operations';
import { patienceIn } from './operations/transferOptions';
import { removeIfWanted } from './removeIfWanted';

interface Result {
	items: INodeExecutionData[];
	warnings: string[];
}

/** The items that each input item's archive turns into. */
export async function downloadArchives(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const madeHere = madeHereIn(context);
	const results = await eachItem(
		context,
		(itemIndex) => downloadOne(context, itemIndex, madeHere),
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
	madeHere: MadeHere,
): Promise<Result> {
	const signal = context.getExecutionCancelSignal();
	const session = await openSession(context, itemIndex, { signal, deadline: null });
	const { provider, fields, api } = session;
	const { handle, request, content } = await openArchive(session, chosenArchive(session));
	const source = archiveSource(content, {
		service: provider.displayName,
		api,
		patience: patienceIn(fields),
	});
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
	const removal = await removeIfWanted(session, { handle, request }, madeHere);
	return { items, warnings: [...handle.warnings, ...warnings, ...told, ...removal] };
}

/** The archive that the node is to read: the one that the user named by its id, or the handle in the item. */
function chosenArchive(session: Session): Archive {
	const { provider, fields } = session;
	if (textField(fields, 'archiveFrom') !== 'id' || provider.identified === undefined)
		return archiveOf(session, handleIn(session));
	const { request, ...facts } = provider.identified(fields);
	const handle = newHandle({
		...facts,
		provider: provider.name,
		state: 'preparing',
		request: plainRequest(request),
	});
	return { handle, request };
}
