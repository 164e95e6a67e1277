import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ArchiveHandle } from '../shared/contract';
import { endedBadly } from '../shared/base/endedBadly';
import { Refusal } from '../shared/base/refusal';
import { numberField, textField, type Fields } from '../shared/base/fields';
import { gateOf, type Gate } from '../shared/base/gate';
import { handleIn } from '../shared/run/handleField';
import { showHints } from '../shared/run/hints';
import { allItems, pairedWith } from '../shared/run/items';
import { openSession, type Session } from '../shared/run/session';
import { watch, type Schedule } from '../shared/run/watch';

/** Looks that are on their way at the same time, however many archives are watched: services count requests. */
const LOOKS_AT_ONCE = 10;

interface Watched {
	ready: boolean;
	item: INodeExecutionData;
	hint?: string;
}

/** The handles that became ready, and those that are still being made. */
export async function waitForArchives(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const ours = new AbortController();
	const stopAll = () => ours.abort();
	const stop = context.getExecutionCancelSignal();
	if (stop?.aborted) stopAll();
	stop?.addEventListener('abort', stopAll, { once: true });
	const gate = gateOf(LOOKS_AT_ONCE);
	try {
		const results = await allItems(
			context,
			(itemIndex) => waitForOne(context, itemIndex, gate, ours.signal),
			(item): Watched => ({ ready: true, item }),
			stopAll,
		);
		showHints(
			context,
			results.flatMap(({ hint }) => hint ?? []),
			'info',
		);
		const outputFor = (ready: boolean) =>
			results.filter((result) => result.ready === ready).map(({ item }) => item);
		return [outputFor(true), outputFor(false)];
	} finally {
		stop?.removeEventListener('abort', stopAll);
	}
}

async function waitForOne(
	context: IExecuteFunctions,
	itemIndex: number,
	gate: Gate,
	signal: AbortSignal,
): Promise<Watched> {
	const session = await openSession(context, itemIndex, signal);
	const { provider, fields } = session;
	const start = handleIn(session);
	const schedule = scheduleFrom(fields, provider.stuckAfter?.(fields) ?? null);
	if (start.state !== 'ready' && start.state !== 'preparing') throw endedBadly(provider.displayName, start);
	const handle =
		start.state === 'ready'
			? start
			: await cancelledIfGivenUp(session, start, watch(session, start, schedule, gate, signal));
	if (handle.state === 'preparing') await givenUp(session, handle, schedule);
	return {
		ready: handle.state === 'ready',
		item: { json: { ...handle }, pairedItem: pairedWith([itemIndex]) },
		hint: provider.nothingToWaitFor,
	};
}

/** The time is up. @throws Refusal when the node is to stop then */
async function givenUp(session: Session, handle: ArchiveHandle, { timeout }: Schedule): Promise<void> {
	if (textField(session.fields, 'onTimeout') === 'output') return;
	const cancelled = await cancelIfWanted(session, handle);
	throw new Refusal(
		`The archive was not ready after ${timeout} seconds`,
		`${cancelled} Allow a longer Timeout, or choose 'Send to "Preparing"' and lead the second output through a Wait node.`.trim(),
	);
}

/** Passes a watch on; when the execution is stopped in the middle of it, the job is ended on the service too. */
async function cancelledIfGivenUp(
	session: Session,
	handle: ArchiveHandle,
	watching: Promise<ArchiveHandle>,
): Promise<ArchiveHandle> {
	return await watching.catch(async (cause: unknown) => {
		if (cause instanceof Error && cause.name === 'Stopped') await cancelIfWanted(session, handle);
		return await Promise.reject(cause);
	});
}

/** Ends the job where that is wanted and possible, and says how that went. */
async function cancelIfWanted(
	{ provider, fields, lastWords }: Session,
	handle: ArchiveHandle,
): Promise<string> {
	if (fields.get('cancelWhenGivenUp') !== true) return '';
	if (provider.cancel === undefined) return `${provider.displayName} has no way to cancel it.`;
	try {
		await provider.cancel(lastWords(), handle);
		return `It was cancelled on ${provider.displayName}.`;
	} catch (cause) {
		return `It could not be cancelled on ${provider.displayName} (${cause instanceof Error ? cause.message : 'no reason given'}).`;
	}
}

function scheduleFrom(fields: Fields, stuckAfter: number | null): Schedule {
	return {
		timeout: numberField(fields, 'timeout', 'Timeout', 3600),
		firstInterval: numberField(fields, 'firstInterval', 'First Interval', 2, 0.1),
		longestInterval: numberField(fields, 'longestInterval', 'Longest Interval', 30, 0.1),
		growth: numberField(fields, 'growth', 'Growth', 1.5, 1),
		stuckAfter,
	};
}
