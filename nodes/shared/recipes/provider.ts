import { Refusal } from '../base/refusal';
import type { ArchiveJob, Explain, Fields, Identified, Job, Provider, SignIn } from '../contract';
import { wordsIn } from './answers/wordsIn';
import type { Recipe, RecipeFind } from './recipe';
import { parse, type RecipeRequest } from './request';
import type { Bench, Need } from './steps/bench';
import { create } from './steps/create';
import { endJob } from './steps/endJob';
import { find } from './steps/find';
import { lookSeen, opensByHandle } from './steps/look';
import { open } from './steps/open';
import { placeholdersIn } from './text/placeholders';

/** What a provider is beside its recipe. */
export interface RecipeCard {
	readonly name: string;
	readonly displayName: string;
	readonly signIns: readonly SignIn[];
	readonly fields: Provider['fields'];
	/** The values that the fields of Create Archive give. @throws Refusal */
	valuesFrom(fields: Fields): RecipeRequest['values'];
	identified?(fields: Fields): Identified<RecipeRequest>;
	/** The recipe; read from the node in each call where the user fills it in. @throws Refusal */
	recipeFrom(fields: Fields, need: Need): Recipe;
	/** Set where the user fills the recipe in, in the node. */
	readonly isEntered?: true;
	/** Words for refusals that the transport's own would not do for. */
	readonly explain?: Explain;
	/** Whether there may be a call that ends a job, and one that deletes an archive. */
	readonly can: { readonly cancel: boolean; readonly remove: boolean };
	readonly find?: RecipeFind;
	readonly nothingToWaitFor?: string;
	readonly atOnce?: number;
}

/** Whether there is a job, of which the call for the archive knows nothing. */
function isJobElsewhere({ create: call }: Recipe, id: string | null): boolean {
	return id !== null && !placeholdersIn(call).some((name) => /^(?:id$|create\.)/.test(name));
}

function otherAnswer(service: string): Refusal {
	return new Refusal(
		`The archive is a job on ${service}, and this node looks for none`,
		'Set "The Answer Is" to "A Job" in this node too, as in the one that asked for the archive.',
	);
}

/** A provider out of a recipe: the same transport, waiting, reading and limits as one that is code. */
export function fromRecipe(card: RecipeCard): Provider<RecipeRequest> {
	const {
		name,
		displayName,
		signIns,
		fields,
		can,
		nothingToWaitFor,
		atOnce,
		identified,
		explain,
		find: finding,
	} = card;
	const bench = ({ api, fields: entered }: Job<RecipeRequest>, need: Need): Bench => ({
		api,
		service: displayName,
		recipe: card.recipeFrom(entered, need),
		isEntered: card.isEntered === true,
	});
	const afterwards = (step: 'cancel' | 'remove') => async (job: ArchiveJob<RecipeRequest>) =>
		await endJob(bench(job, 'nothing'), job, step);
	return {
		name,
		displayName,
		signIns,
		fields,
		requestFrom: (entered) => ({ values: card.valuesFrom(entered) }),
		parse,
		wordsIn,
		identified,
		explain,
		...(finding === undefined
			? {}
			: { find: async (job) => await find(bench(job, 'create'), finding, job.request) }),
		create: async (job) => await create(bench(job, 'create'), job.request),
		async check(job) {
			const { recipe } = bench(job, 'nothing');
			if (recipe.answer === 'archive' || recipe.answer === 'link') {
				if (card.isEntered && isJobElsewhere(recipe, job.archive.archiveId)) throw otherAnswer(displayName);
				return { state: 'ready' };
			}
			// One that this execution asked for, and that was seen to be ready, needs no second look.
			if (job.archive.state === 'ready' && job.isOurs() && opensByHandle(recipe)) return { state: 'ready' };
			return await lookSeen(bench(job, 'look'), job.request, job.archive);
		},
		open: async (job) => open(bench(job, 'open'), job),
		...(can.cancel ? { cancel: afterwards('cancel') } : {}),
		...(can.remove ? { remove: afterwards('remove') } : {}),
		nothingToWaitFor,
		atOnce,
	};
}
