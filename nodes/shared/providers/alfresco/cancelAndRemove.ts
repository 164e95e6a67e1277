import type { ArchiveJob } from '../../contract';
import { pathOf } from '../../http/path';
import { downloadId } from './check';
import { downloadIn } from './download';
import type { AlfrescoRequest } from './request';

/** Asks Alfresco to stop packing. It only sets a mark that the packer looks at; a job that is gone needs no stopping. */
export async function cancel({ api, archive }: ArchiveJob<AlfrescoRequest>): Promise<void> {
	await api.json({ method: 'DELETE', path: pathOf('downloads', downloadId(archive)), answers: [404] });
}

/**
 * Deletes the archive past the trashcan, where it would still take its space.
 * It has to prove to be a download first: the same call would delete any file or folder that a handle names.
 */
export async function remove({ api, archive }: ArchiveJob<AlfrescoRequest>): Promise<void> {
	const id = downloadId(archive);
	const { status, body } = await api.json({ path: pathOf('downloads', id), answers: [404] });
	if (status === 404) return;
	downloadIn(body);
	await api.json({
		method: 'DELETE',
		path: pathOf('nodes', id),
		query: { permanent: 'true' },
		answers: [404],
	});
}
