import type { ArchiveJob, Job, Seen } from '../../contract';
import { lookAtRun } from './downloadCall';
import { fileNameOf, type RunRequest } from './runId';

/** Asks for the archive of a run: the first look begins it. @throws Refusal */
export async function create({ api, request }: Job<RunRequest>): Promise<Seen<RunRequest>> {
	const seen = await lookAtRun(api, request.runId);
	return { ...seen, archiveId: request.runId, fileName: fileNameOf(request) };
}

/** Asks whether it is there by now, with the same call. @throws Refusal */
export async function check({ api, request }: ArchiveJob<RunRequest>): Promise<Seen<RunRequest>> {
	return await lookAtRun(api, request.runId);
}
