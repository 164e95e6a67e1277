import type { ArchiveJob } from '../../contract';
import { pathOf } from '../../http/path';
import { downloadId } from './check';
import type { AlfrescoRequest } from './request';

/** Asks Alfresco to stop packing. It only sets a mark that the packer looks at; a job that is gone needs no stopping. */
export async function cancel({ api, archive }: ArchiveJob<AlfrescoRequest>): Promise<void> {
	await api.json({ method: 'DELETE', path: pathOf('downloads', downloadId(archive)), answers: [404] });
}

/**
 * Deletes the archive past the trashcan, where it would still take its space. The same call would delete any file or folder
 * that a handle names: that it is a download has been proven before.
 */
export async function remove({ api, archive }: ArchiveJob<AlfrescoRequest>): Promise<void> {
	await api.json({
		method: 'DELETE',
		path: pathOf('nodes', downloadId(archive)),
		query: { permanent: 'true' },
		answers: [404],
	});
}
