import { PAGE, placeIn, placeText } from '../../base/pick/page';
import { countIn, recordIn, recordsIn, textIn, type Untrusted } from '../../base/untrusted';
import type { Choice, Choices, Explain, Picker, Picking } from '../../contract';
import { pathOf } from '../../http/path';
import { explain } from './explain';
import { boxItems, isItem } from './items';

/** The root folder, "All Files". It can be looked into, and not be packed. */
const ROOT = '0';
const FIELDS = 'id,type,name,path_collection';
/** Box goes no further into what a search has found (openapi.json, GET search, offset). */
const LAST_OFFSET = 10_000;

/** Box's words for archives fit a list in one case only. */
const explainList: Explain = (refused) => (refused.status === 401 ? explain(refused) : undefined);

/** Files and folders: those at the top, or those that a search finds anywhere, with their paths. */
const boxItemsPicker: Picker = {
	nothing: {
		message: 'Box shows no files or folders to this account',
		description:
			'A service account (Client Credentials Grant) sees nothing until somebody shares a folder with it: invite its address, which stands in the General Settings of the app, to the folder in Box. Then open the list again.',
	},
	async list(picking) {
		const { search } = picking;
		if (search === '') return await atTheTop(picking);
		return /^(?:https?:\/\/|(?:file|folder)s?\s*:)/i.test(search)
			? await named(picking)
			: await found(picking);
	},
};

export const pickers: Readonly<Record<string, Picker>> = { boxItems: boxItemsPicker };

/** Markers reach as far as there are entries, offsets do not. No order can be asked for at the top. */
async function atTheTop({ api, from }: Picking): Promise<Choices> {
	const { body } = await api.json({
		path: pathOf('folders', ROOT, 'items'),
		query: {
			fields: FIELDS,
			limit: String(PAGE),
			usemarker: 'true',
			...(from === null ? {} : { marker: from }),
		},
		explain: explainList,
	});
	const facts = recordIn(body);
	return { choices: recordsIn(facts.entries).flatMap(choiceIn), next: textIn(facts, 'next_marker') };
}

/** By names alone: Box would look into the files as well. */
async function found({ api, search, from }: Picking): Promise<Choices> {
	const { start } = placeIn(from, ['found']);
	const { body } = await api.json({
		path: '/search',
		query: {
			query: search,
			content_types: 'name',
			fields: FIELDS,
			limit: String(PAGE),
			offset: String(start),
		},
		explain: explainList,
	});
	const facts = recordIn(body);
	const end = start + PAGE;
	const isLast = end >= (countIn(facts, 'total_count') ?? 0) || end > LAST_OFFSET;
	return {
		choices: recordsIn(facts.entries).flatMap(choiceIn),
		next: isLast ? null : placeText({ part: 'found', start: end }),
	};
}

/** The one file or folder whose address was pasted into the search. */
async function named({ api, search }: Picking): Promise<Choices> {
	const [{ type, id }] = boxItems(search);
	const { status, body } = await api.json({
		path: pathOf(`${type}s`, id),
		query: { fields: FIELDS },
		answers: [404],
		explain: explainList,
	});
	return { choices: status === 404 ? [] : choiceIn(recordIn(body)), next: null };
}

/** Web links hold nothing that could be packed. */
function choiceIn(entry: Untrusted): Choice[] {
	const type = textIn(entry, 'type') ?? '';
	const id = textIn(entry, 'id') ?? '';
	if (!isItem(type, id)) return [];
	const above = recordsIn(recordIn(entry.path_collection).entries)
		.filter((folder) => textIn(folder, 'id') !== ROOT)
		.map((folder) => textIn(folder, 'name') ?? '');
	const path = [...above, textIn(entry, 'name') ?? id].join('/');
	return [
		{
			name: type === 'folder' ? `${path}/` : path,
			value: `${type}:${id}`,
			url: `https://app.box.com/${type}/${id}`,
		},
	];
}
