import type { ForeignValue } from '../contract/api';

/** An object out of an answer or a handle, of which nothing is believed yet. */
export type Untrusted = Record<string, unknown>;

/** The value as an object; an empty one when it is anything else. */
export function recordIn(value: ForeignValue): Untrusted {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Untrusted) : {};
}

/** The value as a list of objects; whatever is none of them falls away. */
export function recordsIn(value: ForeignValue): Untrusted[] {
	if (!Array.isArray(value)) return [];
	return value.filter(
		(entry): entry is Untrusted => typeof entry === 'object' && entry !== null && !Array.isArray(entry),
	);
}

/** The first of the named facts that is a text and not empty; null when there is none. */
export function textIn(record: Untrusted, ...names: string[]): string | null {
	for (const name of names) {
		const value = record[name];
		if (typeof value === 'string' && value.trim() !== '') return value.trim();
	}
	return null;
}

/** The first of the named facts that is a number of at least 0; null when there is none. */
export function countIn(record: Untrusted, ...names: string[]): number | null {
	for (const name of names) {
		const value = record[name];
		if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
	}
	return null;
}
