import { recordsIn, textIn } from '../../base/untrusted';

/** Each line is one group of files of the same name; a list of hundreds would bury what else there is to know. */
const MOST_LINES = 20;
const MOST_NAMES = 10;

/**
 * Says which files Box renamed because others have the same name.
 * @param conflicts `name_conflicts` of a `202`: groups, each of `{ id, type, original_name, download_name }`
 */
export function conflictWarnings(conflicts: unknown): string[] {
	const groups = (Array.isArray(conflicts) ? conflicts : []).map(renamed).filter((names) => names.length > 0);
	const lines = groups
		.slice(0, MOST_LINES)
		.map(
			(names) =>
				`Box renamed files of the same name: ${names.slice(0, MOST_NAMES).join(', ')}${more(names.length - MOST_NAMES)}`,
		);
	const left = groups.slice(MOST_LINES).flat().length;
	return left > 0 ? [...lines, `Box renamed ${left} further files of the same name`] : lines;
}

function renamed(group: unknown): string[] {
	return recordsIn(group).flatMap((facts) => {
		const before = textIn(facts, 'original_name');
		const after = textIn(facts, 'download_name');
		return before === null || after === null ? [] : [`${shown(before)} → ${shown(after)}`];
	});
}

function shown(name: string): string {
	return name.replace(/\p{Cc}+/gu, ' ').slice(0, 120);
}

function more(left: number): string {
	return left > 0 ? ` and ${left} more` : '';
}
