import type { ArchiveState, Seen } from '../../contract';
import type { Answer, Api } from '../../contract/api';
import { NO_PROGRESS } from '../../base/handle';
import { Refusal } from '../../base/refusal';
import { countIn, recordIn, textIn } from '../../base/untrusted';
import { pathOf } from '../../http/path';
import { retryAfterSeconds } from '../../http/retryAfter';
import { explainRun } from './explain';
import type { RunRequest } from './runId';

type Look = Seen<RunRequest>;

/** A link opens the archive for an hour (docs: files/download-all). After it DataFramer is asked for another. */
const LINK_LIVES_MS = 60 * 60 * 1000;

/**
 * Asks for the archive: DataFramer begins to build it at the first time, and says how far it is at every other. The status
 * decides, because the bodies of 200 and 202 have one shape. 404 means that there are no files, which is final only when
 * the run has ended.
 * @throws Refusal when there is no such run
 */
export async function lookAtRun(api: Api, runId: string): Promise<Look> {
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
	const facts = recordIn(body);
	const link = textIn(facts, 'download_url');
	if (status !== 200) {
		throw new Refusal(
			'DataFramer gave an answer that says nothing of the archive',
			'Check the address in the credential, then run the node again.',
			{ code: 'UNEXPECTED_ANSWER', status },
		);
	}
	if (link === null) {
		throw new Refusal(
			'DataFramer reports the archive as ready, but gives no download link',
			'Run the node again. If it stays so, check the address in the credential.',
			{ code: 'UNEXPECTED_ANSWER', status },
		);
	}
	return {
		state: 'ready',
		link,
		progress: { ...NO_PROGRESS, totalBytes: countIn(facts, 'size_bytes'), percent: 100 },
		expiresAt: new Date(Date.now() + LINK_LIVES_MS).toISOString(),
	};
}

async function runStatus(api: Api, runId: string): Promise<string> {
	const { body } = await api.json({ path: `${pathOf('runs', runId)}/`, explain: explainRun(runId) });
	return textIn(recordIn(body), 'status')?.toUpperCase() ?? '';
}

function preparing(retryAfter: number | null): Look {
	return { state: 'preparing', progress: NO_PROGRESS, retryAfter };
}

function ended(state: ArchiveState, reason: string): Look {
	return { state, reason, progress: NO_PROGRESS };
}
