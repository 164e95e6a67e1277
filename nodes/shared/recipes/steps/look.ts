import type { ArchiveHandle, ArchiveProgress, ArchiveState, Seen } from '../../contract';
import { NO_PROGRESS, percentOf } from '../../base/handle';
import { zipName } from '../../base/zipName';
import { retryAfterSeconds } from '../../http/retryAfter';
import type { RecipeAnswer } from '../answers/answer';
import { numberAt, textAt } from '../answers/place';
import { stateIn, statusesIn } from '../answers/state';
import type { Recipe } from '../recipe';
import { placeholdersIn } from '../text/placeholders';
import { valuesFor, type RecipeRequest } from '../request';
import { asked, type Bench } from './bench';
import { listing, noState, reasonOf, saidOf, unknownId } from './lookWords';

type Known = Pick<ArchiveHandle, 'archiveId' | 'createdAt'>;

/** Looks once. @throws Refusal */
export async function lookAnswer(
	bench: Bench,
	request: RecipeRequest,
	archive?: Known,
): Promise<RecipeAnswer> {
	const { recipe } = bench;
	const call = recipe.look ?? recipe.create;
	return await asked(bench, call, valuesFor(request, archive), true, statusesIn(recipe.states));
}

/** What the call for the archive, or for its link, takes out of the answer to a look: by placeholder. */
export function foundIn(recipe: Recipe, answer: RecipeAnswer): Record<string, string> {
	const found = placesOfLook(recipe).map(
		(name) => [name, textAt(answer, name.slice(OF_LOOK.length))] as const,
	);
	return Object.fromEntries(found.filter((one): one is [string, string] => one[1] !== null));
}

/** Whether a ready archive can be opened by its handle alone, without the answer to a look. */
export function opensByHandle(recipe: Recipe): boolean {
	const { askLink, content, link } = recipe;
	const isCalled = askLink !== undefined || (content !== undefined && link === undefined);
	return isCalled && !takesOfLook(recipe);
}

/** Whether the call for the archive, or for its link, takes anything out of the answer to a look. */
export function takesOfLook(recipe: Recipe): boolean {
	return placesOfLook(recipe).length > 0;
}

const OF_LOOK = 'look.';

function placesOfLook({ askLink, content }: Recipe): string[] {
	return placeholdersIn(askLink ?? content).filter((name) => name.startsWith(OF_LOOK));
}

/** Looks how far the archive is. @throws Refusal */
export async function lookSeen(
	bench: Bench,
	request: RecipeRequest,
	archive?: Known,
): Promise<Seen<RecipeRequest>> {
	const { recipe, service, api, isEntered } = bench;
	const answer = await lookAnswer(bench, request, archive);
	const seen = stateIn(
		answer,
		recipe.states ?? {},
		service,
		isEntered ? () => noState(bench, answer) : undefined,
	);
	const { state, isEmpty, isUnknown } = seen;
	if (state === 'expired' && archive !== undefined && archive.createdAt === null) throw unknownId(service);
	const word = seen.word === null ? '' : api.shown(seen.word, 60);
	const name = recipe.fileNameAt === undefined ? null : textAt(answer, recipe.fileNameAt);
	return {
		state,
		...reasonOf(bench, seen, answer, word),
		progress: progressIn(recipe, answer, state),
		retryAfter: retryAfterSeconds(answer.headers['retry-after']),
		link: recipe.link === undefined || recipe.askLink !== undefined ? null : textAt(answer, recipe.link),
		found: foundIn(recipe, answer),
		...(name === null ? {} : { fileName: zipName(name) ?? null }),
		...(isUnknown
			? {
					warnings: [
						`${service} gives "${word}" as the state, which is not known here. It is waited on${isEntered ? listing(recipe) : ''}`,
					],
				}
			: {}),
		...saidOf(bench, seen, word),
		...(isEmpty
			? { request: { ...request, isEmpty }, warnings: [`${service} has nothing to give: it says "${word}"`] }
			: {}),
	};
}

function progressIn(recipe: Recipe, answer: RecipeAnswer, state: ArchiveState): ArchiveProgress {
	const { percent, files = [null, null], bytes = [null, null] } = recipe;
	const [doneFiles, totalFiles] = files.map((place) => numberAt(answer, place));
	const [doneBytes, totalBytes] = bytes.map((place) => numberAt(answer, place));
	const told =
		numberAt(answer, percent ?? null) ?? percentOf(doneBytes, totalBytes) ?? percentOf(doneFiles, totalFiles);
	return {
		...NO_PROGRESS,
		files: doneFiles,
		totalFiles,
		bytes: doneBytes,
		totalBytes,
		percent: state === 'ready' ? 100 : told === null ? null : Math.min(100, told),
	};
}
