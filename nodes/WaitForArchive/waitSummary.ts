import type { ArchiveHandle } from '../shared/contract';
import { inWords } from '../shared/http/retryAfter';
import { progressWords } from '../shared/run/wait/progressWords';

/** Seconds. What was ready sooner, nobody has waited for. */
const SHORT = 5;
/** Archives whose progress is told; more of them are counted. */
const MOST_TOLD = 3;

/** An archive as it was last seen, and how long the node has waited for it. */
export interface SeenLast {
	handle: ArchiveHandle;
	seconds: number;
}

/** What came of a wait, in a line for those that are ready and one for those that are not. */
export function waitSummary(seen: readonly SeenLast[]): string[] {
	const ready = seen.filter(({ handle }) => handle.state === 'ready');
	const waiting = seen.filter(({ handle }) => handle.state === 'preparing');
	return [...readyLine(ready), ...waitingLine(waiting)];
}

function readyLine(ready: readonly SeenLast[]): string[] {
	// Not spread into Math.max: a call takes some hundred thousand values, and there may be more archives.
	const longest = ready.reduce((most, { seconds }) => Math.max(most, seconds), 0);
	if (longest < SHORT) return [];
	const [{ handle }] = ready;
	if (ready.length > 1) return [`${ready.length} archives ready, the last one after ${inWords(longest)}`];
	const words = progressWords({ ...handle.progress, percent: null });
	return [`Archive ready after ${inWords(longest)}${words === '' ? '' : `: ${words}`}`];
}

function waitingLine(waiting: readonly SeenLast[]): string[] {
	if (waiting.length === 0) return [];
	const told = waiting.map(({ handle }) => progressWords(handle.progress)).filter((words) => words !== '');
	const many = waiting.length === 1 ? '1 archive is' : `${waiting.length} archives are`;
	const more = told.length > MOST_TOLD ? ' · …' : '';
	const words = told.length === 0 ? '' : `: ${told.slice(0, MOST_TOLD).join(' · ')}${more}`;
	return [`${many} still being made${words}`];
}
