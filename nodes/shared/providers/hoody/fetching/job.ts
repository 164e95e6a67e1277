import type { ArchiveProgress, ArchiveState, Seen } from '../../../contract';
import type { Api } from '../../../contract/api';
import { NO_PROGRESS, percentOf } from '../../../base/handle';
import { Refusal } from '../../../base/refusal';
import { countIn, recordIn, textIn, type Untrusted } from '../../../base/untrusted';
import { wordsFor } from '../explain';
import { lastPart, tidyPath } from '../path';
import { archiveName, within, type FetchRequest } from '../request';

const STATES: Record<string, ArchiveState | undefined> = {
	starting: 'preparing',
	downloading: 'preparing',
	completed: 'ready',
	failed: 'failed',
	cancelled: 'cancelled',
};

/** Characters of a state that is not known. It is cut before anything looks through it: it may be two megabytes. */
const LONGEST_STATUS = 40;

/** What an entry of the active list or of the history says. @throws Refusal */
export function seenIn(api: Api, wanted: FetchRequest, job: Untrusted): Seen<FetchRequest> {
	const status = textIn(job, 'status') ?? '';
	const state = Object.hasOwn(STATES, status) ? STATES[status] : undefined;
	if (state === undefined) {
		throw new Refusal(
			'Hoody gives its download a status that is not known here',
			`It says "${status.slice(0, LONGEST_STATUS).replace(/[^\w -]/g, '')}". A newer version of this package may know it.`,
			{ code: 'UNEXPECTED_ANSWER' },
		);
	}
	return {
		...placed(wanted, textIn(job, 'file_path'), textIn(job, 'filename')),
		state,
		progress: progressIn(job, state),
		...(state === 'failed' ? { reason: reasonIn(api, job) } : {}),
		...(state === 'cancelled' ? { reason: 'somebody cancelled it before it was finished' } : {}),
	};
}

/**
 * The place of the file, which the kit tells as a relative or an absolute path. Where it tells no usable name, the place stays
 * the one that was expected. The request always comes back: what is left out of it would stay in the handle as it was asked.
 */
export function placed(
	wanted: FetchRequest,
	told: string | null,
	toldName: string | null,
): { request: FetchRequest; fileName?: string } {
	const path = told === null ? null : tidyPath(told);
	const name =
		plainPart(toldName) ?? (lastPart(path ?? '') || wanted.fileName || lastPart(wanted.path ?? ''));
	if (name === '') return { request: wanted };
	const usual = within(wanted.directory, name);
	// An absolute path may be one of the disk, above what the kit serves: the end that we know is the part that counts.
	const place = path === null || path === '' || `/${path}`.endsWith(`/${usual}`) ? usual : path;
	return { fileName: archiveName(name), request: { ...wanted, path: place } };
}

/** Progress of a finished file. */
export function finished(bytes: number | null): ArchiveProgress {
	return { ...NO_PROGRESS, bytes, totalBytes: bytes, percent: 100 };
}

/** The active list has `current_size` and `expected_size`, the old history `total_bytes`, the new one `file_size`. */
function progressIn(job: Untrusted, state: ArchiveState): ArchiveProgress {
	if (state === 'ready') return finished(countIn(job, 'file_size', 'total_bytes', 'current_size'));
	const bytes = countIn(job, 'current_size');
	const totalBytes = countIn(job, 'expected_size');
	const percent = countIn(job, 'progress_percentage');
	return {
		...NO_PROGRESS,
		bytes,
		totalBytes,
		percent: percent === null ? percentOf(bytes, totalBytes) : percentOf(percent, 100),
	};
}

function reasonIn(api: Api, job: Untrusted): string {
	const told =
		textIn(job, 'error', 'error_message', 'code') ?? textIn(recordIn(job.error), 'message', 'code');
	if (told === null) return 'Hoody gives no reason';
	const words = wordsFor(told);
	return words === undefined ? api.shown(told) : `${words.message}. ${words.description}`.replace(/\.$/, '');
}

function plainPart(name: string | null): string | undefined {
	return name !== null && tidyPath(name) === name && !name.includes('/') ? name : undefined;
}
