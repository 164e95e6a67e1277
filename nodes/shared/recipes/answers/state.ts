import type { ArchiveState } from '../../contract';
import type { RecipeStates } from '../recipe';
import { unexpected, type RecipeAnswer } from './answer';
import { numberAt, textAt } from './place';
import { usualState } from './usualWords';

/** What a look says of the state, in the recipe's words. */
export interface StateSeen {
	state: ArchiveState;
	/** The service's own word for it; null where it was told otherwise. */
	word: string | null;
	/** Whether there is nothing in the archive. */
	isEmpty?: boolean;
	/** Whether no list of the recipe has the word. */
	isUnknown?: boolean;
}

const LONGEST_WORD = 60;
const GONE = ['404', '410'];

/** Statuses outside 200–299 that are states, and so wanted as answers. */
export function statusesIn(states: RecipeStates = {}): number[] {
	const { ready, working, failed, cancelled, expired, nothing } = states;
	const words = [ready, working, failed, cancelled, expired, nothing].flatMap((list) => list ?? []);
	const codes = [...GONE, ...words].filter((word) => /^[3-5]\d\d$/.test(word.trim()));
	return [...new Set(codes.map(Number))];
}

/**
 * The state that an answer tells.
 * @throws Refusal when it tells none
 */
export function stateIn(answer: RecipeAnswer, states: RecipeStates, service: string): StateSeen {
	const { status, isArchive } = answer;
	if (isArchive && states.readyIfArchive === true) return { state: 'ready', word: null };
	const word = wordIn(answer, states);
	const isOneOf = (list: readonly string[] = []) =>
		word !== null && list.some((entry) => entry.trim().toLowerCase() === word.toLowerCase());
	if (isOneOf(states.failed)) return { state: 'failed', word };
	if (isOneOf(states.cancelled)) return { state: 'cancelled', word };
	if (isOneOf(states.expired)) return { state: 'expired', word };
	if (isOneOf(states.nothing)) return { state: 'ready', word, isEmpty: true };
	if (isOneOf(states.ready) || isReadyOtherwise(answer, states)) return { state: 'ready', word };
	if (isOneOf(states.working)) return { state: 'preparing', word };
	if (GONE.includes(String(status))) return { state: 'expired', word };
	const usual = usualState(word, states);
	if (usual !== undefined) return { state: usual, word };
	if (word !== null)
		return { state: 'preparing', word, isUnknown: states.at !== undefined || tellsByWord(states) };
	if (!tellsByWord(states)) return { state: 'preparing', word: null };
	throw unexpected(
		`${service} answered without a state`,
		`Nothing stands at "${states.at ?? ''}" of its answer.`,
	);
}

function wordIn({ status, headers, body }: RecipeAnswer, { at }: RecipeStates): string | null {
	// A status that was asked for is the state, whatever the body says.
	if (status < 200 || status > 299 || at === undefined) return String(status);
	return textAt({ headers, body }, at)?.slice(0, LONGEST_WORD) ?? null;
}

/** Whether the state is told by a word. Where it is told by what is there, there may be none. */
function tellsByWord({ ready, readyIfArchive, readyIfEqual, readyIfPresent }: RecipeStates): boolean {
	return ready !== undefined || !(readyIfArchive || readyIfEqual || readyIfPresent);
}

function isReadyOtherwise(answer: RecipeAnswer, { readyIfEqual, readyIfPresent }: RecipeStates): boolean {
	if (answer.status < 200 || answer.status > 299) return false;
	if (readyIfPresent !== undefined && textAt(answer, readyIfPresent) !== null) return true;
	if (readyIfEqual === undefined) return false;
	const [done, total] = readyIfEqual.map((place) => numberAt(answer, place));
	return done !== null && done > 0 && done === total;
}
