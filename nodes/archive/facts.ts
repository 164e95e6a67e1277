/** An object out of an answer or a handle, of which nothing is believed yet. */
export type Facts = Record<string, unknown>;

/** The value as an object; an empty one when it is anything else. */
export function factsIn(value: unknown): Facts {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Facts) : {};
}

/** The value as a list of objects; whatever is none of them falls away. */
export function listOfFacts(value: unknown): Facts[] {
	if (!Array.isArray(value)) return [];
	return value.filter(
		(entry): entry is Facts => typeof entry === 'object' && entry !== null && !Array.isArray(entry),
	);
}

/** The first of the named facts that is a text and not empty; null when there is none. */
export function textFact(facts: Facts, ...names: string[]): string | null {
	for (const name of names) {
		const value = facts[name];
		if (typeof value === 'string' && value.trim() !== '') return value.trim();
	}
	return null;
}

/** The first of the named facts that is a number of at least 0; null when there is none. */
export function countFact(facts: Facts, ...names: string[]): number | null {
	for (const name of names) {
		const value = facts[name];
		if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
	}
	return null;
}

/** A moment given in seconds since 1970, or as text, in ISO 8601; null when it is neither. */
export function momentOf(value: unknown): string | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const date = new Date(typeof value === 'number' ? value * 1000 : value);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
