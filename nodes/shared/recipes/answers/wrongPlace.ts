import type { Place } from '../recipe';
import type { RecipeAnswer } from './answer';
import { inFirstEntry } from './place';

/**
 * What to do where an answer has nothing at the place that a user entered.
 * @param field its label
 */
export function correctPlace(answer: RecipeAnswer, place: Place, field: string): string {
	return `Correct "${field}": nothing that could be one stands at "${place}" of the answer. ${nearestTo(answer, place)}Places are written data.id, results[0].id, /data/id or header:Location.`;
}

function nearestTo(answer: RecipeAnswer, place: Place): string {
	const first = inFirstEntry(answer, place);
	if (first !== undefined) return `A list is there: try "${first}". `;
	return Object.hasOwn(answer.headers, place.toLowerCase())
		? `A header has that name: try "header:${place}". `
		: '';
}
