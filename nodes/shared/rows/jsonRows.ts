import type { Breath } from '../zip/engine/eventLoopTurn';
import { takeJson } from './jsonValue';
import { LONGEST_ROW } from './rowLimits';
import type { RowSink } from './rowSink';

/** Hands over the rows of a JSON file: those of its list, one by one as they arrive, or all of it as one row. */
export async function readJson(text: AsyncIterable<string>, sink: RowSink, breath: Breath): Promise<void> {
	let values: ListValues | WholeValue | null = null;
	for await (const piece of text) {
		const begun: string = values === null ? piece.trimStart() : piece;
		if (begun === '') continue;
		values ??= begun.startsWith('[') ? new ListValues(sink, breath) : new WholeValue(sink);
		await values.push(begun);
		if (sink.isOver) return;
	}
	values?.end();
}

/** A file that is no list. */
class WholeValue {
	#text = '';

	readonly #sink: RowSink;

	constructor(sink: RowSink) {
		this.#sink = sink;
	}

	async push(piece: string): Promise<void> {
		this.#text += piece;
		if (this.#text.length > LONGEST_ROW)
			this.#sink.end('it is one value of more than a mebibyte, and no list');
	}

	end(): void {
		takeJson(this.#text, this.#sink);
	}
}

/** What matters outside of strings, and inside. */
const OUTSIDE = /[",[\]{}]/g;
const INSIDE = /["\\]/g;

/** Cuts a list into its values. Each is parsed by itself: so a long list holds nobody up, and a wrong value spoils no other. */
class ListValues {
	/** Lists and objects that are open; 1 in the list itself. */
	#depth = 0;
	#isString = false;
	/** Whether the next character is escaped. */
	#isEscaped = false;
	#value = '';
	#isTooLong = false;
	#isClosed = false;
	#count = 0;

	readonly #sink: RowSink;
	readonly #breath: Breath;

	constructor(sink: RowSink, breath: Breath) {
		this.#sink = sink;
		this.#breath = breath;
	}

	async push(piece: string): Promise<void> {
		let kept = 0;
		for (let at = 0; at < piece.length && !this.#isClosed && !this.#sink.isOver;) {
			if (this.#isEscaped) {
				this.#isEscaped = false;
				at++;
				continue;
			}
			const mark = this.#isString ? INSIDE : OUTSIDE;
			mark.lastIndex = at;
			const found = mark.exec(piece)?.index ?? piece.length;
			if (found === piece.length) break;
			at = found + 1;
			const isEnd = this.#step(piece[found]);
			if (isEnd === null) {
				kept = at;
			} else if (isEnd) {
				this.#keep(piece.slice(kept, found));
				kept = at;
				this.#isClosed = this.#depth === 0;
				this.#finish();
				if (this.#breath.due) await this.#breath.take();
			}
		}
		const rest = piece.slice(kept);
		if (!this.#isClosed) this.#keep(rest);
		else if (rest.trim() !== '') this.#sink.end('something stands behind its list');
	}

	end(): void {
		if (!this.#isClosed) this.#sink.end('it ends in the middle of its list');
	}

	/** Follows one character. @returns whether a value ends in front of it; null at the beginning of the list */
	#step(character: string): boolean | null {
		if (this.#isString) {
			if (character === '\\') this.#isEscaped = true;
			else this.#isString = false;
			return false;
		}
		switch (character) {
			case '"':
				this.#isString = true;
				return false;
			case ',':
				return this.#depth === 1;
			case '[':
			case '{':
				return this.#depth++ === 0 ? null : false;
			default:
				if (this.#depth > 0) this.#depth--;
				return this.#depth === 0;
		}
	}

	#keep(text: string): void {
		if (this.#isTooLong) return;
		this.#value += text;
		if (this.#value.length <= LONGEST_ROW) return;
		this.#isTooLong = true;
		this.#value = '';
	}

	#finish(): void {
		const isNothing = this.#isClosed && this.#count === 0 && !this.#isTooLong && this.#value.trim() === '';
		if (!isNothing) {
			if (this.#isTooLong) this.#sink.refuse();
			else takeJson(this.#value, this.#sink);
		}
		this.#count++;
		this.#value = '';
		this.#isTooLong = false;
	}
}
