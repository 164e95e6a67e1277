/**
 * Files as rows: CSV by csv-parse, JSON Lines by lines, a JSON list value by value. Text is read in small pieces, with turns for
 * others in between, and what rows may cost is bounded (`rowLimits.ts`). A row that can't be read spoils no other.
 */
import type { IDataObject } from 'n8n-workflow';
import type { EntryContent } from '../zip';
import { Breath } from '../zip/engine/eventLoopTurn';
import { readCsv } from './csvRows';
import { readJsonLines } from './jsonLines';
import { readJson } from './jsonRows';
import { garbledIn } from './readText';
import type { RowKind } from './rowKind';
import type { RowRoom } from './rowLimits';
import { RowSink } from './rowSink';
import { textOf } from './textOf';

export { valuesIn } from './jsonValue';
export { rowKindOf, type RowKind } from './rowKind';
export { DEFAULT_MOST_ROWS, noRoomFor, RowBudget, type RowRoom, RowShare } from './rowLimits';
export { garbledIn, looksLikeText, readText, type TextRead } from './readText';

const READERS = { csv: readCsv, json: readJson, jsonLines: readJsonLines };

const WRONG: Record<RowKind, string> = {
	csv: 'not as many fields as in the first line',
	json: 'no JSON, or too large for a row',
	jsonLines: 'no JSON, or too large for a row',
};

/** Reads a file's rows. @returns what was left out, as ends of sentences */
export async function readRows(
	kind: RowKind,
	content: EntryContent,
	{ most, budget }: { most: number; budget: RowRoom },
	give: (row: IDataObject) => void,
): Promise<string[]> {
	const breath = new Breath();
	const sink = new RowSink(most, budget, give);
	let garbled: string[] = [];
	async function* text(): AsyncGenerator<string> {
		for await (const piece of textOf(content, breath)) {
			if (garbled.length === 0) garbled = garbledIn(piece);
			yield piece;
		}
	}
	await READERS[kind](text(), sink, breath);
	return [...sink.told(WRONG[kind]), ...garbled];
}
