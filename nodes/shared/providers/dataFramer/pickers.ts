import { pageOf, placeIn } from '../../base/pick/page';
import { inOneLine, minuteOf, wanted } from '../../base/pick/search';
import { recordsIn, textIn, type Untrusted } from '../../base/untrusted';
import type { Choice, Picker } from '../../contract';
import { idOfRun, isRunId } from './runId';

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
		const all = recordsIn(body);
		const fits = wanted(idOfRun(search) ?? search);
		const found = search === '' ? all : all.filter((run) => fits(wordsOf(run)));
		// Names are made for one page only: there may be fifty thousand.
		const { choices, next } = pageOf(latestFirst(found), placeIn(from, ['runs']));
		return { choices: choices.flatMap(choiceIn), next };
	},
};

export const pickers: Readonly<Record<string, Picker>> = { dataFramerRuns };

function choiceIn(run: Untrusted): Choice[] {
	const value = textIn(run, 'id') ?? '';
	return isRunId(value) ? [{ name: nameOf(run), value }] : [];
}

function nameOf(run: Untrusted): string {
	const moment = minuteOf(textIn(run, 'created_at'));
	const state = textIn(run, 'status')?.toLowerCase() ?? '';
	return inOneLine(textIn(run, 'spec_name') ?? 'Run', textIn(run, 'dataset_name'), moment, state);
}

/** What a search looks through. */
function wordsOf(run: Untrusted): string {
	return `${nameOf(run)} ${textIn(run, 'id') ?? ''}`;
}

/** Moments are written in ISO 8601, which sorts as text. */
function latestFirst(runs: Untrusted[]): Untrusted[] {
	return runs
		.map((run) => ({ run, at: textIn(run, 'created_at') ?? '' }))
		.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1))
		.map(({ run }) => run);
}
