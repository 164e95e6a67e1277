import type { ArchiveJob, Job, Seen } from '../../contract';
import { NO_PROGRESS } from '../../base/handle';
import type { Api } from '../../contract/api';
import type { GumloopRequest } from './request';
import { readRun } from './run';

/** Looks at the flow run. Gumloop packs its files when they are downloaded. @throws Refusal */
export async function create({ api, request }: Job<GumloopRequest>): Promise<Seen<GumloopRequest>> {
	const seen = await look(api, request);
	return { ...seen, archiveId: request.runId, fileName: `run-${request.runId}.zip` };
}

/**
 * Asks whether the flow run has ended, and takes down the names of its files then. A run that had ended, with names that
 * are known, changes no more. @throws Refusal
 */
export async function check({
	api,
	archive,
	request,
}: ArchiveJob<GumloopRequest>): Promise<Seen<GumloopRequest>> {
	if (archive.state === 'ready' && request.fileNames !== undefined) return { state: 'ready' };
	return await look(api, request);
}

async function look(api: Api, request: GumloopRequest): Promise<Seen<GumloopRequest>> {
	const { state, reason, fileNames } = await readRun(api, request);
	return {
		state,
		reason,
		progress: {
			...NO_PROGRESS,
			totalFiles: fileNames?.length ?? null,
			percent: state === 'ready' ? 100 : null,
		},
		request: fileNames === undefined ? request : { ...request, fileNames },
	};
}
