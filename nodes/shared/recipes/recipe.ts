/**
 * A provider as data: what to call, and where in the answers what stands. Nothing in here is code, and nothing of an
 * answer is ever run.
 *
 * Places in an answer: `data.id` or `/data/id` (JSON pointer), `data[0].id`, `data[*].id` (the first that is a ZIP by its name, else the first), `header:Location`, nothing for the whole answer.
 * Placeholders in calls: `{id}` of the job, `{name}` a value of the request, `{+name}` the same with its slashes kept,
 * `{create.data.token}` and `{look.data.file}` out of the answers of those calls. Each is encoded for where it stands.
 */
import type { ApiRequest, QueryValues } from '../contract/api';

/** Where something stands in an answer. */
export type Place = string;

/** JSON whose texts may hold placeholders. A text that is one placeholder and nothing else becomes its value. */
export type Template =
	string | number | boolean | null | readonly Template[] | { readonly [name: string]: Template };

/** One call to the service, with the credential, below its base URL. */
export interface RecipeCall {
	/** GET by default */
	readonly method?: ApiRequest['method'];
	readonly path: string;
	readonly query?: QueryValues;
	/** A value that is no text is sent as JSON in plain ASCII (Dropbox takes arguments so). */
	readonly headers?: Readonly<Record<string, Template>>;
	/** Sent as JSON. */
	readonly body?: Template;
	/** Sent as a form, instead of `body`. */
	readonly form?: QueryValues;
	/** Set where sending it twice does no harm, although its method is POST or PATCH. */
	readonly repeatable?: true;
}

/** What the states of a job are called. Words are compared without regard to case. */
export interface RecipeStates {
	/** Where the state stands; absent where the HTTP status is it. A status that is named below is the state as well, where no word stands there. */
	readonly at?: Place;
	readonly ready?: readonly string[];
	/** Ready as soon as something stands there. */
	readonly readyIfPresent?: Place;
	/** Ready as soon as the two are equal numbers above 0. */
	readonly readyIfEqual?: readonly [Place, Place];
	/** Ready as soon as the answer is bytes instead of data: it is the archive itself. */
	readonly readyIfArchive?: boolean;
	/** Still at work. A state that is in none of these lists counts so as well, and is told unless it is a usual word. */
	readonly working?: readonly string[];
	/** Absent: the usual words (failed, error, …) mean it, and so with `cancelled` and `expired`. */
	readonly failed?: readonly string[];
	readonly cancelled?: readonly string[];
	/** What was there and has gone. The statuses 404 and 410 say so in any case. */
	readonly expired?: readonly string[];
	/** Done, and there is nothing to give: an archive without files. */
	readonly nothing?: readonly string[];
}

/** How far a job is: where what is done stands, and where what there is to do in all. */
export type RecipeProgress = readonly [done: Place | null, total: Place | null];

/** An answer that says in its body that it is a refusal, whatever its status (pCloud: `result` other than 0). */
export interface RefusedWhen {
	readonly at: Place;
	readonly is?: readonly string[];
	readonly isNot?: readonly string[];
}

/** A call that tells whether what is asked for is there. It is cheap, and changes nothing. */
export interface RecipeFind extends RecipeCall {
	/** What is looked for, as a part of a sentence; may hold placeholders. */
	readonly what: string;
	/** Statuses that say that it is not there; 404 by default. */
	readonly missing?: readonly number[];
	/** Where the answer has a name for the archive. Without it the answer need not be data. */
	readonly nameAt?: Place;
}

/** What to call, and what the answers mean. */
export interface Recipe {
	/**
	 * What `create` answers with: the archive itself · a job to look at · a link to the archive · nothing yet, and the same
	 * call, or `look`, is made until there is something.
	 */
	readonly answer: 'archive' | 'job' | 'link' | 'nothing';
	readonly create: RecipeCall;
	/** What Create Archive asks beforehand, where `create` answers with the archive and so is not called yet. */
	readonly find?: RecipeFind;
	/** Where the answer of `create` has the job's id, or its address; or a text with places in braces that makes it up. */
	readonly id?: Place;
	readonly look?: RecipeCall;
	readonly states?: RecipeStates;
	readonly reason?: Place;
	/** 0 to 100 */
	readonly percent?: Place;
	readonly files?: RecipeProgress;
	readonly bytes?: RecipeProgress;
	/** The call whose answer is the archive. Without it, and without a link, the look's answer is. */
	readonly content?: RecipeCall;
	/**
	 * Where the link to the archive stands (in the answer of `askLink`, of `create` for a link, or else of the look). An address
	 * below the base URL is asked for with the credential, any other without: a server that names itself otherwise than its
	 * users do is called by `content`.
	 */
	readonly link?: Place;
	/** The call that gives a link. It is made again whenever a link has ended. */
	readonly askLink?: RecipeCall;
	readonly refusedWhen?: RefusedWhen;
	readonly cancel?: RecipeCall;
	readonly remove?: RecipeCall;
	/** Whether the archive can be asked for in pieces. */
	readonly ranges?: boolean;
	/** Name of the archive in n8n; may hold placeholders. */
	readonly fileName?: string;
	/** Where the look has a name for it. */
	readonly fileNameAt?: Place;
}
