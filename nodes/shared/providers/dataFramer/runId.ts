import type { IDataObject } from 'n8n-workflow';
import type { ArchiveHandle } from '../../contract';
import { newHandle } from '../../base/handle';
import { Refusal } from '../../base/refusal';
import { requiredText, type Fields } from '../../base/fields';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const ALL = new RegExp(`(?<![\\w-])${UUID}(?![\\w-])`, 'gi');
/** In an address the run is one of several ids; this is the one. */
const MARKED = new RegExp(`runs?(?:[/=]|[_-]?id=)(${UUID})(?![\\w-])`, 'i');

/** @throws Refusal when the field names no run */
export function requestFrom(fields: Fields): IDataObject {
	return { runId: runIdIn(requiredText(fields, 'runId', 'Run')) };
}

/** The archive of the run that a user named. @throws Refusal */
export function handleFrom(fields: Fields): ArchiveHandle {
	return handleOf(requestFrom(fields));
}

/** A new handle for the run of a request. @throws Refusal when it names none */
export function handleOf(request: IDataObject): ArchiveHandle {
	const runId = runIdOf(request);
	return newHandle({
		provider: 'dataFramer',
		state: 'preparing',
		archiveId: runId,
		fileName: `run-${runId.slice(0, 8)}.zip`,
		request: { runId },
	});
}

/** The run of a request in a handle, which anybody may have written. @throws Refusal */
export function runIdOf(request: IDataObject): string {
	if (typeof request.runId === 'string') return runIdIn(request.runId);
	throw new Refusal(
		'The handle does not say which run of DataFramer is meant',
		'Use the handle as Create Archive gave it out.',
	);
}

/** A run id by itself, or out of the address of a run. */
function runIdIn(text: string): string {
	const found = new Set([...text.matchAll(ALL)].map(([id]) => id.toLowerCase()));
	const id = MARKED.exec(text)?.[1].toLowerCase() ?? (found.size === 1 ? [...found][0] : undefined);
	if (id !== undefined && (text.length === id.length || text.includes('://'))) return id;
	throw new Refusal(
		'Run is no run id of DataFramer',
		'Enter the id of the run, which looks like 182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e, or the address of the run in the browser.',
	);
}
