import { Refusal } from '../../base/refusal';
import type { Api } from '../../contract/api';
import { unexpected, type RecipeAnswer } from '../answers/answer';
import { textAt } from '../answers/place';
import { correctPlace } from '../answers/wrongPlace';
import type { Recipe } from '../recipe';
import { addressFrom } from '../text/addressFrom';
import type { Bench } from './bench';

const LONGEST_ID = 512;

/**
 * The id of the job that was asked for. Services that give the job's address instead (`Location`, `Operation-Location`)
 * are told apart by it: the id is the part of the address that stands where the path of the look has `{id}`. The address
 * itself is never kept, since a handle must not say where to send anything.
 * @throws Refusal when there is none
 */
export function jobIdIn({ recipe, api, service, isEntered }: Bench, answer: RecipeAnswer): string {
	const place = recipe.id ?? '';
	const text = textAt(answer, place);
	const id = text !== null && isAddress(text, place) ? idInAddress(text, recipe, api) : text;
	if (id !== null && id !== '' && id.length <= LONGEST_ID) return id;
	throw unexpected(
		`${service} answered without an id`,
		place === ''
			? 'Enter in ID At where it stands in the answer.'
			: `Nothing that could be one stands at "${place}" of its answer.`,
		isEntered ? idAdvice(answer, place, api) : undefined,
	);
}

/** What the user can put right. */
function idAdvice(answer: RecipeAnswer, place: string, api: Api): string {
	if (answer.isArchive) {
		return 'It answered with bytes. If they are the ZIP, set "The Answer Is" to "The Archive"; else check "Path" and "Method".';
	}
	const advice =
		place === ''
			? 'Enter in "ID At" where the ID stands in the answer, e.g. data.id or header:Location.'
			: correctPlace(answer, place, 'ID At', api);
	return `${advice} If there is no ID in it, check "Method", "Path" and "The Answer Is".`;
}

/** A header gives addresses that count from the call on as well (`jobs/7`). */
function isAddress(text: string, place: string): boolean {
	return /^(?:https?:\/\/|\/)/i.test(text) || (/^header:/i.test(place) && /[/?]/.test(text));
}

/** @throws Refusal when the address leads away from the service, or does not look like the path of the look */
function idInAddress(address: string, { create, look }: Recipe, api: Api): string | null {
	const [path] = api.localPath(addressFrom(address, api, create.path).href).split(/[?#]/);
	const wanted = (look?.path ?? '').split(/[?#]/)[0].split('/').filter(Boolean);
	const parts = path.split('/').filter(Boolean);
	const at = wanted.findIndex((part) => part.includes('{id}'));
	const [before, after] = (wanted[at] ?? '').split('{id}');
	const part = parts[at] ?? '';
	const fits =
		at >= 0 &&
		parts.length === wanted.length &&
		part.length > before.length + after.length &&
		part.startsWith(before) &&
		part.endsWith(after);
	if (!fits) {
		throw new Refusal(
			'The service gave an address for the job that is not like the path to look at',
			`Correct the path to look at, so that {id} stands where the id is in "${api.shown(path, 200)}".`,
			{ code: 'UNEXPECTED_ANSWER' },
		);
	}
	return decoded(part.slice(before.length, part.length - after.length));
}

function decoded(part: string): string | null {
	try {
		return decodeURIComponent(part);
	} catch {
		return null;
	}
}
