import type { ArchiveHandle, ArchiveProgress, ArchiveState } from '../../contract';
import { countIn, recordIn, textIn, type Untrusted } from '../../base/untrusted';
import { NO_PROGRESS, percentOf } from '../../base/handle';
import type { Api } from '../../contract/api';
import { plainText } from '../../http/explain';
import { Refusal } from '../../base/refusal';
import { wordsFor } from './explain';
import { lastPart, tidyPath } from './path';
import { archiveName, within, type FetchRequest } from './request';

const STATES: Record<string, ArchiveState | undefined> = {
	starting: 'preparing',
	downloading: 'preparing',
	completed: 'ready',
	failed: 'failed',
	cancelled: 'cancelled',
};

/** The handle, with what an entry of the active list or of the history says. @throws Refusal */
export function withJob(
	api: Api,
	handle: ArchiveHandle,
	wanted: FetchRequest,
	job: Untrusted,
): ArchiveHandle {
	const status = textIn(job, 'status') ?? '';
	const state = Object.hasOwn(STATES, status) ? STATES[status] : undefined;
	if (state === undefined) {
		throw new Refusal(
			'Hoody gives its download a status that is not known here',
			`It says "${status.replace(/[^\w -]/g, '').slice(0, 40)}". A newer version of this package may know it.`,
		);
	}
	const seen = withPlace(
		{ ...handle, state, progress: progressIn(job, state) },
		wanted,
		textIn(job, 'file_path'),
		textIn(job, 'filename'),
	);
	if (state === 'failed') return ended(seen, reasonIn(api, job));
	return state === 'cancelled' ? ended(seen, 'somebody cancelled it before it was finished') : seen;
}

/** The handle with the place of the file, which the kit tells as a relative or an absolute path. */
export function withPlace(
	handle: ArchiveHandle,
	wanted: FetchRequest,
	told: string | null,
	toldName: string | null,
): ArchiveHandle {
	const path = told === null ? null : tidyPath(told);
	const name = plainPart(toldName) ?? (lastPart(path ?? '') || wanted.fileName);
	if (name === undefined) return handle;
	const usual = within(wanted.directory, name);
	// An absolute path may be one of the disk, above what the kit serves: the end that we know is the part that counts.
	const place = path === null || path === '' || `/${path}`.endsWith(`/${usual}`) ? usual : path;
	return { ...handle, fileName: archiveName(name), request: { ...handle.request, path: place } };
}

/** The reason is the last warning, once however often the job is looked at. */
export function ended(handle: ArchiveHandle, reason: string): ArchiveHandle {
	return { ...handle, warnings: [...handle.warnings.filter((warning) => warning !== reason), reason] };
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
	return words === undefined
		? api.redact(plainText(told)).slice(0, 300)
		: `${words.message}. ${words.description}`.replace(/\.$/, '');
}

function plainPart(name: string | null): string | undefined {
	return name !== null && tidyPath(name) === name && !name.includes('/') ? name : undefined;
}
