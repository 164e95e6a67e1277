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
