import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { Refusal } from '../base/refusal';
import type { Choice, Choices, Picker, Picking, Provider } from '../contract';
import type { Api, ForeignText } from '../contract/api';
import { connect } from '../http/connect';
import { worded } from '../run/archives';
import { signInOf } from '../run/chosen';
import { enteredFields } from './enteredFields';
import { pickError } from './pickError';

/** Seconds for a list, with everything: a service that sleeps is asked five times meanwhile. Nobody waits longer for one. */
const LONGEST_SECONDS = 60;
/** Of a page with nothing to pick in it n8n makes "No results", and never asks for the one behind it. */
const MOST_EMPTY_PAGES = 5;
/** Characters: an address of Share takes two hundred. */
const LONGEST_SEARCH = 500;
const LONGEST_TOKEN = 1_024;
/** A path of some folders. What is longer is cut for the eye, and not for the service. */
const LONGEST_NAME = 300;
/** Names that are cleaned in one go: about five milliseconds. */
const NAMES_AT_ONCE = 50;

/** What the editor sends along. */
export interface Asked {
	filter?: ForeignText;
	from?: ForeignText;
}

/** A page of a list for the editor. @throws NodeApiError that says why there is none */
export async function offer(
	context: ILoadOptionsFunctions,
	provider: Provider,
	picker: Picker,
	{ filter = '', from }: Asked,
): Promise<INodeListSearchResult> {
	try {
		const fields = enteredFields(context);
		const api = await signedIn(context, provider, fields);
		const search = filter.trim().slice(0, LONGEST_SEARCH);
		const picking = { api, fields, search, from: from === undefined ? null : from.slice(0, LONGEST_TOKEN) };
		const { choices, next } = await worded({ api }, async () => await firstThatHasSome(picker, picking));
		const isAll = search === '' && picking.from === null && next === null;
		if (isAll && choices.length === 0) refuseEmpty(picker);
		const results = await shownIn(api, choices);
		return next === null ? { results } : { results, paginationToken: next };
	} catch (cause) {
		return await Promise.reject(pickError(context.getNode(), cause));
	}
}

async function signedIn(
	context: ILoadOptionsFunctions,
	provider: Provider,
	fields: Picking['fields'],
): Promise<Api> {
	const signIn = signInOf(provider, fields);
	const credentials = await context.getCredentials(signIn.credential);
	const deadline = Date.now() + LONGEST_SECONDS * 1000;
	return connect({
		context,
		provider,
		signIn,
		credentials,
		deadline,
		timeIsUp: () => late(provider.displayName),
		stallAfter: LONGEST_SECONDS,
	});
}

function late(service: string): Refusal {
	return new Refusal(
		`${service} does not give its list in time`,
		'Open the list again in a moment. What you know the ID or the address of needs no list.',
		{ code: 'TIME_IS_UP', clean: true },
	);
}

async function firstThatHasSome(picker: Picker, picking: Picking): Promise<Choices> {
	let page = await picker.list(picking);
	for (let pages = 1; page.choices.length === 0 && page.next !== null && pages < MOST_EMPTY_PAGES; pages++)
		page = await picker.list({ ...picking, from: page.next });
	return page;
}

/** A list without a word is taken for a fault. A refusal also makes n8n ask again when the list is opened the next time. */
function refuseEmpty({ nothing }: Picker): void {
	if (nothing === undefined) return;
	throw new Refusal(nothing.message, nothing.description, { code: 'NOT_FOUND', clean: true });
}

/** Names come from outside: links, keys and what steers a screen are cut out of them. */
async function shownIn(api: Api, choices: readonly Choice[]): Promise<INodeListSearchItems[]> {
	const shown: INodeListSearchItems[] = [];
	for (const { name, value, url } of choices) {
		if (shown.length % NAMES_AT_ONCE === NAMES_AT_ONCE - 1) await sleep(0);
		shown.push({ name: api.shown(name, LONGEST_NAME), value, ...(url === undefined ? {} : { url }) });
	}
	return shown;
}
