/** What the rows of a file are written in. */
export type RowKind = 'csv' | 'json' | 'jsonLines';

const KINDS = new Map<string, RowKind>([
	['csv', 'csv'],
	['tsv', 'csv'],
	['json', 'json'],
	['jsonl', 'jsonLines'],
	['ndjson', 'jsonLines'],
]);

/** What a file's name says of its rows; null where it has none. */
export function rowKindOf(name: string): RowKind | null {
	return KINDS.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? null;
}
