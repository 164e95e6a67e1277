import type { ArchiveState } from '../../contract';
import type { RecipeStates } from '../recipe';

/** Words that services use for the same things, written in one way. */
const USUAL = {
	failed: ['aborted', 'error', 'errored', 'failed', 'failure', 'fatal', 'rejected', 'timed_out', 'timeout'],
	cancelled: ['canceled', 'cancelled'],
	expired: ['expired'],
	preparing: [
		'accepted',
		'active',
		'building',
		'created',
		'creating',
		'enqueued',
		'in_progress',
		'initializing',
		'new',
		'pending',
		'preparing',
		'processing',
		'queued',
		'requested',
		'running',
		'scheduled',
		'started',
		'starting',
		'submitted',
		'suspended',
		'waiting',
		'working',
	],
} as const satisfies Partial<Record<ArchiveState, readonly string[]>>;

type Usual = keyof typeof USUAL;

/** The state that a word means with most services, where the recipe lists no words for that state; undefined for any other word. */
export function usualState(word: string | null, states: RecipeStates): Usual | undefined {
	if (word === null || states.at === undefined) return undefined;
	const plain = word
		.replace(/(?<=[a-z])(?=[A-Z])/g, '_')
		.replace(/[\s-]/g, '_')
		.toLowerCase();
	const usual = (Object.keys(USUAL) as Usual[]).find((state) =>
		USUAL[state].some((entry) => entry === plain),
	);
	// Who lists what failures are called knows them all. To wait on is what is done with any word.
	return usual === 'preparing' || (usual !== undefined && states[usual] === undefined) ? usual : undefined;
}
