import type { Api } from '../../contract/api';
import type { Place } from '../recipe';
import type { RecipeAnswer } from './answer';
import { inFirstEntry, namesake, textAt } from './place';

const LONGEST_PLACE = 200;

/**
 * What to do where an answer has nothing at the place that a user entered.
 * @param field its label
 */
export function correctPlace(answer: RecipeAnswer, place: Place, field: string, api: Api): string {
	return `Correct "${field}": nothing that could be one stands at "${place}" of the answer. ${nearestTo(answer, place, api)}Places are written data.id, results[0].id, /data/id or header:Location.`;
}

/** Where in an answer it stands after all, as it seems. Names in there are the service's, so they are cleaned. */
export function nearPlace(answer: RecipeAnswer, place: Place, api: Api): Place | undefined {
	const near = namesake(answer, place);
	return near === undefined ? undefined : api.shown(near, LONGEST_PLACE);
}

function nearestTo(answer: RecipeAnswer, place: Place, api: Api): string {
	const first = inFirstEntry(answer, place);
	const near = nearPlace(answer, place, api);
	if (first !== undefined && (near === undefined || textAt(answer, first) !== null)) {
		return `A list is there: try "${first}". `;
	}
	if (Object.hasOwn(answer.headers, place.toLowerCase())) {
		return `A header has that name: try "header:${place}". `;
	}
	return near === undefined ? '' : `Something has that name: try "${near}". `;
}
