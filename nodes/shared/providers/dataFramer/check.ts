import type { IDataObject } from 'n8n-workflow';
import type { ArchiveHandle, CheckResult } from '../../contract';
import { NO_PROGRESS } from '../../base/handle';
import type { Api } from '../../contract/api';
import { look, type Look } from './downloadCall';
import { handleOf, runIdOf } from './runId';

/** Asks for the archive of a run. @throws Refusal */
export async function create(api: Api, request: IDataObject): Promise<ArchiveHandle> {
	const handle = handleOf(request);
	return seenAs({ ...handle, createdAt: new Date().toISOString() }, await look(api, runIdOf(request)));
}

/** Asks whether it is there by now, with the same call. @throws Refusal */
export async function check(api: Api, handle: ArchiveHandle): Promise<CheckResult> {
	const seen = await look(api, runIdOf(handle.request));
	return { handle: seenAs(handle, seen), retryAfter: seen.retryAfter };
}

/** The handle with what was seen, but for the link. The reason is the last warning, once however often one looks. */
export function seenAs(handle: ArchiveHandle, { state, reason, size }: Look): ArchiveHandle {
	const progress = { ...NO_PROGRESS, totalBytes: size, percent: state === 'ready' ? 100 : null };
	const warnings = handle.warnings.filter((warning) => warning !== reason);
	return { ...handle, state, progress, warnings: reason === null ? warnings : [...warnings, reason] };
}
