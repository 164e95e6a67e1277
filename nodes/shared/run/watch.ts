import { Refusal } from '../base/refusal';
import type { Gate } from '../base/gate';
import type { ArchiveHandle } from '../contract';
import { lookAt, type Archive, type Look } from './archives';
import { endedBadly, hasEnded } from './endedBadly';
import { isPassing } from './isPassing';
import type { Session } from './session';
import { inTurn } from './wait/inTurn';

/** When to look, and when to give up. In seconds, but for the end. */
export interface Schedule {
	/** Milliseconds since 1970; the session's deadline. */
	end: number;
	/** Milliseconds since 1970 at which the archive was asked for, as far as anybody knows. */
	since: number;
	firstInterval: number;
	longestInterval: number;
	/** Each interval is this many times the one before, while that is no more than a tenth of the time waited. */
	growth: number;
	/** Without progress for this long a job counts as stuck; null where the service reports its failures. */
	stuckAfter: number | null;
}

/** How a wait came to its end: the archive as it was last seen, and what kept us from seeing it. */
export interface Watched {
	handle: ArchiveHandle;
	/** Looks that failed in passing. */
	failedLooks: number;
	/** What the last of them was refused with. */
	lastFailure: Refusal | null;
	/** What the service said of the state when it was last seen. */
	said?: string;
}

/** A service that says "again at once" is asked twice a second at most, whatever it says and whoever chose the interval. */
const SHORTEST_PAUSE_MS = 500;
/** Who waits an hour does not mind six minutes; who waits half a minute minds ten seconds. */
const SHARE_OF_WAIT = 0.1;
/** `Retry-After: 0`, or a date that has passed, means "soon". */
const SHORTEST_ASKED_MS = 1_000;
/** The last look comes this long before the time is up, so that its answer still counts. */
const LAST_LOOK_MS = 1_000;

/**
 * Looks at an archive until it is ready or the time is up. A look that fails in passing says nothing about the job: the next
 * one tells.
 * @param told hears of each look that came through
 * @returns the last handle: `ready`, or still `preparing`
 * @throws Refusal when it failed, was cancelled, expired or got stuck, or the service refuses for good; Stopped
 */
export async function watch(
	session: Session,
	start: Archive,
	schedule: Schedule,
	gate: Gate,
	told?: (look: Look) => void,
): Promise<Watched> {
	const { api, provider } = session;
	let archive = start;
	let interval = schedule.firstInterval;
	let progress = '';
	let moved = Date.now();
	let failedLooks = 0;
	let lastFailure: Refusal | null = null;
	let said: string | undefined;
	for (;;) {
		const seen = await inTurn(gate, api, async () => await lookOrPass(session, archive));
		const asLastSeen = (): Watched => ({
			handle: archive.handle,
			failedLooks,
			lastFailure,
			...(said === undefined ? {} : { said }),
		});
		if (seen === null) return asLastSeen();
		let asked: number | null;
		if (seen instanceof Refusal) {
			failedLooks++;
			lastFailure = seen;
			asked = seen.retryAfter;
		} else {
			archive = seen;
			asked = seen.retryAfter;
			({ said } = seen);
			told?.(seen);
			if (seen.handle.state === 'ready') return { handle: seen.handle, failedLooks, lastFailure };
			if (hasEnded(seen.handle)) throw endedBadly(provider.displayName, seen.handle);
			const now = JSON.stringify(seen.handle.progress);
			if (now !== progress) {
				progress = now;
				moved = Date.now();
			} else if (schedule.stuckAfter !== null && Date.now() - moved >= schedule.stuckAfter * 1000) {
				throw stuck(provider.displayName, schedule.stuckAfter);
			}
		}
		const own = ownInterval(schedule, interval, Date.now() - schedule.since, archive.handle.progress.percent);
		const pause = untilNextLook(asked, own, schedule.end - Date.now());
		if (pause === null) return asLastSeen();
		await api.pause(pause);
		interval = Math.min(interval * schedule.growth, schedule.longestInterval);
	}
}

/**
 * Seconds until the next look where the service asks for none: where it tells how far it is, until it should be done; else as long
 * as intervals have grown by now, and no longer than a tenth of the time waited. Never less than the first interval.
 * @param grown seconds
 * @param waited milliseconds
 */
export function ownInterval(
	{ firstInterval, longestInterval }: Pick<Schedule, 'firstInterval' | 'longestInterval'>,
	grown: number,
	waited: number,
	percent: number | null,
): number {
	const seconds = Math.max(0, waited) / 1000;
	// At 100 the service says that it is done, and does not give it out yet.
	const wanted =
		percent !== null && percent > 0 && percent < 100
			? Math.min((seconds * (100 - percent)) / percent, longestInterval)
			: Math.min(grown, seconds * SHARE_OF_WAIT);
	return Math.max(Math.min(firstInterval, grown), wanted);
}

/**
 * Milliseconds until the next look; null when there is no time for one.
 * @param asked seconds that the service asks for
 * @param interval seconds of our own
 * @param left milliseconds until the time is up
 */
export function untilNextLook(asked: number | null, interval: number, left: number): number | null {
	const wanted = asked === null ? interval * 1000 : Math.max(SHORTEST_ASKED_MS, asked * 1000);
	const last = left - LAST_LOOK_MS;
	const pause = Math.max(SHORTEST_PAUSE_MS, Math.min(wanted, last));
	return pause < left ? pause : null;
}

/** @returns what was seen, or what kept us from seeing it in passing */
async function lookOrPass(session: Session, archive: Archive): Promise<Look | Refusal> {
	return await lookAt(session, archive).catch(async (cause: unknown) =>
		cause instanceof Refusal && isPassing(cause) ? cause : await Promise.reject(cause),
	);
}

function stuck(service: string, seconds: number): Refusal {
	return new Refusal(
		`The archive has not moved for ${seconds} seconds`,
		`${service} does not report when such a job dies. Ask for the archive again; if it is only slow, allow more time in Stuck After.`,
		{ code: 'ARCHIVE_STUCK' },
	);
}
