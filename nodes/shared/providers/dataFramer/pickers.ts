import { pageOf } from '../../base/pick/page';
import { inOneLine, minuteOf, wanted } from '../../base/pick/search';
import { recordsIn, textIn, type Untrusted } from '../../base/untrusted';
import type { Choice, Picker } from '../../contract';
import { idOfRun } from './runId';

/** A run, with the moment by which they are sorted. */
interface Run extends Choice {
	createdAt: string;
	/** What a search looks through. */
	words: string;
}

/**
 * Runs, the latest first. DataFramer gives all of them in one list without pages. How far an archive is nobody asks here: that
 * very call has one built.
 */
const dataFramerRuns: Picker = {
	nothing: {
		message: 'There are no runs in DataFramer yet',
		description:
			'Or none that belong to the company of this API key. Start a run in DataFramer, then open the list again.',
	},
	async list({ api, search, from }) {
		const { body } = await api.json({ path: '/runs/', isList: true });
		const fits = wanted(idOfRun(search) ?? search);
		const runs = recordsIn(body).flatMap(runIn);
		const found = runs.filter(({ words }) => fits(words)).sort(latestFirst);
		const { choices, next } = pageOf(found, from);
		return { choices: choices.map(({ name, value }) => ({ name, value })), next };
	},
};

export const pickers: Readonly<Record<string, Picker>> = { dataFramerRuns };

function runIn(facts: Untrusted): Run[] {
	const value = idOfRun(textIn(facts, 'id') ?? '');
	if (value === null) return [];
	const createdAt = textIn(facts, 'created_at') ?? '';
	const state = textIn(facts, 'status')?.toLowerCase() ?? '';
	const spec = textIn(facts, 'spec_name') ?? 'Run';
	const name = inOneLine(spec, textIn(facts, 'dataset_name'), minuteOf(createdAt), state, value.slice(0, 8));
	return [{ name, value, createdAt, words: `${name} ${value}` }];
}

/** Moments are written in ISO 8601, which sorts as text. */
function latestFirst(a: Run, b: Run): number {
	return a.createdAt === b.createdAt ? 0 : a.createdAt < b.createdAt ? 1 : -1;
}
