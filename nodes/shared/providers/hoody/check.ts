import type { ArchiveHandle, ArchiveJob, Seen } from '../../contract';
import type { Api } from '../../contract/api';
import { badItem } from '../../base/refusal';
import { countIn } from '../../base/untrusted';
import { askUnless } from './callKit';
import { finished, placed, seenIn } from './fetching/job';
import { findJob } from './fetching/lists';
import { statPath } from './path';
import type { FetchRequest, HoodyRequest } from './request';

/** A finished job is for a moment in neither list. */
const GAP_MS = 1_000;

/**
 * Looks how far a fetch is: active list, history, both once more, and then the file itself. A folder needs no look, and
 * neither does a file whose place is known.
 */
export async function check({
	api,
	archive,
	request,
}: ArchiveJob<HoodyRequest>): Promise<Seen<HoodyRequest>> {
	if (request.source !== 'remoteUrl') return { state: 'ready' };
	if (archive.state === 'ready' && request.path !== undefined) return { state: 'ready' };
	const id = jobId(archive);
	let job = await findJob(api, request.directory, id);
	if (job === null) {
		await api.pause(GAP_MS);
		job = await findJob(api, request.directory, id);
	}
	return job === null ? await fromFile(api, archive, request) : seenIn(api, request, job);
}

/** The id of the job. @throws Refusal when the handle holds none */
export function jobId({ archiveId }: ArchiveHandle): string {
	if (archiveId !== null && /^[\w-]{1,100}$/.test(archiveId)) return archiveId;
	throw badItem('The archive item holds no download id of Hoody');
}

/** Downloads are not kept over a restart of the kit: the file is all that is left to look at. */
async function fromFile(api: Api, archive: ArchiveHandle, wanted: FetchRequest): Promise<Seen<HoodyRequest>> {
	const place = placed(wanted, wanted.path ?? null, null);
	const { path } = place.request;
	const stat = path === undefined ? null : await askUnless(api, { path: statPath(path) }, [404]);
	const size = stat === null ? null : countIn(stat.facts, 'size');
	const { totalBytes } = archive.progress;
	if (stat === null || stat.facts.is_dir === true) {
		return {
			...place,
			state: 'failed',
			reason: 'Hoody no longer lists this download, and its file is not there',
		};
	}
	if (size !== null && totalBytes !== null && size < totalBytes) {
		return {
			...place,
			state: 'failed',
			reason: `Hoody no longer lists this download, and only ${size} of ${totalBytes} bytes are there`,
		};
	}
	return {
		...place,
		state: 'ready',
		progress: finished(size),
		warnings: ['Hoody no longer lists this download; the file at its place is taken for all of it'],
	};
}
