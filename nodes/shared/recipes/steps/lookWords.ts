/** What is told of a look: what the service said, and what whoever filled in the fields may have wrong. */
import { Refusal } from '../../base/refusal';
import { unexpected, type RecipeAnswer } from '../answers/answer';
import { textAt, valueAt } from '../answers/place';
import type { StateSeen } from '../answers/state';
import { correctPlace, nearPlace } from '../answers/wrongPlace';
import type { Recipe } from '../recipe';
import type { Bench } from './bench';

/** What was last heard of the state; with it, what whoever filled in the fields may have wrong when the time is up. */
export function saidOf({ recipe, api, isEntered }: Bench, seen: StateSeen, word: string): { said?: string } {
	const said = [
		word === '' ? '' : `It last said "${word}".`,
		...(isEntered === true ? mayBeWrong(recipe, seen, (place) => api.shown(place, 120)) : []),
	];
	const text = said.filter((sentence) => sentence !== '').join(' ');
	return text === '' ? {} : { said: text };
}

function mayBeWrong(
	{ states = {}, answer, look, create }: Recipe,
	{ isUnknown }: StateSeen,
	shown: (place: string) => string,
): string[] {
	const place = states.readyIfPresent ?? states.readyIfEqual?.[0];
	const isAskedAnew = answer === 'nothing' && look === undefined && create.method === 'POST';
	return [
		!isUnknown
			? ''
			: states.ready === undefined
				? 'If there will be no archive then, list it in Failed States.'
				: 'If the archive is ready then, list it in Ready States; if there will be none, in Failed States.',
		isUnknown && states.at === undefined ? 'State At is empty, so that is the HTTP status.' : '',
		place === undefined ? '' : `By what stands at "${shown(place)}" it was not ready: check Value At.`,
		isAskedAnew ? 'Each look was the same POST again: if that starts a job, set The Answer Is to A Job.' : '',
	];
}

/** Where a state that nobody listed belongs. */
export function listing({ states }: Recipe): string {
	return states?.ready === undefined
		? '. List it in Working States, or in Failed States'
		: '. If the archive is ready then, list it in Ready States, else in Working States or in Failed States';
}

/** Said when the time is up as well, so the message names the field. */
export function noState({ recipe, service, api }: Bench, answer: RecipeAnswer): Refusal {
	const place = recipe.states?.at ?? '';
	const near = nearPlace(answer, place, api);
	const missing = answer.isArchive
		? 'bytes came, so "Ready When" may be wrong'
		: `nothing stands at "${place}", so "State At" or "Path to Look At" may be wrong${near === undefined ? '' : `: try "${near}"`}`;
	return unexpected(
		`${service} answered without a state: ${missing}`,
		'',
		answer.isArchive
			? 'If they are the archive, set "Ready When" to "The Answer Is the Archive". Else check "Path to Look At".'
			: correctPlace(answer, place, 'State At', api),
	);
}

/** Why there is no archive, where that is so. */
export function reasonOf(
	{ recipe, service, api, isEntered }: Bench,
	{ state }: StateSeen,
	answer: RecipeAnswer,
	word: string,
): { reason?: string } {
	if (state === 'ready' || state === 'preparing') return {};
	const given = recipe.reason === undefined ? '' : reasonAt(answer, recipe.reason);
	if (given !== '') return { reason: api.shown(given) };
	if (state === 'expired') {
		const advice = isEntered ? '. If it never did, check Path to Look At' : '';
		return { reason: `${service} does not know it any more${advice}` };
	}
	const advice =
		isEntered && recipe.reason === undefined
			? '. If the answer says why, enter where in Reason At, below More About the Service'
			: '';
	return { reason: `${service} says "${word}"${advice}` };
}

/** Why there will be none, in a text of any length, since it is cut before it is shown, or in several. */
export function reasonAt(answer: RecipeAnswer, place: string): string {
	const texts = [valueAt(answer, place)].flat().filter((text) => typeof text === 'string');
	return textAt(answer, place) ?? texts.slice(0, MOST_REASONS).join('; ');
}

const MOST_REASONS = 5;

/** For an ID that nobody here has asked for. */
export function unknownId(service: string): Refusal {
	return new Refusal(
		`${service} knows no archive with this id`,
		'Check the id, or ask for the archive again.',
		{
			code: 'NOT_FOUND',
			status: 404,
		},
	);
}
