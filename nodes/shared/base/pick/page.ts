import type { ForeignText } from '../../contract/api';

/** Entries of a page that the service cuts: a call for each is cheap. */
export const PAGE = 200;
/** Entries of a page that is cut here, out of a list that the service gives whole: each page costs all of it again. */
const WHOLE_PAGE = 500;

/** Where in a list of several parts a page begins. */
export interface Place<Part extends string> {
	part: Part;
	/** Entries of the part before it. */
	start: number;
}

/** The place that `next` of the page before says; the beginning where it says nothing that is one. */
export function placeIn<Part extends string>(from: ForeignText | null, parts: readonly Part[]): Place<Part> {
	const [, named, digits] = /^([a-z]{0,20}):(\d{1,9})$/i.exec(from ?? '') ?? [];
	const part = parts.find((one) => one === named);
	return part === undefined ? { part: parts[0], start: 0 } : { part, start: Number(digits) };
}

/** The same as text. */
export function placeText({ part, start }: Place<string>): string {
	return `${part}:${start}`;
}

/** The part behind this one, as `next`; null behind the last. */
export function partAfter<Part extends string>(part: Part, parts: readonly Part[]): string | null {
	const next = parts.at(parts.indexOf(part) + 1);
	return next === undefined || part === parts.at(-1) ? null : placeText({ part: next, start: 0 });
}

/** A page out of a list, or out of a part of one, that is here whole. */
export function pageOf<Entry>(
	all: readonly Entry[],
	{ part, start }: Place<string>,
): { choices: Entry[]; next: string | null } {
	const end = start + WHOLE_PAGE;
	return {
		choices: all.slice(start, end),
		next: end < all.length ? placeText({ part, start: end }) : null,
	};
}
