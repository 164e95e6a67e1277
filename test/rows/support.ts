import type { IDataObject } from 'n8n-workflow';
import { readRows, RowBudget, type RowKind } from '../../nodes/shared/rows';

export interface Read {
	rows: IDataObject[];
	told: string[];
}

/** Reads a file that comes in pieces of `size` bytes; all of it at once without. */
export async function read(
	kind: RowKind,
	file: string | Buffer,
	{ size, most = 10_000 }: { size?: number; most?: number } = {},
): Promise<Read> {
	const bytes = Buffer.from(file);
	async function* pieces(): AsyncGenerator<Uint8Array> {
		for (let at = 0; at < bytes.length; at += size ?? 1) yield bytes.subarray(at, at + (size ?? 1));
	}
	const rows: IDataObject[] = [];
	const content = size === undefined ? bytes : pieces();
	const told = await readRows(kind, content, { most, budget: new RowBudget() }, (row) => rows.push(row));
	return { rows, told };
}
