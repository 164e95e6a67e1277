/** Asking for archives as the fields of a node say. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { flag } from '../../base/fields';
import type { Provider } from '../../contract';
import { Breath } from '../../zip/engine/eventLoopTurn';
import { createArchive, type Look } from '../archives';
import { groupOf } from '../groups';
import { nodeError } from '../items';
import { nodeFields } from '../nodeFields';
import { openSession, type Session } from '../session';
import { checkAtOnce } from '../sideBySide';

/** Archives that were asked for, and the session for their items. */
export interface AskedFor {
	session: Session;
	/** What was seen of each when it was asked for. Several where a request was split. */
	looks: Look[];
}

/** Asks for one archive: `createArchive`, or `createFound` where nobody reads it at once. */
export type Ask = (session: Session, request: unknown) => Promise<Look>;

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
	const { refusal } = groupOf(context, items[0]);
	if (refusal !== null) throw refusal;
	checkAtOnce(context, items[0]);
	const session = await openSession(context, items[0], { signal, deadline: null });
	const { provider } = session;
	const requests: unknown[] = [];
	const breath = new Breath();
	for (const item of items) {
		if (breath.due) await breath.take();
		requests.push(requestOf(context, provider, item));
	}
	return { session, looks: await partsOf(session, provider.combine?.(requests), ask) };
}

/** What one of several items asks for. What is wrong with it is told of this item, and not of the first one of its group. */
function requestOf(context: IExecuteFunctions, provider: Provider, item: number): unknown {
	try {
		return provider.requestFrom(nodeFields(context, item));
	} catch (cause) {
		throw nodeError(context.getNode(), cause, item);
	}
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
