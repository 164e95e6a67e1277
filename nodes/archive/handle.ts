import type { IDataObject } from 'n8n-workflow';
import type { ArchiveHandle, ArchiveProgress, ArchiveState } from './contract';

const STATES: readonly ArchiveState[] = ['preparing', 'ready', 'failed', 'cancelled', 'expired'];

/** Progress of which nothing is known yet. */
export const NO_PROGRESS: ArchiveProgress = {
	files: null,
	totalFiles: null,
	bytes: null,
	totalBytes: null,
	percent: null,
};

/** A handle with every fact that is not given set to null. */
export function newHandle(
	facts: Pick<ArchiveHandle, 'provider' | 'state' | 'request'> & Partial<ArchiveHandle>,
): ArchiveHandle {
	return {
		archiveId: null,
		fileName: null,
		createdAt: null,
		expiresAt: null,
		warnings: [],
		...facts,
		progress: { ...NO_PROGRESS, ...facts.progress },
	};
}

/** Percentage of `done` in `total`, with one decimal; null when it cannot be told. */
export function percentOf(done: number | null, total: number | null): number | null {
	if (done === null || total === null || total <= 0) return null;
	return Math.min(100, Math.round((done / total) * 1000) / 10);
}

/** Why a value is not a handle, or the handle with only the fields that a handle has. */
export function parseHandle(value: unknown): { handle: ArchiveHandle } | { reason: string } {
	if (!isObject(value)) return { reason: 'it is not an object' };
	const { provider, state, request } = value;
	if (typeof provider !== 'string' || provider === '') return { reason: 'it has no "provider"' };
	const known = STATES.find((name) => name === state);
	if (known === undefined) return { reason: `its "state" is none of ${STATES.join(', ')}` };
	if (!isObject(request)) return { reason: 'it has no "request"' };
	const progress = isObject(value.progress) ? value.progress : {};
	const handle = newHandle({
		provider,
		state: known,
		request: request as IDataObject,
		archiveId: text(value.archiveId),
		fileName: text(value.fileName),
		createdAt: text(value.createdAt),
		expiresAt: text(value.expiresAt),
		warnings: Array.isArray(value.warnings) ? value.warnings.filter((entry) => typeof entry === 'string') : [],
		progress: {
			files: count(progress.files),
			totalFiles: count(progress.totalFiles),
			bytes: count(progress.bytes),
			totalBytes: count(progress.totalBytes),
			percent: count(progress.percent),
		},
	});
	return { handle };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

function count(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
