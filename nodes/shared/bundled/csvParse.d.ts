/** As much of csv-parse's entry for web streams as is used here: its own types stand where this compiler does not look. */
declare module 'csv-parse/stream' {
	interface Options {
		delimiter: string;
		/** Ends of records. Without them the first one that is met stands for all. */
		record_delimiter: string[];
		/** Quotes that stand where none belongs are characters. */
		relax_quotes: boolean;
		skip_empty_lines: boolean;
		/** A record of another length than the first goes to `on_skip`. */
		skip_records_with_error: boolean;
		on_skip(error: { code: string }): void;
		/** What gives null keeps the record from the readable side. */
		on_record(record: string[]): null;
	}

	interface Writer {
		write(bytes: Uint8Array): Promise<void>;
		close(): Promise<void>;
	}

	export function parse(options: Options): { writable: { getWriter(): Writer } };
}
