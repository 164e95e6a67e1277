import { parse } from '../bundled/csv';
import type { Breath } from '../zip/engine/eventLoopTurn';
import { LONGEST_ROW, MOST_VALUES } from './rowLimits';
import type { RowSink } from './rowSink';
import { separatorIn } from './separator';

/** Characters that are looked at for the separator. */
const BEGINNING = 16 * 1024;
/**
 * Bytes that are parsed in one go: 256 rows that can't be read, each of which makes an error, take 10 to 20 ms on a slow machine. Four
 * times as many held the loop for 50 to 70; rows that can be read take no longer this way.
 */
const SLICE = 512;

/** What tells Excel the separator stands in front of the first line, and is no row. */
const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

/** Hands over the rows of a CSV file. The first one names the columns. */
export async function readCsv(text: AsyncIterable<string>, sink: RowSink, breath: Breath): Promise<void> {
	let beginning = '';
	let rows: CsvRows | null = null;
	const take = async (): Promise<CsvRows> => {
		const said = rows === null ? SEPARATOR_LINE.exec(beginning) : null;
		rows ??= new CsvRows(said?.[1] ?? separatorIn(beginning), sink, breath);
		await rows.push(beginning.slice(said?.[0].length));
		beginning = '';
		return rows;
	};
	for await (const piece of text) {
		beginning += piece;
		if (rows === null && beginning.length < BEGINNING) continue;
		await take();
		if (sink.isOver) return;
	}
	const all = await take();
	if (!sink.isOver) await all.end();
}

class CsvRows {
	#columns: string[] | null = null;
	/** Bytes since the last row. */
	#length = 0;
	readonly #writer;

	readonly #sink: RowSink;
	readonly #breath: Breath;

	constructor(delimiter: string, sink: RowSink, breath: Breath) {
		this.#sink = sink;
		this.#breath = breath;
		const { writable } = parse({
			delimiter,
			// Files that were put together have several kinds.
			record_delimiter: ['\r\n', '\n', '\r'],
			relax_quotes: true,
			skip_empty_lines: true,
			skip_records_with_error: true,
			on_skip: ({ code }) => {
				this.#length = 0;
				// All that stands behind the quote is in that row.
				if (code === 'CSV_QUOTE_NOT_CLOSED') this.#sink.end(`${this.#place} has a quote that nothing closes`);
				else this.#sink.refuse();
			},
			on_record: (record) => {
				this.#length = 0;
				this.#record(record);
				return null;
			},
		});
		this.#writer = writable.getWriter();
	}

	async push(text: string): Promise<void> {
		const bytes = Buffer.from(text);
		for (let at = 0; at < bytes.length && !this.#sink.isOver; at += SLICE) {
			const slice = bytes.subarray(at, at + SLICE);
			this.#length += slice.length;
			await this.#writer.write(slice);
			if (this.#length > LONGEST_ROW)
				this.#sink.end(`${this.#place} is longer than a mebibyte, as a quote that nothing closes makes it`);
			if (this.#breath.due) await this.#breath.take();
		}
	}

	async end(): Promise<void> {
		await this.#writer.close();
	}

	/** What is read just now. */
	get #place(): string {
		return this.#columns === null ? 'its first line' : `row ${this.#sink.next}`;
	}

	#record(record: string[]): void {
		if (this.#columns === null) {
			if (record.length > MOST_VALUES) this.#sink.end(`it has more than ${MOST_VALUES} columns`);
			else this.#columns = namesOf(record);
			return;
		}
		const columns = this.#columns;
		const characters = record.reduce((sum, { length }) => sum + length, 0);
		// Not by assignment: a column may be called `__proto__`.
		const row = Object.fromEntries(record.map((value, index) => [columns[index], value]));
		this.#sink.take(row, characters, record.length);
	}
}

/** Names of columns, each its own: without one they are numbered, and so is a name that was there before. */
function namesOf(header: readonly string[]): string[] {
	const taken = new Set<string>();
	// Where counting goes on. From 2 anew for each of twenty thousand columns of one name it took 20 seconds.
	const counts = new Map<string, number>();
	return header.map((given, index) => {
		const name = given.trim() === '' ? `column_${index + 1}` : given.trim();
		let own = name;
		let count = counts.get(name) ?? 2;
		for (; taken.has(own); count++) own = `${name}_${count}`;
		counts.set(name, count);
		taken.add(own);
		return own;
	});
}
