import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { numberField, textField } from '../shared/base/fields';
import type { Gate } from '../shared/base/gate';
import { Refusal } from '../shared/base/refusal';
import type { ArchiveHandle, Fields } from '../shared/contract';
import { archiveOf, type Archive } from '../shared/run/archives';
import { endedBadly, hasEnded } from '../shared/run/endedBadly';
import { handleIn } from '../shared/run/handleIn';
import { pairedWith } from '../shared/run/items';
import type { MadeHere } from '../shared/run/madeHere';
import { nodeFields } from '../shared/run/nodeFields';
import { openSession, providerNamed, type Session } from '../shared/run/session';
import { watch, type Schedule, type Watched } from '../shared/run/watch';
import { cancelIfWanted, TIME_IS_UP_MS, WHEN_STOPPED_MS } from './cancelIfWanted';

/** What all items of one run of the node have in common. */
export interface Waiting {
	context: IExecuteFunctions;
	gate: Gate;
	signal: AbortSignal;
	madeHere: MadeHere;
}

/** What became of one item. */
export interface Waited {
	ready: boolean;
	item: INodeExecutionData;
	hint?: string;
}

/** Timeout 0 looks once, and a look takes as long as a service may need to answer. */
const ONE_LOOK_SECONDS = 30;

/** Watches the archive of one item until it is ready or its time is up. @throws Refusal, Stopped */
export async function waitForOne(shared: Waiting, itemIndex: number): Promise<Waited> {
	const { context } = shared;
	const fields = nodeFields(context, itemIndex);
	const provider = providerNamed(textField(fields, 'provider'));
	const start = handleIn({ fields, provider });
	if (hasEnded(start)) throw endedBadly(provider.displayName, start);
	const archive = archiveOf({ provider }, start);
	const { handle } =
		start.state === 'ready' ? nothingSeen(start) : await watched(shared, fields, archive, itemIndex);
	return {
		ready: handle.state === 'ready',
		item: { json: { ...handle }, pairedItem: pairedWith([itemIndex]) },
		hint: provider.nothingToWaitFor,
	};
}

/** The archive as it was last seen. @throws Refusal when the time is up, and the node is to stop then */
async function watched(
	shared: Waiting,
	fields: Fields,
	archive: Archive,
	itemIndex: number,
): Promise<Watched> {
	const { context, gate, signal } = shared;
	const timeout = numberField(fields, 'timeout', 'Timeout', 3600);
	const deadline = Date.now() + (timeout || ONE_LOOK_SECONDS) * 1000;
	// Behind thousands of others the time may be up before it is this one's turn.
	const session = await gate(async () =>
		Date.now() < deadline ? await openSession(context, itemIndex, { signal, deadline }) : null,
	);
	if (session === null) return refuseIfTimeIsUp(fields, nothingSeen(archive.handle), timeout, '');
	const end = timeout === 0 ? Date.now() : deadline;
	const schedule = scheduleFrom(fields, end, session.provider.stuckAfter?.(fields) ?? null);
	const seen = await cancelledWhenStopped(shared, session, archive, watch(session, archive, schedule, gate));
	if (seen.handle.state === 'ready' || givesOut(fields)) return seen;
	const last: Archive = { handle: seen.handle, request: archive.request };
	const cancelled = await cancelIfWanted(session, last, shared.madeHere, TIME_IS_UP_MS);
	return refuseIfTimeIsUp(fields, seen, timeout, cancelled);
}

function nothingSeen(handle: ArchiveHandle): Watched {
	return { handle, failedLooks: 0, lastFailure: null };
}

/** Whether an archive that is not ready goes to the second output. */
function givesOut(fields: Fields): boolean {
	return textField(fields, 'onTimeout') === 'output';
}

/** @throws Refusal when the node is to stop */
function refuseIfTimeIsUp(fields: Fields, seen: Watched, timeout: number, cancelled: string): Watched {
	if (givesOut(fields)) return seen;
	throw new Refusal(
		`The archive was not ready after ${timeout} ${timeout === 1 ? 'second' : 'seconds'}`,
		[
			failuresIn(seen),
			cancelled,
			`Allow a longer Timeout, or choose 'Send to "Preparing"' and lead the second output through a Wait node.`,
		]
			.filter((sentence) => sentence !== '')
			.join(' '),
		{ code: 'TIME_IS_UP' },
	);
}

function failuresIn({ failedLooks, lastFailure }: Watched): string {
	if (lastFailure === null) return '';
	const times = failedLooks === 1 ? 'One look' : `${failedLooks} looks`;
	return `${times} at it did not go through, the last one because: ${lastFailure.message}.`;
}

/** Passes a watch on; when the execution is stopped in the middle of it, the job is ended on the service too. */
async function cancelledWhenStopped(
	{ madeHere }: Waiting,
	session: Session,
	archive: Archive,
	watching: Promise<Watched>,
): Promise<Watched> {
	return await watching.catch(async (cause: unknown) => {
		if (cause instanceof Error && cause.name === 'Stopped')
			await cancelIfWanted(session, archive, madeHere, WHEN_STOPPED_MS);
		return await Promise.reject(cause);
	});
}

function scheduleFrom(fields: Fields, end: number, stuckAfter: number | null): Schedule {
	return {
		end,
		firstInterval: numberField(fields, 'firstInterval', 'First Interval', 2, 0.1),
		longestInterval: numberField(fields, 'longestInterval', 'Longest Interval', 30, 0.1),
		growth: numberField(fields, 'growth', 'Growth', 1.5, 1),
		stuckAfter,
	};
}
