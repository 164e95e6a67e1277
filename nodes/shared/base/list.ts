import type { ForeignValue } from '../contract/api';

/**
 * The entries of a list: an array (from an expression), or text with one entry to a line or separated by commas. A resource
 * locator gives its value. Empty entries fall away; what is neither is one entry.
 */
export function entriesIn(value: ForeignValue, separator: RegExp = /[\n,]/): unknown[] {
	const list = unwrapped(value);
	const entries: unknown[] = Array.isArray(list)
		? list
		: typeof list === 'string'
			? list.split(separator)
			: [list];
	return entries
		.map((entry) => (typeof entry === 'string' ? entry.trim() : entry))
		.filter((entry) => entry !== null && entry !== undefined && entry !== '');
}

/** The value of a resource locator; any other value as it is. */
export function unwrapped(value: ForeignValue): unknown {
	return typeof value === 'object' && value !== null && '__rl' in value && 'value' in value
		? value.value
		: value;
}

/** Entries of a list in a sentence; more of them are counted. */
const MOST_NAMED = 5;

/** A list as a part of a sentence: `a, b and c`, or `a, b, c, d, e and 7 more`. */
export function listed(names: readonly string[]): string {
	const shown = names.slice(0, MOST_NAMED);
	const left = names.length - shown.length;
	if (left > 0) return `${shown.join(', ')} and ${left} more`;
	return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
