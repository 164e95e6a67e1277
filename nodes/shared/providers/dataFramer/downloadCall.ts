import type { ArchiveState } from '../../contract';
import { countIn, recordIn, textIn } from '../../base/untrusted';
import type { Answer, Api } from '../../contract/api';
import { pathOf } from '../../http/path';
import { Refusal } from '../../base/refusal';
import { retryAfterSeconds } from '../../http/retry';

/** Where the archive of a run stands. */
export interface Look {
	state: ArchiveState;
	/** Why the state ends the wait; null while it does not. */
	reason: string | null;
	/** A link for an hour. It opens the archive for everybody, so it never leaves this folder. */
	link: string | null;
	/** Bytes */
	size: number | null;
	/** Seconds */
	retryAfter: number | null;
}

/**
 * Asks for the archive: DataFramer begins to build it at the first time, and says how far it is at every other. The status
 * decides, because the bodies of 200 and 202 have one shape. 404 means that there are no files, which is final only when
 * the run has ended.
 * @throws Refusal when there is no such run
 */
export async function look(api: Api, runId: string): Promise<Look> {
	const answer = await ask(api, runId);
	if (answer.status !== 404) return read(answer);
	const status = await runStatus(api, runId);
	switch (status) {
		case 'FAILED':
			return ended('failed', 'the run failed and has no files');
		case 'CANCELED':
		case 'CANCELLED':
			return ended('cancelled', 'the run was cancelled and has no files');
		case 'SUCCEEDED': {
			// The run may have ended between the two questions.
			const again = await ask(api, runId);
			return again.status === 404
				? ended('failed', 'the run succeeded, but has no generated files')
				: read(again);
		}
		default:
			// PENDING, PROCESSING; other pages of the documents also tell of IN_PROGRESS and RUNNING.
			return preparing(null);
	}
}

async function ask(api: Api, runId: string): Promise<Answer> {
	// The slash at the end is part of the address: without it the answer is a redirect.
	return await api.json({ path: `${pathOf('runs', runId, 'files', 'download')}/`, answers: [404] });
}

function read({ status, headers, body }: Answer): Look {
	if (status === 202) return preparing(retryAfterSeconds(headers['retry-after']));
	if (status !== 200) {
		throw new Refusal(
			'DataFramer gave an answer that says nothing of the archive',
			'Check the address in the credential, then run the node again.',
			{ status },
		);
	}
	const facts = recordIn(body);
	const size = countIn(facts, 'size_bytes');
	return { state: 'ready', reason: null, link: textIn(facts, 'download_url'), size, retryAfter: null };
}

async function runStatus(api: Api, runId: string): Promise<string> {
	const { body } = await api.json({ path: `${pathOf('runs', runId)}/` });
	return textIn(recordIn(body), 'status')?.toUpperCase() ?? '';
}

function preparing(retryAfter: number | null): Look {
	return { state: 'preparing', reason: null, link: null, size: null, retryAfter };
}

function ended(state: ArchiveState, reason: string): Look {
	return { state, reason, link: null, size: null, retryAfter: null };
}
