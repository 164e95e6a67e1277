import type { IDataObject } from 'n8n-workflow';
import type { ArchiveHandle } from '../contract';

/** What every item says of the archive it comes from: enough to tell archives apart, without repeating long requests. */
export function archiveFacts({ provider, archiveId, fileName }: ArchiveHandle): IDataObject {
	return { provider, archiveId, fileName };
}
