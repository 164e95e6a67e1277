import type { Gate } from '../../base/gate';
import { pause } from '../../base/pause';

/** How often somebody who waits in line looks whether the time is up. */
const LOOK_MS = 1_000;

/** Until when somebody waits in line. */
export interface Patient {
	/** Milliseconds since 1970; null for ever. */
	deadline: number | null;
	signal?: AbortSignal;
}

/**
 * Does something in its turn. Those before it in line have times of their own, and may have more of it: where the time is up
 * before its turn comes it is not done at all, and null is the answer. @throws Stopped
 */
export async function inTurn<Result>(
	gate: Gate,
	{ deadline, signal }: Patient,
	task: () => Promise<Result>,
): Promise<Result | null> {
	const left = () => (deadline ?? Infinity) - Date.now();
	let hasBegun = false;
	let isOver = false;
	const turn = gate(async () => {
		hasBegun = true;
		return isOver || left() <= 0 ? null : await task();
	});
	const patience = async (): Promise<Result | null> => {
		while (!hasBegun && left() > 0) await pause(Math.min(left(), LOOK_MS), signal);
		return hasBegun ? await turn : null;
	};
	try {
		return await Promise.race([turn, patience()]);
	} finally {
		isOver = true;
	}
}
