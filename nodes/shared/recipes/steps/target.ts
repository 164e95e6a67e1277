import type { ReadyJob } from '../../contract';
import type { Api, ApiRequest } from '../../contract/api';
import { Refusal } from '../../base/refusal';
import type { RecipeAnswer } from '../answers/answer';
import { textAt } from '../answers/place';
import { correctPlace } from '../answers/wrongPlace';
import type { Recipe, RecipeCall } from '../recipe';
import { filledHeaders } from '../text/body';
import { valuesFor, type RecipeRequest } from '../request';
import { addressFrom } from '../text/addressFrom';
import { asked, type Bench } from './bench';
import { requestOf } from './call';
import { foundIn, lookAnswer, takesOfLook } from './look';
import { reasonAt } from './lookWords';

/** Where the bytes are: behind a call with the credential, or behind a link without it. */
export type Target = { request: ApiRequest } | { link: string; mayBeOld: boolean; isBeside: boolean };

/** Finds out where the bytes are, each time anew. */
export interface Targets {
	next(): Promise<Target>;
}

/** Where the bytes of an archive are. The link that came with the look is tried first, and so is what else it found. */
export function targetsOf(bench: Bench, job: ReadyJob<RecipeRequest>): Targets {
	const { recipe, api, isEntered } = bench;
	const { archive, request } = job;
	let { link, found } = job;
	// Headers that a user enters go with every call to the service; those of a preset belong to its calls one by one.
	const headers = isEntered ? filledHeaders(recipe.create.headers, valuesFor(request, archive)) : undefined;

	const called = (call: RecipeCall, look?: Record<string, string>): Target => ({
		request: requestOf(call, valuesFor(request, archive, look), api),
	});
	const linked = (answer: RecipeAnswer): Target => {
		const text = textAt(answer, recipe.link ?? '');
		if (text === null) throw noLink(bench, answer);
		return targetAt(text, api, false, headers);
	};
	const lookIfNeeded = async () => {
		if (!takesOfLook(recipe)) return undefined;
		const known = found ?? foundIn(recipe, await lookAnswer(bench, request, archive));
		found = undefined;
		return known;
	};

	return {
		async next() {
			if (link !== null) {
				const first = targetAt(link, api, true, headers);
				link = null;
				return first;
			}
			const { answer, create, content, askLink } = recipe;
			if (answer === 'archive') return called(create);
			const call = answer === 'link' ? create : askLink;
			if (call !== undefined) {
				const look = await lookIfNeeded();
				return linked(await asked(bench, call, valuesFor(request, archive, look), true));
			}
			if (content !== undefined) return called(content, await lookIfNeeded());
			if (recipe.link !== undefined) return linked(await lookAnswer(bench, request, archive));
			return called(recipe.look ?? create);
		},
	};
}

/** An address below the base URL is asked for with the credential; any other is a link, and gets none. */
function targetAt(address: string, api: Api, mayBeOld: boolean, headers?: Record<string, string>): Target {
	const { href, isBelow, isBeside } = addressFrom(address, api);
	if (isBelow) return { request: { path: api.localPath(href), headers } };
	// A link goes out as it came: encoding it anew makes some unknown to those who signed them.
	return { link: URL.canParse(address) ? address : href, mayBeOld, isBeside };
}

/** The refusal for an answer that should have had a link. */
function noLink({ service, recipe, isEntered, api }: Bench, answer: RecipeAnswer): Refusal {
	const place = recipe.link ?? '';
	const reason = recipe.reason === undefined ? '' : reasonAt(answer, recipe.reason);
	// Some are done as well when they failed, and only the reason tells.
	if (reason !== '') {
		return new Refusal(
			`${service} gives no link to the archive: ${api.shown(reason)}`,
			'Once that is put right, ask for it again.',
			{ code: 'ARCHIVE_FAILED' },
		);
	}
	return new Refusal(
		`${service} reports the archive as ready, but gives no link to it`,
		isEntered
			? linkAdvice(recipe, answer, place, api)
			: `Nothing that could be one stands at "${place}" of its answer. Check how the service is set up here.`,
		{ code: 'UNEXPECTED_ANSWER' },
	);
}

/** What the user can put right. */
function linkAdvice(recipe: Recipe, answer: RecipeAnswer, place: string, api: Api): string {
	if (!answer.isArchive) return correctPlace(answer, place, 'Link At', api);
	const [field, choice] =
		recipe.answer === 'link' ? ['The Answer Is', 'The Archive'] : ['Archive At', 'A Path'];
	return `It answered with bytes. If they are the ZIP, set "${field}" to "${choice}".`;
}
