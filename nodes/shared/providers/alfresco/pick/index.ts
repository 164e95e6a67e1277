import { PAGE, partAfter, placeIn, placeText, type Place } from '../../../base/pick/page';
import { pathSearched, wanted } from '../../../base/pick/search';
import type { Choices, Picker, Picking } from '../../../contract';
import { pathOf } from '../../../http/path';
import { idInAddress } from '../ids';
import { listIn, nodeChoice, siteChoice, type List } from './entries';

/** What a list goes through when nothing is searched for. Below the root lie system folders for the most part, so it is the last. */
const PARTS = ['sites', 'my', 'root'] as const;
type Part = (typeof PARTS)[number];
/** Alfresco looks each site's document library up by itself, so a page has fewer of them. */
const SITES = 50;
/** Alfresco searches for no less (`/queries/nodes`: 400). */
const FEWEST_LETTERS = 3;
const ORDER = 'isFolder DESC,name ASC';
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

const alfrescoNodes: Picker = {
	nothing: {
		message: 'Alfresco shows no sites, folders or files to this account',
		description:
			'Add the account to a site, or give it the right to read a folder. Then open the list again.',
	},
	async list(picking) {
		const { search } = picking;
		const id = UUID.test(search) ? search : idInAddress(search);
		if (id !== null) return await below(picking, id);
		if (pathSearched(search) !== null) return await alongPath(picking);
		const letters = search.replace(/[^\p{L}\p{N}]+/gu, '').length;
		return letters >= FEWEST_LETTERS ? await found(picking) : await allOver(picking);
	},
};

export const pickers: Readonly<Record<string, Picker>> = { alfrescoNodes };

/** Sites, then the account's own folder, then what lies at the top. */
async function allOver({ api, search, from }: Picking): Promise<Choices> {
	const place = placeIn<Part>(from, PARTS);
	const { part, start } = place;
	const isSites = part === 'sites';
	const paging = { skipCount: String(start), maxItems: String(isSites ? SITES : PAGE) };
	// Whoever was given no folder of his own (404) has none to list.
	const { status, body } = isSites
		? await api.json({ path: '/sites', query: { ...paging, orderBy: 'title', relations: 'containers' } })
		: await api.json({
				path: pathOf('nodes', `-${part}-`, 'children'),
				query: { ...paging, orderBy: ORDER, include: 'path' },
				answers: [403, 404],
			});
	const list = listIn(status === 200 ? body : null);
	const choices = list.entries.flatMap((entry) => (isSites ? siteChoice(entry) : nodeChoice(entry)));
	const fits = wanted(search);
	return {
		choices: choices.filter(({ name }) => fits(name)),
		next: nextOf(list, place) ?? partAfter(part, PARTS),
	};
}

/** By names and titles, and by what is in the files: Alfresco's index knows no other way. */
async function found({ api, search, from }: Picking): Promise<Choices> {
	const place = placeIn(from, ['found']);
	// A star finds what begins so, while somebody is still typing. Quotes would make a phrase of half a text.
	const term = search.replaceAll('"', ' ').trim();
	const { body } = await api.json({
		path: '/queries/nodes',
		query: {
			term: /[\p{L}\p{N}]$/u.test(term) ? `${term}*` : term,
			include: 'path',
			skipCount: String(place.start),
			maxItems: String(PAGE),
		},
	});
	const list = listIn(body);
	return { choices: list.entries.flatMap((entry) => nodeChoice(entry)), next: nextOf(list, place) };
}

/** What lies in the folder of a path that was typed, as far as it begins so. */
async function alongPath({ api, search, from }: Picking): Promise<Choices> {
	const { folder, begin } = pathSearched(search) ?? { folder: '', begin: '' };
	const relativePath = folder.replace(/^\/*(?:Company Home(?:\/|$))?/, '');
	return await children({ api, from }, '-root-', begin, relativePath);
}

/** A node that was named by its id, and what lies in it. */
async function below({ api, from }: Picking, id: string): Promise<Choices> {
	const inside = await children({ api, from }, id, '');
	if (inside.choices.length > 0) return inside;
	// A file has nothing in it.
	const { status, body } = await api.json({
		path: pathOf('nodes', id),
		query: { include: 'path' },
		answers: [404],
	});
	return { choices: status === 404 ? [] : nodeChoice(body), next: null };
}

async function children(
	{ api, from }: Pick<Picking, 'api' | 'from'>,
	id: string,
	begin: string,
	relativePath = '',
): Promise<Choices> {
	const place = placeIn(from, ['in']);
	const { status, body } = await api.json({
		path: pathOf('nodes', id, 'children'),
		query: {
			skipCount: String(place.start),
			maxItems: String(PAGE),
			orderBy: ORDER,
			include: 'path',
			includeSource: 'true',
			...(relativePath === '' ? {} : { relativePath }),
		},
		answers: [400, 404],
	});
	if (status !== 200) return { choices: [], next: null };
	const list = listIn(body);
	const fits = list.entries.flatMap((entry) => nodeChoice(entry, begin));
	const itself = place.start === 0 && begin === '' ? nodeChoice({ entry: list.source }) : [];
	return { choices: [...itself, ...fits], next: nextOf(list, place) };
}

/** `hasMoreItems` decides: totals are not always there. */
function nextOf({ entries, hasMore }: List, { part, start }: Place<string>): string | null {
	return hasMore && entries.length > 0 ? placeText({ part, start: start + entries.length }) : null;
}
