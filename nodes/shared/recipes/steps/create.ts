import type { Seen } from '../../contract';
import { zipName } from '../../base/zipName';
import { refuseOwnSecret } from '../../http/ownSecret';
import { placeholdersIn, filled } from '../text/placeholders';
import type { Recipe } from '../recipe';
import type { RecipeAnswer } from '../answers/answer';
import { textAt } from '../answers/place';
import { valuesFor, type RecipeRequest } from '../request';
import { asked, type Bench } from './bench';
import { jobIdIn } from './jobId';
import { lookSeen } from './look';

type Look = Seen<RecipeRequest>;

/**
 * Asks for the archive. Where the answer is the archive or a link to it, nothing is sent yet: asking is downloading, and
 * links do not live long.
 * @throws Refusal
 */
export async function create(bench: Bench, request: RecipeRequest): Promise<Look> {
	const { recipe } = bench;
	const fileName = fileNameOf(recipe, request);
	if (recipe.answer === 'archive' || recipe.answer === 'link') return { state: 'ready', fileName };
	if (recipe.answer === 'nothing' && recipe.look === undefined)
		return { fileName, ...(await lookSeen(bench, request)) };
	// "See Other" leads to the job, and what says where it is would be gone behind it.
	const redirects = /^header:\s*location/i.test(recipe.id ?? '') ? [303] : [];
	const answer = await asked(bench, recipe.create, valuesFor(request), false, redirects);
	const archiveId = recipe.id === undefined ? null : jobIdIn(bench, answer);
	return { fileName, state: 'preparing', archiveId, request: withKept(bench, request, answer) };
}

function fileNameOf({ fileName }: Recipe, request: RecipeRequest): string | undefined {
	if (fileName === undefined) return undefined;
	return zipName(
		filled(fileName, valuesFor(request), (value) => value.split('/').filter(Boolean).at(-1) ?? ''),
	);
}

/** The answer is seen once, so what later calls need of it is kept with the request. */
function withKept(
	{ recipe, api, service }: Bench,
	request: RecipeRequest,
	answer: RecipeAnswer,
): RecipeRequest {
	const names = placeholdersIn([recipe.look, recipe.content, recipe.askLink, recipe.cancel, recipe.remove]);
	const kept = names
		.filter((name) => name.startsWith('create.'))
		.flatMap((name) => {
			const text = textAt(answer, name.slice('create.'.length));
			if (text === null) return [];
			refuseOwnSecret(api, service, text);
			return [[name, text] as const];
		});
	return kept.length === 0 ? request : { ...request, kept: Object.fromEntries(kept) };
}
