import type { QueryValues } from '../contract/api';

/** Joins parts into a path, each encoded on its own: a slash or a question mark in an id stays part of the id. */
export function pathOf(...parts: string[]): string {
	return parts.map((part) => `/${encodeURIComponent(part)}`).join('');
}

/** A query string with its question mark, or nothing. A value may be empty (`?zip=`). */
export function queryOf(query: QueryValues = {}): string {
	const text = formOf(query);
	return text === '' ? '' : `?${text}`;
}

/** Values as a form or a query has them; a list repeats its name. */
export function formOf(values: QueryValues): string {
	const pairs = Object.entries(values).flatMap(([name, value]) =>
		(typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
	);
	return new URLSearchParams(pairs).toString();
}
