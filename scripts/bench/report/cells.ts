/** Cells of the report's tables. */

/** A table in Markdown; the first row is its head. */
export function table(rows: string[][]): string[] {
	const [head, ...body] = rows.map((cells) => `| ${cells.join(' | ')} |`);
	return [head, `|${rows[0].map(() => '---').join('|')}|`, ...body];
}

/** A figure, or a dash where there is none. */
export function fixed(value: number | undefined, digits: number): string {
	return value === undefined ? '–' : value.toFixed(digits);
}

/** Bytes in MB. */
export function megabytes(bytes: number | undefined): string {
	return fixed(bytes === undefined ? undefined : bytes / 1e6, 0);
}
