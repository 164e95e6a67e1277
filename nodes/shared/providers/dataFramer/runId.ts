import type { IDataObject } from 'n8n-workflow';
import type { Identified } from '../../contract';
import type { ForeignText } from '../../contract/api';
import { badItem, Refusal } from '../../base/refusal';
import { requiredText, type Fields } from '../../base/fields';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const WHOLE = new RegExp(`^${UUID}$`, 'i');
const ALL = new RegExp(`(?<![\\w-])${UUID}(?![\\w-])`, 'gi');
const LONGEST_ADDRESS = 2_048;
/** In an address the run is one of several ids; this is the one. */
const MARKED = new RegExp(`runs?(?:[/=]|[_-]?id=)(${UUID})(?![\\w-])`, 'i');

/** The run whose files are wanted. */
export interface RunRequest {
	runId: string;
}

/** @throws Refusal when the field names no run */
export function requestFrom(fields: Fields): RunRequest {
	return { runId: runIdIn(requiredText(fields, 'runId', 'Run')) };
}

/** The archive of the run that a user named: a run is all there is to name. @throws Refusal */
export function identified(fields: Fields): Identified<RunRequest> {
	const request = requestFrom(fields);
	return { archiveId: request.runId, fileName: fileNameOf(request), request };
}

/** The run of a request in a handle, which anybody may have written. @throws Refusal */
export function parse({ runId }: IDataObject): RunRequest {
	if (typeof runId === 'string') return { runId: runIdIn(runId) };
	throw badItem('The archive item does not say which run of DataFramer is meant');
}

/** DataFramer names its archives after the moment; the run says more. */
export function fileNameOf({ runId }: RunRequest): string {
	return `run-${runId.slice(0, 8)}.zip`;
}

/** Whether a text is the id of a run, and nothing else. */
export function isRunId(text: ForeignText): boolean {
	return WHOLE.test(text);
}

/** A run id by itself, or out of the address of a run; null where there is none. */
export function idOfRun(entered: ForeignText): string | null {
	const text = entered.slice(0, LONGEST_ADDRESS);
	const found = new Set([...text.matchAll(ALL)].map(([id]) => id.toLowerCase()));
	const id = MARKED.exec(text)?.[1].toLowerCase() ?? (found.size === 1 ? [...found][0] : undefined);
	return id !== undefined && (text.length === id.length || text.includes('://')) ? id : null;
}

function runIdIn(text: string): string {
	const id = idOfRun(text);
	if (id !== null) return id;
	throw new Refusal(
		'Run is no run id of DataFramer',
		'Enter the id of the run, which looks like 182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e, or the address of the run in the browser.',
	);
}
