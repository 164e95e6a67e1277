/** Asking for archives as the fields of a node say. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { flag, textField } from '../base/fields';
import { providers } from '../providers';
import { createArchive, type Look } from './archives';
import { nodeFields } from './nodeFields';
import { openSession, type Session } from './session';
import { checkAtOnce } from './sideBySide';

/** Archives that were asked for, and the session for their items. */
export interface AskedFor {
	session: Session;
	/** What was seen of each when it was asked for. Several where a request was split. */
	looks: Look[];
}

/** Asks for one archive: `createArchive`, or `createFound` where nobody reads it at once. */
export type Ask = (session: Session, request: unknown) => Promise<Look>;

/** Whether there is to be one archive for all items. The field is hidden, but kept, for providers that take no lists. */
export function wantsOne(context: IExecuteFunctions): boolean {
	if (context.getInputData().length === 0) return false;
	const fields = nodeFields(context, 0);
	const provider = textField(fields, 'provider');
	const takesLists = Object.hasOwn(providers, provider) && providers[provider].combine !== undefined;
	return takesLists && flag(fields, 'combineItems');
}

/** Asks for the archive of one item. @throws Refusal */
export async function askForOne(
	context: IExecuteFunctions,
	itemIndex: number,
	signal: AbortSignal,
	ask: Ask,
): Promise<AskedFor> {
	checkAtOnce(context, itemIndex);
	const session = await openSession(context, itemIndex, { signal, deadline: null });
	return { session, looks: await partsOf(session, session.provider.requestFrom(session.fields), ask) };
}

/** Asks for one archive with the files of several items. @throws Refusal */
export async function askForAll(
	context: IExecuteFunctions,
	items: readonly number[],
	signal: AbortSignal,
	ask: Ask,
): Promise<AskedFor> {
	const session = await openSession(context, items[0], { signal, deadline: null });
	const { provider } = session;
	const requests = items.map((item) => provider.requestFrom(nodeFields(context, item)));
	return { session, looks: await partsOf(session, provider.combine?.(requests), ask) };
}

async function partsOf(session: Session, request: unknown, ask: Ask): Promise<Look[]> {
	const { provider, fields } = session;
	const parts = flag(fields, 'splitLargeRequests') ? (provider.split?.(request) ?? [request]) : [request];
	// Parts hold thousands of things each: that is no cheap look any more, and who reads them is told what is missing.
	const askPart = parts.length === 1 ? ask : createArchive;
	const made: Look[] = [];
	for (const part of parts) made.push(await askPart(session, part));
	return made;
}
