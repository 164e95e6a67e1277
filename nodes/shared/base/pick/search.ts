import type { ForeignText } from '../../contract/api';

/** Characters of a search, and of a name, that are compared: each word costs as much as the name is long. */
const LONGEST_SEARCH = 500;
const LONGEST_NAME = 1_000;

/** Whether a text holds every word of a search, in any order, large or small. */
export function wanted(search: ForeignText): (text: ForeignText) => boolean {
	const words = search
		.slice(0, LONGEST_SEARCH)
		.toLowerCase()
		.split(/\s+/)
		.filter((word) => word !== '');
	return (text) => {
		if (words.length === 0) return true;
		const held = text.slice(0, LONGEST_NAME).toLowerCase();
		return words.every((word) => held.includes(word));
	};
}

/** A search that is a path, as its folder and the beginning of a name in it; null where it is none. */
export function pathSearched(search: ForeignText): { folder: string; begin: string } | null {
	const slash = search.lastIndexOf('/');
	if (slash === -1 || search.includes('://')) return null;
	return { folder: search.slice(0, slash), begin: search.slice(slash + 1).toLowerCase() };
}

/** A moment that a service tells, to the minute; empty where it tells none. */
export function minuteOf(moment: ForeignText | null): string {
	const [, day, time] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)/.exec(moment ?? '') ?? [];
	return day === undefined ? '' : `${day} ${time}`;
}

/** What is known of a thing, in one line. */
export function inOneLine(...facts: ReadonlyArray<string | null>): string {
	return facts.filter((fact) => fact !== null && fact !== '').join(' · ');
}
