import type { IDataObject } from 'n8n-workflow';

/** Where an archive stands. Only `preparing` changes by waiting. */
export type ArchiveState = 'preparing' | 'ready' | 'failed' | 'cancelled' | 'expired';

/** How far the service has come; each figure is null when the service does not tell it. */
export interface ArchiveProgress {
	files: number | null;
	totalFiles: number | null;
	bytes: number | null;
	totalBytes: number | null;
	/** 0 to 100 */
	percent: number | null;
}

/**
 * An archive, as a job on a provider: the plain JSON that travels between the nodes.
 * It is saved in execution data, so it holds no secret and no signed link. It is also untrusted input:
 * whatever it says, credentials go to the origin in the credential and nowhere else.
 */
export interface ArchiveHandle {
	provider: string;
	/** The service's own id of the job; null where it has none. */
	archiveId: string | null;
	state: ArchiveState;
	/** Why the state ends the wait; null while it does not. */
	reason: string | null;
	fileName: string | null;
	progress: ArchiveProgress;
	/** ISO 8601 */
	createdAt: string | null;
	/** ISO 8601; after that moment the archive has to be asked for again. */
	expiresAt: string | null;
	/** What the reader should know: skipped files, renamed files. */
	warnings: string[];
	/** What it takes to ask for the same archive again. */
	request: IDataObject;
}
