import { sleep } from 'n8n-workflow';
import { Stopped } from './stopped';

/** n8n's `sleep` hears no signal before 2.40, so it is taken in slices: a Stop is noticed within one of them. */
const SLICE_MS = 200;

/** Waits. @throws Stopped as soon as the execution is stopped (at most a fifth of a second later) */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	const end = Date.now() + milliseconds;
	for (;;) {
		if (signal?.aborted) throw new Stopped();
		const left = end - Date.now();
		if (left <= 0) return;
		await sleep(Math.min(left, SLICE_MS));
	}
}

/**
 * Looks at once, and again when as many milliseconds have passed as `look` says, or a fifth of a second; until it says 0, or the
 * answer is called. Nobody can take back n8n's `sleep`, so what waits for it must hold next to nothing: with all that is looked
 * at every answer of a service stayed in memory for a fifth of a second, and its connection with it.
 * @param first milliseconds until the first look, where that is not to come at once
 */
export function lookNowAndThen(look: () => number, first = look()): () => void {
	let current: typeof look | null = look;
	// Apart: a function that waits keeps what it has called.
	const untilNext = () => current?.() ?? 0;
	const watch = async () => {
		for (let wait = first; wait > 0; wait = untilNext()) await sleep(Math.min(wait, SLICE_MS));
	};
	void watch();
	return () => {
		current = null;
	};
}
