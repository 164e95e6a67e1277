import type { Afterwards } from '../../contract';
import { countIn, recordIn, type Untrusted } from '../../base/untrusted';
import type { Api } from '../../contract/api';
import { Refusal } from '../../base/refusal';

/** Box settles its account a moment after the last byte. */
const LOOKS = 4;
const BETWEEN_LOOKS_MS = 500;
const UNTOLD: Afterwards = { warnings: ['Box did not tell whether it left files out of the archive'] };

/**
 * What Box says of a download that has ended: only now its status tells what was left out.
 * Files that are here stay here: where the status cannot be read, that is a warning.
 * @throws Refusal when Box itself says that the download failed
 */
export async function afterwards(api: Api, statusUrl: string | null): Promise<Afterwards> {
	for (let look = 1; look <= LOOKS; look++) {
		const status = await readStatus(api, statusUrl);
		if (status === null) return UNTOLD;
		if (status.state === 'failed') {
			throw new Refusal(
				'Box reports that it could not send the whole archive',
				'Run the node again: Box builds a new archive each time. If it stays so, ask for fewer files at a time.',
				{ code: 'FILES_MISSING' },
			);
		}
		if (status.state === 'succeeded') return settled(status);
		if (look < LOOKS) await api.pause(BETWEEN_LOOKS_MS);
	}
	return UNTOLD;
}

async function readStatus(api: Api, url: string | null): Promise<Untrusted | null> {
	if (url === null) return null;
	try {
		const { status, body } = await api.json({ path: api.localPath(url), answers: [404] });
		return status === 404 ? null : recordIn(body);
	} catch (cause) {
		return cause instanceof Refusal ? null : await Promise.reject(cause);
	}
}

/**
 * Box's account of an archive that it has sent. Its documents don't say whether the total counts what was skipped; that number
 * less the skipped files is in the archive either way, and so is what was downloaded.
 */
function settled(status: Untrusted): Afterwards {
	const skipped = countIn(status, 'skipped_file_count') ?? 0;
	const total = countIn(status, 'total_file_count') ?? 0;
	const sent = countIn(status, 'downloaded_file_count') ?? 0;
	return { files: Math.max(sent, total - skipped), leftOut: skippedWords(status) };
}

function skippedWords(status: Untrusted): string[] {
	const parts = [
		counted(countIn(status, 'skipped_file_count'), 'file', 'files'),
		counted(countIn(status, 'skipped_folder_count'), 'folder', 'folders'),
	].filter((part) => part !== '');
	if (parts.length === 0) return [];
	return [`Box left ${parts.join(' and ')} out of the archive: this account may not download them any more`];
}

function counted(count: number | null, one: string, many: string): string {
	return count === null || count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
