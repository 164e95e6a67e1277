import type { ArchiveHandle, CheckResult } from '../../contract';
import { countIn } from '../../base/untrusted';
import type { Api } from '../../contract/api';
import { Refusal } from '../../base/refusal';
import { pause } from '../../base/pause';
import { askUnless } from './callKit';
import { ended, finished, withJob, withPlace } from './job';
import { findJob } from './lists';
import { statPath } from './path';
import { parseRequest, type FetchRequest } from './request';

/** A finished job is for a moment in neither list. */
const GAP_MS = 1_000;

/** Looks how far a fetch is: active list, history, both once more, and then the file itself. A folder needs no look. */
export async function check(api: Api, handle: ArchiveHandle): Promise<CheckResult> {
	const wanted = parseRequest(handle.request);
	const seen =
		wanted.source === 'remoteUrl' ? await look(api, handle, wanted) : { ...handle, state: 'ready' as const };
	return { handle: seen, retryAfter: null };
}

async function look(api: Api, handle: ArchiveHandle, wanted: FetchRequest): Promise<ArchiveHandle> {
	const id = jobId(handle);
	let job = await findJob(api, wanted.directory, id);
	if (job === null) {
		await pause(GAP_MS);
		job = await findJob(api, wanted.directory, id);
	}
	return job === null ? await fromFile(api, handle, wanted) : withJob(api, handle, wanted, job);
}

/** The id of the job. @throws Refusal when the handle holds none */
export function jobId({ archiveId }: ArchiveHandle): string {
	if (archiveId !== null && /^[\w-]{1,100}$/.test(archiveId)) return archiveId;
	throw new Refusal(
		'The handle holds no download id of Hoody',
		'Use the handle as Create Archive gave it out.',
	);
}

/** Downloads are not kept over a restart of the kit: the file is all that is left to look at. */
async function fromFile(api: Api, handle: ArchiveHandle, wanted: FetchRequest): Promise<ArchiveHandle> {
	const { path } = parseRequest(withPlace(handle, wanted, wanted.path ?? null, null).request) as FetchRequest;
	const stat = path === undefined ? null : await askUnless(api, { path: statPath(path) }, [404]);
	const size = stat === null ? null : countIn(stat.facts, 'size');
	const { totalBytes } = handle.progress;
	if (stat === null || stat.facts.is_dir === true) {
		return ended(
			{ ...handle, state: 'failed' },
			'Hoody no longer lists this download, and its file is not there',
		);
	}
	if (size !== null && totalBytes !== null && size < totalBytes) {
		return ended(
			{ ...handle, state: 'failed' },
			`Hoody no longer lists this download, and only ${size} of ${totalBytes} bytes are there`,
		);
	}
	return ended(
		{ ...handle, state: 'ready', progress: finished(size) },
		'Hoody no longer lists this download; the file at its place is taken for all of it',
	);
}
