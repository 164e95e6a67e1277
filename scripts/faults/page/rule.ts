import type { Cell } from '../cell';

/** What a cell came to, as the page says it. */
export function resultOf({ outcome, code }: Pick<Cell, 'outcome' | 'code'>): string {
	if (outcome !== 'told') return outcome;
	return code === '' ? 'warning' : `\`${code}\``;
}

/** What a fault comes to at most of the steps of a node. */
export interface Rule {
	result: string;
	/** Steps at which it does. */
	count: number;
	/** Steps in all. */
	of: number;
}

/** The result that most of these cells have; the first by the alphabet where several have as many. Null where there is no cell. */
export function ruleOf(cells: readonly Cell[]): Rule | null {
	const counts = new Map<string, number>();
	for (const result of cells.map(resultOf).sort()) counts.set(result, (counts.get(result) ?? 0) + 1);
	const [first] = [...counts].sort(([, one], [, other]) => other - one);
	return first === undefined ? null : { result: first[0], count: first[1], of: cells.length };
}

/** Numbers in order, with a dash where more than two follow each other: `1, 4–7, 9`. */
export function ranges(numbers: readonly number[]): string {
	const sorted = [...numbers].sort((one, other) => one - other);
	const parts: string[] = [];
	for (let at = 0; at < sorted.length; at++) {
		const from = at;
		while (sorted[at + 1] === sorted[at] + 1) at++;
		parts.push(at - from > 1 ? `${sorted[from]}–${sorted[at]}` : sorted.slice(from, at + 1).join(', '));
	}
	return parts.join(', ');
}
