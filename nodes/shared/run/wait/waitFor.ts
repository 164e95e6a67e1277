import type { IExecuteFunctions } from 'n8n-workflow';
import { numberField, textField } from '../../base/fields';
import type { Gate } from '../../base/gate';
import { Refusal } from '../../base/refusal';
import { Stopped } from '../../base/stopped';
import type { ArchiveHandle, Fields } from '../../contract';
import type { Archive, Look } from '../archives';
import type { MadeHere } from '../madeHere';
import { nodeFields } from '../nodeFields';
import { openSession, type Session } from '../session';
import { watch, type Schedule, type Watched } from '../watch';
import { cancelIfWanted, TIME_IS_UP_MS, WHEN_STOPPED_MS } from './cancelIfWanted';
import { inTurn, type Patient } from './inTurn';
import { progressWords } from './progressWords';
import { progressTo } from './tellProgress';

/** What all items of one run of a node that waits have in common. */
export interface Waiting {
	context: IExecuteFunctions;
	/** Looks go through it: services count requests. */
	gate: Gate;
	signal: AbortSignal;
	madeHere: MadeHere;
	/** What to do when the time is up, as a sentence. */
	wayOut: string;
	/**
	 * When a look last came through, in milliseconds since 1970. Who looks once (Timeout 0) may stand behind thousands: while the
	 * service answers, the time of those in line begins anew; where it hangs, it is up for all of them at once.
	 */
	lastAnswer?: { at: number };
}

/** Looks that are on their way at the same time, however many archives are watched. */
export const LOOKS_AT_ONCE = 20;

/** Seconds to wait for an archive, unless the user says otherwise. */
export const DEFAULT_TIMEOUT = 3600;

/** Timeout 0 looks once, and a look takes as long as a service may need to answer. */
const ONE_LOOK_SECONDS = 30;

/**
 * Watches an archive until it is ready or its time is up, as the fields of the node say.
 * @param seeing is handed each look that came through
 * @returns the archive as it was last seen: `ready`, or `preparing` where the node gives out what is not ready
 * @throws Refusal when the time is up and the node is to stop then, and all that `watch` throws; Stopped
 */
export async function waitFor(
	shared: Waiting,
	archive: Archive,
	itemIndex: number,
	seeing?: (look: Look) => void,
): Promise<Watched> {
	const { context, gate, lastAnswer } = shared;
	const fields = nodeFields(context, itemIndex);
	const timeout = numberField(fields, 'timeout', 'Timeout', DEFAULT_TIMEOUT);
	const started = Date.now();
	if (timeout > 0) {
		const deadline = started + timeout * 1000;
		return await watchUntil(shared, archive, { fields, itemIndex, timeout, deadline, end: deadline }, seeing);
	}
	const deadline = () => Math.max(started, lastAnswer?.at ?? 0) + ONE_LOOK_SECONDS * 1000;
	const patient: Patient = {
		get deadline() {
			return deadline();
		},
	};
	// One turn for all: signing in and the look are not to stand in line one after the other.
	const inThisTurn: Waiting = { ...shared, gate: async (task) => await task() };
	const seen = await inTurn(gate, patient, async () => {
		const once: OneWait = { fields, itemIndex, timeout, deadline: deadline(), end: Date.now() };
		return await watchUntil(inThisTurn, archive, once, seeing);
	});
	return seen ?? refuseIfTimeIsUp(shared, fields, nothingSeen(archive.handle), timeout, '');
}

/** The wait for one archive. Times are in milliseconds since 1970. */
interface OneWait {
	fields: Fields;
	itemIndex: number;
	/** Seconds, as the node has it. */
	timeout: number;
	/** When calls are given up. */
	deadline: number;
	/** When no other look is begun. */
	end: number;
}

