import type { ArchiveHandle, CheckResult } from '../../contract';
import type { Api } from '../../contract/api';
import { pathOf } from '../../http/path';
import { Refusal } from '../../base/refusal';
import { downloadIn } from './download';
import { isId } from './ids';

const GONE = 'Alfresco removes archives one to two hours after they were asked for, and this one is gone';

/**
 * Asks where the download stands. One that is gone has expired; an id that was typed in may never have been one.
 * @throws Refusal when the id is no download, or belongs to another user
 */
export async function check(api: Api, handle: ArchiveHandle): Promise<CheckResult> {
	const answer = await api.json({ path: pathOf('downloads', downloadId(handle)), answers: [404] });
	if (answer.status === 404) {
		if (handle.createdAt === null && handle.state !== 'ready') throw unknownId();
		return { handle: ended({ ...handle, state: 'expired' }, GONE), retryAfter: null };
	}
	const { state, progress, reason } = downloadIn(answer.body);
	const seen = { ...handle, state, progress };
	return { handle: reason === null ? seen : ended(seen, reason), retryAfter: null };
}

/** The id of the job, as part of a path. @throws Refusal when the handle holds none */
export function downloadId({ archiveId }: ArchiveHandle): string {
	if (archiveId !== null && isId(archiveId)) return archiveId;
	throw new Refusal(
		'The handle holds no download id of Alfresco',
		'Use the handle as Create Archive gave it out, or enter the id of a download.',
	);
}

/** The reason is the last warning, once however often the job is looked at. */
function ended(handle: ArchiveHandle, reason: string): ArchiveHandle {
	return { ...handle, warnings: [...handle.warnings.filter((warning) => warning !== reason), reason] };
}

function unknownId(): Refusal {
	return new Refusal(
		'Alfresco knows no download with this id',
		'Check the id. Archives are removed one to two hours after they were asked for: ask again with Create Archive.',
		{ status: 404 },
	);
}
