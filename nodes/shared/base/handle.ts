import type { IDataObject } from 'n8n-workflow';
import type { ArchiveHandle, ArchiveProgress, ArchiveState } from '../contract';
import { countIn, recordIn, textIn } from './untrusted';

const STATES: readonly ArchiveState[] = ['preparing', 'ready', 'failed', 'cancelled', 'expired'];

/** Progress of which nothing is known yet. */
export const NO_PROGRESS: ArchiveProgress = {
	files: null,
	totalFiles: null,
	bytes: null,
	totalBytes: null,
	percent: null,
};

/** A handle with every fact that is not given set to null, in the order in which one reads it. */
export function newHandle(
	facts: Pick<ArchiveHandle, 'provider' | 'state' | 'request'> & Partial<ArchiveHandle>,
): ArchiveHandle {
	const { provider, state, request, progress } = facts;
	return {
		provider,
		archiveId: facts.archiveId ?? null,
		state,
		fileName: facts.fileName ?? null,
		progress: { ...NO_PROGRESS, ...progress },
		createdAt: facts.createdAt ?? null,
		expiresAt: facts.expiresAt ?? null,
		warnings: facts.warnings ?? [],
		request,
	};
}

/** Percentage of `done` in `total`, with one decimal; null when it cannot be told. */
export function percentOf(done: number | null, total: number | null): number | null {
	if (done === null || total === null || total <= 0) return null;
	return Math.min(100, Math.round((done / total) * 1000) / 10);
}

/** Why a value is not a handle, or the handle with only the fields that a handle has. */
export function parseHandle(value: unknown): { handle: ArchiveHandle } | { reason: string } {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		return { reason: 'it is not an object' };
	const facts = recordIn(value);
	const provider = textIn(facts, 'provider');
	if (provider === null) return { reason: 'it has no "provider"' };
	const state = STATES.find((name) => name === facts.state);
	if (state === undefined) return { reason: `its "state" is none of ${STATES.join(', ')}` };
	if (typeof facts.request !== 'object' || facts.request === null || Array.isArray(facts.request)) {
		return { reason: 'it has no "request"' };
	}
	const progress = recordIn(facts.progress);
	const handle = newHandle({
		provider,
		state,
		request: facts.request as IDataObject,
		archiveId: textIn(facts, 'archiveId'),
		fileName: textIn(facts, 'fileName'),
		createdAt: textIn(facts, 'createdAt'),
		expiresAt: textIn(facts, 'expiresAt'),
		warnings: Array.isArray(facts.warnings)
			? facts.warnings.filter((entry) => typeof entry === 'string')
			: [],
		progress: {
			files: countIn(progress, 'files'),
			totalFiles: countIn(progress, 'totalFiles'),
			bytes: countIn(progress, 'bytes'),
			totalBytes: countIn(progress, 'totalBytes'),
			percent: countIn(progress, 'percent'),
		},
	});
	return { handle };
}