async function watchUntil(
	shared: Waiting,
	archive: Archive,
	{ fields, itemIndex, timeout, deadline, end }: OneWait,
	seeing: ((look: Look) => void) | undefined,
): Promise<Watched> {
	const { context, gate, signal, lastAnswer } = shared;
	// Behind thousands of others the time may be up before it is this one's turn.
	const session = await inTurn(
		gate,
		// Deaf to Stop, which ends those before it as well: the job may have to be cancelled, and that takes a session.
		{ deadline },
		async () => await openSession(context, itemIndex, { signal, deadline }),
	);
	if (session === null) return refuseIfTimeIsUp(shared, fields, nothingSeen(archive.handle), timeout, '');
	const schedule = scheduleFrom(
		fields,
		end,
		askedFor(archive.handle),
		session.provider.stuckAfter?.(fields) ?? null,
	);
	const tell = progressTo(context, session.provider.displayName, itemIndex);
	const watching = watch(session, archive, schedule, gate, (look) => {
		if (lastAnswer !== undefined) lastAnswer.at = Date.now();
		tell(look);
		seeing?.(look);
	});
	const seen = await cancelledWhenGivenUp(shared, session, archive, watching);
	if (seen.handle.state === 'ready' || givesOut(fields)) return seen;
	const last: Archive = { handle: seen.handle, request: archive.request };
	const cancelled = await cancelIfWanted(session, last, shared.madeHere, TIME_IS_UP_MS);
	return refuseIfTimeIsUp(shared, fields, seen, timeout, cancelled);
}

/** An archive at which nobody looked. */
export function nothingSeen(handle: ArchiveHandle): Watched {
	return { handle, failedLooks: 0, lastFailure: null };
}

/** Whether an archive that is not ready goes to the second output. */
function givesOut(fields: Fields): boolean {
	return textField(fields, 'onTimeout') === 'output';
}

/** @throws Refusal when the node is to stop */
function refuseIfTimeIsUp(
	{ wayOut }: Waiting,
	fields: Fields,
	seen: Watched,
	timeout: number,
	cancelled: string,
): Watched {
	if (givesOut(fields)) return seen;
	const progress = progressWords(seen.handle.progress);
	throw new Refusal(
		`The archive was not ready after ${timeout} ${timeout === 1 ? 'second' : 'seconds'}`,
		[
			progress === '' ? '' : `The service was at ${progress}.`,
			seen.said ?? '',
			failuresIn(seen),
			cancelled,
			wayOut,
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

/** Passes a watch on; when the execution is stopped in the middle of it, or the job is stuck, it is ended on the service too. */
async function cancelledWhenGivenUp(
	{ madeHere }: Waiting,
	session: Session,
	archive: Archive,
	watching: Promise<Watched>,
): Promise<Watched> {
	return await watching.catch(async (cause: unknown) => {
		if (cause instanceof Stopped) await cancelIfWanted(session, archive, madeHere, WHEN_STOPPED_MS);
		if (!(cause instanceof Refusal) || cause.code !== 'ARCHIVE_STUCK') return await Promise.reject(cause);
		const cancelled = await cancelIfWanted(session, archive, madeHere, TIME_IS_UP_MS);
		const { message, description, code } = cause;
		throw new Refusal(message, cancelled === '' ? description : `${description} ${cancelled}`, { code });
	});
}

/** When the archive was asked for; now where nobody knows, or the item says something that can't be. */
function askedFor({ createdAt }: ArchiveHandle): number {
	const now = Date.now();
	const told = createdAt === null ? NaN : Date.parse(createdAt);
	return told <= now ? told : now;
}

function scheduleFrom(fields: Fields, end: number, since: number, stuckAfter: number | null): Schedule {
	return {
		end,
		since,
		firstInterval: numberField(fields, 'firstInterval', 'First Interval', 2, 0.1),
		longestInterval: numberField(fields, 'longestInterval', 'Longest Interval', 30, 0.1),
		growth: numberField(fields, 'growth', 'Growth', 1.5, 1),
		stuckAfter,
	};
}
