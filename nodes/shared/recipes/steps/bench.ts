import type { Api } from '../../contract/api';
import type { Values } from '../text/placeholders';
import { answerOf, type RecipeAnswer } from '../answers/answer';
import { textAt } from '../answers/place';
import type { Recipe, RecipeCall } from '../recipe';
import { requestOf } from './call';

/** What is about to be done with a recipe: it need not say more than that takes. `nothing`: whatever it says will do. */
export type Need = 'create' | 'look' | 'open' | 'nothing';

/** What every step of a recipe works with. */
export interface Bench {
	recipe: Recipe;
	api: Api;
	/** Display name of the service, for messages. */
	service: string;
	/** Whether the user fills the recipe in, in the node, and so can put it right. */
	isEntered?: boolean;
}

/**
 * Makes a call that answers with data.
 * @param repeatable whether sending it twice does no harm, whatever its method
 * @param answers statuses outside 200–299 that are answers here
 * @throws Refusal, also when the answer says in its body that it is one
 */
export async function asked(
	{ api, recipe, service }: Bench,
	call: RecipeCall,
	values: Values,
	repeatable: boolean,
	answers: readonly number[] = [],
): Promise<RecipeAnswer> {
	const request = requestOf(call, values, api);
	const answer = await answerOf(api, service, { ...request, answers, ...(repeatable ? { repeatable } : {}) });
	if (saysNo(recipe, answer)) throw await api.refusal(answer);
	return answer;
}

function saysNo({ refusedWhen }: Recipe, answer: RecipeAnswer): boolean {
	if (refusedWhen === undefined || answer.isArchive) return false;
	const { at, is, isNot } = refusedWhen;
	const text = textAt(answer, at);
	if (text === null) return false;
	return is?.includes(text) === true || isNot?.includes(text) === false;
}
