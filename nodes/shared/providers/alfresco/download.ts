import type { ArchiveHandle, ArchiveProgress } from '../../contract';
import { countIn, recordIn, textIn } from '../../base/untrusted';
import { percentOf } from '../../base/handle';
import { Refusal } from '../../base/refusal';
import { tooLarge } from './tooLarge';

/** What Alfresco says of a download: where it stands, and why where it came to an end. */
export interface Download extends Pick<ArchiveHandle, 'state'> {
	id: string;
	progress: ArchiveProgress;
	/** Why the state ends the wait; absent while it does not. */
	reason?: string;
}

/**
 * Reads `{ entry: { id, status, filesAdded, bytesAdded, totalFiles, totalBytes } }`. There is no status for a job that
 * died: it stays PENDING or IN_PROGRESS for good.
 * @throws Refusal when the answer is no download
 */
export function downloadIn(body: unknown): Download {
	const entry = recordIn(recordIn(body).entry);
	const id = textIn(entry, 'id');
	const status = textIn(entry, 'status');
	if (id === null || status === null) {
		throw new Refusal(
			'Alfresco answered without a download',
			'Check the address in the credential: it has to lead to the repository, not to Share or another application.',
			{ code: 'BAD_ADDRESS' },
		);
	}
	const files = countIn(entry, 'filesAdded');
	const bytes = countIn(entry, 'bytesAdded');
	const totalBytes = countIn(entry, 'totalBytes');
	// Totals stay 0 until the first file is packed.
	const started = (totalBytes ?? 0) > 0 || (countIn(entry, 'totalFiles') ?? 0) > 0;
	const progress: ArchiveProgress = {
		files,
		totalFiles: started ? countIn(entry, 'totalFiles') : null,
		bytes,
		totalBytes: started ? totalBytes : null,
		percent: percentOf(bytes, totalBytes),
	};
	switch (status) {
		case 'PENDING':
		case 'IN_PROGRESS':
			return { id, state: 'preparing', progress };
		case 'DONE':
			return { id, state: 'ready', progress: { ...progress, percent: 100 } };
		case 'CANCELLED':
			return { id, state: 'cancelled', progress, reason: 'somebody cancelled it before it was finished' };
		case 'MAX_CONTENT_SIZE_EXCEEDED':
			// Here bytesAdded is the limit, not progress.
			return {
				id,
				state: 'failed',
				progress: { ...progress, bytes: null, percent: null },
				reason: tooLarge(totalBytes, bytes),
			};
		default:
			throw new Refusal(
				'Alfresco gives its download a status that is not known here',
				`It says "${status.replace(/[^\w -]/g, '').slice(0, 40)}". A newer version of this package may know it.`,
				{ code: 'UNEXPECTED_ANSWER' },
			);
	}
}
