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
