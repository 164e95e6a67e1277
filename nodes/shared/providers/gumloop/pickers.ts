import { textField } from '../../base/fields';
import { pageOf, partAfter, placeIn } from '../../base/pick/page';
import { wanted } from '../../base/pick/search';
import { Refusal } from '../../base/refusal';
import { recordIn, recordsIn, textIn, type Untrusted } from '../../base/untrusted';
import type { Choice, Choices, Explain, Picker, Picking } from '../../contract';
import type { QueryValues } from '../../contract/api';
import { explain } from './explain';
import { ownerOf } from './owner';
import { runChoices } from './pastRuns';
import { isId, optionalId, runIdIn } from './request';

/** What stands before the id of a workbook in Flow, to tell it from that of a flow. */
const WORKBOOK = 'workbook:';
const PARTS = ['workbooks', 'flows'] as const;

const NO_FLOWS = {
	message: 'This user has no saved flows in Gumloop',
	description:
		'Flows of a team are listed where the Project ID of the team is in the credential, or in the options of this node.',
};

const explainList: Explain = (refused) =>
	refused.status === 404
		? {
				message: 'Gumloop could not find the flow',
				description: 'Pick it from the list, or check its ID. It may have been deleted in Gumloop.',
			}
		: explain(refused);

/** Workbooks with their flows, then all flows, since one may be in no workbook. n8n shows each once. */
const gumloopFlows: Picker = {
	nothing: NO_FLOWS,
	async list(picking) {
		const place = placeIn(picking.from, PARTS);
		if (place.part === 'flows') return await savedItems(picking);
		const { body } = await ask(picking, '/list_workbooks');
		const all = recordsIn(recordIn(body).workbooks).flatMap(workbookChoices);
		const { choices, next } = pageOf(fitting(all, picking.search), place);
		return { choices, next: next ?? partAfter(place.part, PARTS) };
	},
};

const gumloopSavedItems: Picker = { nothing: NO_FLOWS, list: savedItems };

/** The last runs of the chosen flow: Gumloop tells ten of each, and lists none but flow by flow. */
const gumloopRuns: Picker = {
	nothing: {
		message: 'Gumloop tells of no runs of this flow',
		description:
			'It keeps the last ten of each flow. Run the flow, or enter the run by its ID or its address, as the browser shows it.',
	},
	async list(picking) {
		const flow = textField(picking.fields, 'gumloopFlow');
		if (flow === '') {
			throw new Refusal(
				'Choose a flow first',
				'Gumloop lists runs flow by flow: pick one in "Flow" above, then open this list again. A run whose ID or address is known needs no flow.',
			);
		}
		const { body } = await ask(picking, '/get_plrun_saved_item_map', flowQuery(flow));
		const search = picking.search.includes('://') ? runIdIn(picking.search) : picking.search;
		return pageOf(fitting(runChoices(body), search), placeIn(picking.from, ['runs']));
	},
};

const gumloopTeams: Picker = {
	nothing: {
		message: 'This account belongs to no team in Gumloop',
		description: 'Leave the field empty: the files are those of the user then.',
	},
	async list({ api, search, from }) {
		const { body } = await api.json({ path: '/teams', isList: true });
		const all = recordsIn(recordIn(body).teams).flatMap((team) => choiceIn(team, 'id'));
		return pageOf(fitting(all, search), placeIn(from, ['teams']));
	},
};

export const pickers: Readonly<Record<string, Picker>> = {
	gumloopFlows,
	gumloopRuns,
	gumloopSavedItems,
	gumloopTeams,
};

async function savedItems(picking: Picking): Promise<Choices> {
	const { body } = await ask(picking, '/list_saved_items');
	const all = recordsIn(recordIn(body).saved_items).flatMap((item) => choiceIn(item, 'saved_item_id'));
	return pageOf(fitting(all, picking.search), { ...placeIn(picking.from, PARTS), part: 'flows' });
}

/** Each call says whose flows are meant, as those for archives do. No list has pages. */
async function ask(
	{ api, fields }: Picking,
	path: string,
	query: QueryValues = {},
): Promise<{ body: unknown }> {
	const projectId = optionalId(textField(fields, 'gumloopProjectId'), 'Project ID');
	const whole = { ...query, ...ownerOf(api, { projectId }) };
	return await api.json({ path, query: whole, isList: true, explain: explainList });
}

function flowQuery(flow: string): QueryValues {
	return flow.startsWith(WORKBOOK) ? { workbook_id: flow.slice(WORKBOOK.length) } : { saved_item_id: flow };
}

/** A workbook as a whole, and each of its flows. */
function workbookChoices(workbook: Untrusted): Choice[] {
	const [whole] = choiceIn(workbook, 'workbook_id');
	const title = textIn(workbook, 'name') ?? '';
	const flows = recordsIn(workbook.saved_items).flatMap((item) => choiceIn(item, 'saved_item_id'));
	return [
		...(whole === undefined
			? []
			: [{ name: `${whole.name}: all flows`, value: `${WORKBOOK}${whole.value}` }]),
		...flows.map(({ name, value }) => ({ name: title === '' ? name : `${title} / ${name}`, value })),
	];
}

function choiceIn(facts: Untrusted, idAt: string): Choice[] {
	const value = textIn(facts, idAt) ?? '';
	return isId(value) ? [{ name: textIn(facts, 'name') ?? value, value }] : [];
}

function fitting(choices: readonly Choice[], search: string): Choice[] {
	const fits = wanted(search);
	return choices.filter(({ name, value }) => fits(`${name} ${value}`));
}
