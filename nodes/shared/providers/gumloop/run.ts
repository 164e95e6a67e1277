import type { ArchiveState } from '../../contract';
import { recordIn, textIn, type Untrusted } from '../../base/untrusted';
import type { Api } from '../../contract/api';
import { explainRun } from './explain';
import { ownerOf } from './owner';
import { namesInOutputs } from './outputNames';
import type { GumloopRequest } from './request';

/** Where a flow run stands, as far as its files are concerned. */
export interface Run {
	state: ArchiveState;
	/** Why the state ends the wait; absent while it does not. */
	reason?: string;
	/** The files that are wanted, where that is known by now. */
	fileNames?: string[];
}

const LONGEST_QUOTE = 200;

/** Looks at the flow run of a request. @throws Refusal when there is none, or it belongs to somebody else */
export async function readRun(api: Api, request: GumloopRequest): Promise<Run> {
	const query = { run_id: request.runId, ...ownerOf(api, request) };
	const { body } = await api.json({ path: '/get_pl_run', query, explain: explainRun(request.runId) });
	const facts = recordIn(body);
	const { fileNames } = request;
	switch (textIn(facts, 'state') ?? '') {
		case 'DONE':
			return fileNames === undefined ? named(facts) : { state: 'ready', fileNames };
		case 'FAILED':
			return { state: 'failed', reason: `the flow run failed${lastWords(facts, api)}`, fileNames };
		case 'TERMINATING':
			return { state: 'failed', reason: 'the flow run is being ended before it is done', fileNames };
		case 'TERMINATED':
			return { state: 'cancelled', reason: 'somebody ended the flow run before it was done', fileNames };
		default:
			// RUNNING, QUEUED, on older pages STARTED, and whatever comes to be.
			return { state: 'preparing', fileNames };
	}
}

/** A run that is done, whose files are to be named by its outputs. These may be null, which is final. */
function named(facts: Untrusted): Run {
	const fileNames = namesInOutputs(recordIn(facts.outputs));
	if (fileNames.length > 0) return { state: 'ready', fileNames };
	const nothing =
		Object.keys(recordIn(facts.outputs)).length === 0 ? 'has no outputs' : 'names no files in its outputs';
	return {
		state: 'failed',
		reason: `the flow run is done, but ${nothing}. Connect them to Output nodes in the flow, or set "Files" to List and name them yourself`,
	};
}

/** The last line of the run's log, which tells why it failed. */
function lastWords({ log }: Untrusted, api: Api): string {
	const lines: unknown[] = Array.isArray(log) ? log : [];
	const line = lines.filter((entry) => typeof entry === 'string' && entry.trim() !== '').at(-1);
	const last = line === undefined ? '' : api.shown(String(line), LONGEST_QUOTE);
	return last === '' ? '' : ` ("${last}")`;
}
