import type { ForeignValue } from '../contract/api';
import type { IDataObject } from 'n8n-workflow';
import type { ArchiveHandle, ArchiveProgress, ArchiveState, Seen } from '../contract';
import { isSmall } from './bounded';
import { countIn, recordIn, textIn } from './untrusted';

const STATES: readonly ArchiveState[] = ['preparing', 'ready', 'failed', 'cancelled', 'expired'];

/** Longest texts in a handle. They end up in run data, messages and paths of requests; nothing real is longer. */
const LONGEST_ID = 512;
/** Of the archive: each of its items has it, and n8n saves all of them. */
export const LONGEST_NAME = 255;
const LONGEST_WARNING = 2_000;
/** An archive has more to say than a page holds only when somebody made it so. */
const MOST_WARNINGS = 200;

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
		reason: facts.reason ?? null,
		fileName: facts.fileName ?? null,
		progress: { ...NO_PROGRESS, ...progress },
		createdAt: facts.createdAt ?? null,
		expiresAt: facts.expiresAt ?? null,
		warnings: facts.warnings ?? [],
		request,
	};
}

/** The handle with what a look told. What the look left out stays as it was; a warning is kept once. */
export function withSeen(handle: ArchiveHandle, seen: Seen<unknown>): ArchiveHandle {
	return {
		...handle,
		archiveId: seen.archiveId === undefined ? handle.archiveId : seen.archiveId,
		state: seen.state,
		reason: seen.reason ?? null,
		fileName: seen.fileName === undefined ? handle.fileName : seen.fileName,
		progress: { ...handle.progress, ...seen.progress },
		expiresAt: seen.expiresAt === undefined ? handle.expiresAt : seen.expiresAt,
		warnings: [...new Set([...handle.warnings, ...(seen.warnings ?? [])])].slice(0, MOST_WARNINGS),
		request: seen.request === undefined ? handle.request : plainRequest(seen.request),
	};
}

/** A handle as an item holds it, without what nobody has told: that would fill a table with nulls. */
export function shownHandle(handle: ArchiveHandle): IDataObject {
	return toldOf({ ...handle, progress: toldOf({ ...handle.progress }) });
}

function toldOf(facts: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}

/** A parsed request as the handle keeps it: plain JSON, without what is not set. */
export function plainRequest(request: unknown): IDataObject {
	return JSON.parse(JSON.stringify(request)) as IDataObject;
}

/** Percentage of `done` in `total`, with one decimal; null when it cannot be told. */
export function percentOf(done: number | null, total: number | null): number | null {
	if (done === null || total === null || total <= 0) return null;
	return Math.min(100, Math.round((done / total) * 1000) / 10);
}

/** Why a value is not a handle, or the handle with only the fields that a handle has, each of a bounded length. */
export function parseHandle(value: ForeignValue): { handle: ArchiveHandle } | { reason: string } {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		return { reason: 'it is not an object' };
	const facts = recordIn(value);
	const provider = shortText(facts.provider, LONGEST_NAME);
	if (provider === null) return { reason: 'it has no "provider"' };
	const state = STATES.find((name) => name === facts.state);
	if (state === undefined) return { reason: `its "state" is none of ${STATES.join(', ')}` };
	const { request } = facts;
	if (typeof request !== 'object' || request === null || Array.isArray(request))
		return { reason: 'it has no "request"' };
	if (!isSmall(request)) return { reason: 'its "request" is larger than any that Create Archive gives out' };
	if (tooLong(facts.archiveId, LONGEST_ID)) return { reason: 'its "archiveId" is longer than any real one' };
	const progress = recordIn(facts.progress);
	const handle = newHandle({
		provider,
		state,
		request: request as IDataObject,
		archiveId: textIn(facts, 'archiveId'),
		reason: shortText(facts.reason, LONGEST_WARNING),
		fileName: shortText(facts.fileName, LONGEST_NAME),
		createdAt: momentIn(facts.createdAt),
		expiresAt: momentIn(facts.expiresAt),
		warnings: warningsIn(facts.warnings),
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

function warningsIn(value: unknown): string[] {
	if (!Array.isArray(value)) return [];
	return value.slice(0, MOST_WARNINGS).flatMap((entry: unknown) => shortText(entry, LONGEST_WARNING) ?? []);
}

function tooLong(value: unknown, most: number): boolean {
	return typeof value === 'string' && value.length > most;
}

/** A text of a bounded length; null where there is none. */
export function shortText(value: ForeignValue, most: number): string | null {
	if (typeof value !== 'string') return null;
	return value.slice(0, most).trim() || null;
}

/** ISO 8601 as we write it. Anything else is no moment, and would be repeated in items. */
function momentIn(value: unknown): string | null {
	return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/.test(value) ? value : null;
}
