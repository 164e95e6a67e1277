import type { ArchiveHandle, ArchiveJob, Seen } from '../../contract';
import { Refusal } from '../../base/refusal';
import { pathOf } from '../../http/path';
import { downloadIn } from './download';
import { isId } from './ids';
import type { AlfrescoRequest } from './request';

/** Why a download that there was is not found any more. */
export const GONE =
	'Alfresco removes archives one to two hours after they were asked for, and this one is gone';

/**
 * Asks where the download stands. One that is gone has expired; an id that was typed in may never have been one.
 * It is asked before each reading as well: the content call would hand out any file of the repository that a handle names.
 * Only one that this execution asked for, and that was seen to be done, needs no second look.
 * @throws Refusal when the id is no download, or belongs to another user
 */
export async function check({
	api,
	archive,
	isOurs,
}: ArchiveJob<AlfrescoRequest>): Promise<Seen<AlfrescoRequest>> {
	if (archive.state === 'ready' && isOurs()) return { state: 'ready' };
	const answer = await api.json({ path: pathOf('downloads', downloadId(archive)), answers: [404] });
	if (answer.status === 404) {
		if (archive.createdAt === null && archive.state !== 'ready') throw unknownId();
		return { state: 'expired', reason: GONE };
	}
	const { state, progress, reason } = downloadIn(answer.body);
	return { state, progress, reason };
}

/** The id of the job, as part of a path. @throws Refusal when the handle holds none */
export function downloadId({ archiveId }: ArchiveHandle): string {
	if (archiveId !== null && isId(archiveId)) return archiveId;
	throw new Refusal(
		'The archive item holds no download id of Alfresco',
		'Use the item as Create Archive gave it out, or enter the id of a download.',
		{ code: 'BAD_HANDLE' },
	);
}

function unknownId(): Refusal {
	return new Refusal(
		'Alfresco knows no download with this id',
		'Check the id. Archives are removed one to two hours after they were asked for: then ask again.',
		{ code: 'NOT_FOUND', status: 404 },
	);
}
