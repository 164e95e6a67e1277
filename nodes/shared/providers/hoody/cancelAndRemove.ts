import type { ArchiveJob } from '../../contract';
import { textIn, type Untrusted } from '../../base/untrusted';
import { Refusal } from '../../base/refusal';
import { askUnless } from './callKit';
import { jobId } from './check';
import { pastJobs } from './fetching/lists';
import { deletingPath, tidyPath } from './path';
import { within, type HoodyRequest } from './request';

/** Ends a fetch. Only newer kits can. @throws Refusal when nothing was ended */
export async function cancel({ api, archive }: ArchiveJob<HoodyRequest>): Promise<void> {
	const path = `/api/v1/downloads/${jobId(archive)}`;
	const answer = await askUnless(api, { method: 'DELETE', path }, [404, 405]);
	if (answer !== null) return;
	throw new Refusal(
		'This Hoody server cannot cancel the download, or it has just ended',
		'Older servers fetch a file to its end. Delete it afterwards.',
	);
}

/**
 * Deletes a file that the container fetched. It has to be in the history first, under the id and at the place of the
 * handle: the call deletes whatever a handle names, folders with all that is in them. A folder that was sent as ZIP stays.
 * @throws Refusal
 */
export async function remove({ api, archive, request: wanted }: ArchiveJob<HoodyRequest>): Promise<void> {
	if (wanted.source === 'zip') return;
	const job =
		wanted.source === 'remoteUrl'
			? (await pastJobs(api)).find((entry) => textIn(entry, 'id') === archive.archiveId)
			: undefined;
	if (wanted.path === undefined || job === undefined || placeOf(job) !== wanted.path) {
		throw new Refusal(
			'only files that Hoody was told to fetch are deleted, while it lists them',
			'Delete the file on the container.',
		);
	}
	await askUnless(api, { method: 'DELETE', path: deletingPath(wanted.path) }, [404]);
}

/** Where the kit says that the file is. What the handle says of the directory does not count. */
function placeOf(job: Untrusted): string | null {
	const directory = tidyPath(textIn(job, 'directory') ?? '');
	const name = textIn(job, 'filename');
	return tidyPath(directory && name ? within(directory, name) : (textIn(job, 'file_path') ?? ''));
}
