import type { ArchiveState } from '../../contract';
import type { RecipeStates } from '../recipe';
import { unexpected, type RecipeAnswer } from './answer';
import { isAt, numberAt, textAt } from './place';
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
	const codes = [...GONE, ...listedIn(states)].filter((word) => /^[3-5]\d\d$/.test(word));
	return [...new Set(codes.map(Number))];
}

/** Everything that the recipe lists, places too: none of them is a status. */
function listedIn(states: RecipeStates): string[] {
	return Object.values(states).flat().map(String);
}

/**
 * The state that an answer tells.
 * @param none the refusal where it tells none
 * @throws Refusal when it tells none
 */
export function stateIn(
	answer: RecipeAnswer,
	states: RecipeStates,
	service: string,
	none = () =>
		unexpected(
			`${service} answered without a state`,
			`Nothing stands at "${states.at ?? ''}" of its answer.`,
		),
): StateSeen {
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
	// The ready state is one of a switch, and this is the other.
	if (isOneOf(states.ready === undefined ? [] : othersOf(states.ready))) return { state: 'preparing', word };
	const usual = usualState(word, states);
	if (usual !== undefined) return { state: usual, word };
	if (word !== null)
		return { state: 'preparing', word, isUnknown: states.at !== undefined || tellsByWord(states) };
	if (!tellsByWord(states)) return { state: 'preparing', word: null };
	throw none();
}

const SWITCH = ['true', 'false'];

function othersOf(ready: readonly string[]): string[] {
	const listed = ready.map((entry) => entry.trim().toLowerCase());
	return SWITCH.filter((word, at) => !listed.includes(word) && listed.includes(SWITCH[1 - at]));
}

function wordIn(answer: RecipeAnswer, states: RecipeStates): string | null {
	const { at } = states;
	const status = String(answer.status);
	// A status that was asked for is the state, whatever the body says.
	if (!status.startsWith('2') || at === undefined) return status;
	const word = textAt(answer, at)?.slice(0, LONGEST_WORD);
	return word ?? (listedIn(states).includes(status) ? status : null);
}

/** Whether the state is told by a word. Where it is told by what is there, there may be none. */
function tellsByWord({ ready, readyIfArchive, readyIfEqual, readyIfPresent }: RecipeStates): boolean {
	return ready !== undefined || !(readyIfArchive || readyIfEqual || readyIfPresent);
}

function isReadyOtherwise(answer: RecipeAnswer, { readyIfEqual, readyIfPresent }: RecipeStates): boolean {
	if (answer.status < 200 || answer.status > 299) return false;
	if (readyIfPresent !== undefined && isAt(answer, readyIfPresent)) return true;
	if (readyIfEqual === undefined) return false;
	const [done, total] = readyIfEqual.map((place) => numberAt(answer, place));
	return done !== null && done > 0 && done === total;
}
