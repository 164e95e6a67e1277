import type { IDataObject } from 'n8n-workflow';
import type { ArchiveHandle, CheckResult } from '../../contract';
import { newHandle, NO_PROGRESS } from '../../base/handle';
import type { Api } from '../../contract/api';
import { parseRequest, plain } from './request';
import { readRun } from './run';

/** Looks at the flow run. Gumloop packs its files when they are downloaded. @throws Refusal */
export async function create(api: Api, request: IDataObject): Promise<ArchiveHandle> {
	const { runId } = parseRequest(request);
	const start = newHandle({
		provider: 'gumloop',
		state: 'preparing',
		archiveId: runId,
		fileName: `run-${runId}.zip`,
		createdAt: new Date().toISOString(),
		request,
	});
	return (await check(api, start)).handle;
}

/** Asks whether the flow run has ended, and takes down the names of its files then. @throws Refusal */
export async function check(api: Api, handle: ArchiveHandle): Promise<CheckResult> {
	const request = parseRequest(handle.request);
	const { state, reason, fileNames } = await readRun(api, request);
	const warnings = handle.warnings.filter((warning) => warning !== reason);
	const seen: ArchiveHandle = {
		...handle,
		state,
		progress: {
			...NO_PROGRESS,
			totalFiles: fileNames?.length ?? null,
			percent: state === 'ready' ? 100 : null,
		},
		warnings: reason === null ? warnings : [...warnings, reason],
		request: plain({ ...request, fileNames }),
	};
	return { handle: seen, retryAfter: null };
}
