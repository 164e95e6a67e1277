import type { QueryValues } from '../contract/api';

/** Joins parts into a path, each encoded on its own: a slash or a question mark in an id stays part of the id. */
export function pathOf(...parts: string[]): string {
	return parts.map((part) => `/${encodeURIComponent(part)}`).join('');
}

/** A query string with its question mark, or nothing. A value may be empty (`?zip=`), and a list repeats its name. */
export function queryOf(query: QueryValues = {}): string {
	const text = formOf(query);
	return text === '' ? '' : `?${text}`;
}

/** Values as a form sends them. */
export function formOf(values: QueryValues): string {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(values)) {
		for (const one of typeof value === 'string' ? [value] : value) form.append(name, one);
	}
	return form.toString();
}
