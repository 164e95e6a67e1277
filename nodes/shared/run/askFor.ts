/** Asking for archives as the fields of a node say. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { flag } from '../base/fields';
import { createArchive, type Look } from './archives';
import { providerIn } from './chosen';
import { nodeFields } from './nodeFields';
import { openSession, type Session } from './session';
import { checkAtOnce } from './sideBySide';

/** Archives that were asked for, and the session for their items. */
export interface AskedFor {
	session: Session;
	/** What was seen of each when it was asked for. Several where a request was split. */
	looks: Look[];
}

/** Whether there is to be one archive for all items. The field is hidden, but kept, for providers that take no lists. */
export function wantsOne(context: IExecuteFunctions): boolean {
	if (context.getInputData().length === 0) return false;
	const fields = nodeFields(context, 0);
	return providerIn(fields)?.combine !== undefined && flag(fields, 'combineItems');
}

/** Asks for the archive of one item. @throws Refusal */
export async function askForOne(
	context: IExecuteFunctions,
	itemIndex: number,
	signal: AbortSignal,
): Promise<AskedFor> {
	checkAtOnce(context, itemIndex);
	const session = await openSession(context, itemIndex, { signal, deadline: null });
	return { session, looks: await partsOf(session, session.provider.requestFrom(session.fields)) };
}

/** Asks for one archive with the files of several items. @throws Refusal */
export async function askForAll(
	context: IExecuteFunctions,
	items: readonly number[],
	signal: AbortSignal,
): Promise<AskedFor> {
	const session = await openSession(context, items[0], { signal, deadline: null });
	const { provider } = session;
	const requests = items.map((item) => provider.requestFrom(nodeFields(context, item)));
	return { session, looks: await partsOf(session, provider.combine?.(requests)) };
}

async function partsOf(session: Session, request: unknown): Promise<Look[]> {
	const { provider, fields } = session;
	const parts = flag(fields, 'splitLargeRequests') ? (provider.split?.(request) ?? [request]) : [request];
	const made: Look[] = [];
	for (const part of parts) made.push(await createArchive(session, part));
	return made;
}
