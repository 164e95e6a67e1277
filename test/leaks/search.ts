import { piecesOf, type FormName } from './forms';

/** A text that a run left behind, and where. */
export interface Left {
	where: string;
	text: string;
}

/** Something that must not be found, by a name that may be shown. */
export interface Hidden {
	name: string;
	text: string;
}

/** What was found, in which form, and where. */
export interface Found {
	name: string;
	form: FormName;
	where: string;
}

/** Shorter values are words of every day, and found everywhere. */
export const SHORTEST = 8;

/**
 * Which of the hidden texts stand in what was left behind, in which form. Each text is searched as it is, and without
 * backslashes: what was saved as JSON in JSON has any number of them.
 * @throws when a hidden text is too short to be looked for: nothing found would then mean nothing
 */
export function search(left: readonly Left[], hidden: readonly Hidden[]): Found[] {
	const wanted = hidden.map(({ name, text }) => {
		if (text.length < SHORTEST) throw new Error(`${name} is too short to be looked for`);
		return { name, forms: piecesOf(text) };
	});
	return left.flatMap(({ where, text }) => {
		const plain = text.includes('\\') ? text.replace(/\\+/g, '') : text;
		return wanted.flatMap(({ name, forms }) =>
			forms
				.filter(([, pieces]) => pieces.some((piece) => text.includes(piece) || plain.includes(piece)))
				.map(([form]) => ({ name, form, where })),
		);
	});
}
