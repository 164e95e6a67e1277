import { inOneLine, minuteOf } from '../../base/pick/search';
import { recordIn, textIn } from '../../base/untrusted';
import type { Choice } from '../../contract';
import type { ForeignValue } from '../../contract/api';
import { isId } from './request';

/** `{ saved item: [runs] }` is two levels deep; a wrapper around it, or around the runs, makes it four. */
const DEEPEST = 4;
/** Ten runs for each flow of a workbook. */
const MOST_RUNS = 5_000;

/**
 * Runs in the history of a flow, or of the flows of a workbook, the latest first. Gumloop's documents say that it is a map of
 * flows to runs, and nothing of what a run looks like: so whatever stands in a list and has the id of a run is taken for one.
 */
export function runChoices(body: ForeignValue): Choice[] {
	const found: Array<Choice & { at: string }> = [];
	const visit = (value: unknown, depth: number, inList: boolean) => {
		if (depth > DEEPEST || found.length >= MOST_RUNS) return;
		if (Array.isArray(value)) for (const entry of value) visit(entry, depth + 1, true);
		else if (inList) found.push(...runIn(value));
		else for (const inner of Object.values(recordIn(value))) visit(inner, depth + 1, false);
	};
	visit(body, 0, false);
	return found
		.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1))
		.map(({ name, value, url }) => ({ name, value, url }));
}

/** A run, or its id alone. */
function runIn(entry: unknown): Array<Choice & { at: string }> {
	const facts = recordIn(typeof entry === 'string' ? { run_id: entry } : entry);
	const value = textIn(facts, 'run_id', 'pipeline_run_id', 'id') ?? '';
	if (!isId(value)) return [];
	const at = textIn(facts, 'created_ts', 'started_ts', 'start_ts', 'created_at', 'timestamp') ?? '';
	const state = textIn(facts, 'state', 'status')?.toLowerCase() ?? '';
	const name = inOneLine(textIn(facts, 'name', 'saved_item_name'), minuteOf(at), state, value);
	return [{ name, value, at, url: `https://www.gumloop.com/pipeline?run_id=${value}` }];
}
