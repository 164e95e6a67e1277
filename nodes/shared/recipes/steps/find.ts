import { Refusal } from '../../base/refusal';
import { zipName } from '../../base/zipName';
import type { Found } from '../../contract';
import { answerOf, type RecipeAnswer } from '../answers/answer';
import { textAt } from '../answers/place';
import type { RecipeFind } from '../recipe';
import { valuesFor, type RecipeRequest } from '../request';
import { filled } from '../text/placeholders';
import type { Bench } from './bench';
import { requestOf } from './call';

const MISSING = [404];

/** Looks whether what is asked for is there. @throws Refusal naming it where it is not */
export async function find(bench: Bench, finding: RecipeFind, request: RecipeRequest): Promise<Found> {
	const { api, service } = bench;
	const { nameAt, missing = MISSING } = finding;
	const wanted = { ...requestOf(finding, valuesFor(request), api), repeatable: true, answers: missing };
	if (nameAt === undefined) {
		const answer = await api.bytes(wanted);
		if (missing.includes(answer.status)) throw notThere(bench, finding, request, await api.refusal(answer));
		answer.body.close();
		return {};
	}
	const answer = await answerOf(api, service, wanted);
	if (missing.includes(answer.status)) throw notThere(bench, finding, request, await api.refusal(answer));
	const fileName = nameOf(answer, nameAt);
	return fileName === undefined ? {} : { fileName };
}

function nameOf(answer: RecipeAnswer, place: string): string | undefined {
	return zipName(textAt(answer, place) ?? '');
}

/** In the service's own words as well; a page of another application keeps its own. */
function notThere(
	{ api, service }: Bench,
	{ what }: RecipeFind,
	request: RecipeRequest,
	refused: Error,
): Error {
	if (!(refused instanceof Refusal) || refused.code === 'BAD_ADDRESS') return refused;
	const { status, serviceCode } = refused;
	const named = api.shown(filled(what, valuesFor(request), (value) => value));
	return new Refusal(
		`${service} could not find ${named}`,
		`Check it, and that it is there for this account. ${refused.description}`,
		{ code: 'NOT_FOUND', status, serviceCode, clean: true },
	);
}
