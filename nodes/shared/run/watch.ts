import type { ArchiveHandle } from '../contract';
import { endedBadly } from '../base/endedBadly';
import { Refusal } from '../base/refusal';
import type { Gate } from '../base/gate';
import { pause } from '../base/pause';
import type { Session } from './session';

/** When to look, and when to give up. All in seconds. */
export interface Schedule {
	timeout: number;
	firstInterval: number;
	longestInterval: number;
	/** Each interval is this many times the one before. */
	growth: number;
	/** Without progress for this long a job counts as stuck; null where the service reports its failures. */
	stuckAfter: number | null;
}

/**
 * Looks at an archive until it is ready or the time is up.
 * @returns the last handle: `ready`, or still `preparing`
 * @throws Refusal when it failed, was cancelled, expired or got stuck; Stopped
 */
export async function watch(
	{ provider, api }: Pick<Session, 'provider' | 'api'>,
	start: ArchiveHandle,
	schedule: Schedule,
	gate: Gate,
	signal?: AbortSignal,
): Promise<ArchiveHandle> {
	const end = Date.now() + schedule.timeout * 1000;
	let interval = schedule.firstInterval;
	let moved = Date.now();
	let progress = '';
	for (let handle = start; ;) {
		const { handle: seen, retryAfter } = await gate(() => provider.check(api, handle));
		handle = seen;
		if (handle.state === 'ready') return handle;
		if (handle.state !== 'preparing') throw endedBadly(provider.displayName, handle);
		const now = JSON.stringify(handle.progress);
		if (now !== progress) {
			progress = now;
			moved = Date.now();
		} else if (schedule.stuckAfter !== null && Date.now() - moved >= schedule.stuckAfter * 1000) {
			throw stuck(provider.displayName, schedule.stuckAfter);
		}
		const wait = (retryAfter ?? interval) * 1000;
		const left = end - Date.now();
		await pause(Math.min(wait, Math.max(0, left)), signal);
		if (wait >= left) return handle;
		interval = Math.min(interval * schedule.growth, schedule.longestInterval);
	}
}

function stuck(service: string, seconds: number): Refusal {
	return new Refusal(
		`The archive has not moved for ${seconds} seconds`,
		`${service} does not report when such a job dies. Ask for the archive again; if it is only slow, allow more time in Stuck After.`,
	);
}
