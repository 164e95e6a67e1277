/** Joins parts into a path, each encoded on its own: a slash or a question mark in an id stays part of the id. */
export function pathOf(...parts: string[]): string {
	return parts.map((part) => `/${encodeURIComponent(part)}`).join('');
}

/** A query string with its question mark, or nothing. A value may be empty (`?zip=`). */
export function queryOf(query: Record<string, string> = {}): string {
	const text = new URLSearchParams(query).toString();
	return text === '' ? '' : `?${text}`;
}
