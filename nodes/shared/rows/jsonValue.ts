import type { IDataObject } from 'n8n-workflow';
import { DEEPEST, LONGEST_ROW, MOST_VALUES } from './rowLimits';
import type { RowSink } from './rowSink';

/** Where a value may begin. In a text they look the same, and then are told for nothing. */
const LONG_NUMBERS = /(?:^|[:,[])\s*(-?\d{16,})/g;

/** Hands over one JSON value as a row, or says that it is none. */
export function takeJson(text: string, sink: RowSink): void {
	const values = text.length > LONGEST_ROW ? null : valuesIn(text);
	if (values === null) {
		sink.refuse();
		return;
	}
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		sink.refuse();
		return;
	}
	for (const [, number] of text.matchAll(LONG_NUMBERS)) sink.mayRound(Number(number));
	sink.take(rowOf(value), text.length, values);
}

/** An object is the row itself; what is none becomes one. */
function rowOf(value: unknown): IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as IDataObject)
		: { value: value as IDataObject[string] };
}

/** How many values a JSON text has, about; null where it has too many, or too deep. */
export function valuesIn(text: string): number | null {
	let values = 1;
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		switch (text[at]) {
			case '"':
				at = endOfString(text, at);
				break;
			case '{':
			case '[':
				values++;
				if (++depth > DEEPEST) return null;
				break;
			case '}':
			case ']':
				depth--;
				break;
			case ',':
				values++;
				break;
		}
		if (values > MOST_VALUES) return null;
	}
	return values;
}

function endOfString(text: string, start: number): number {
	for (let at = start + 1; at < text.length; at++) {
		if (text[at] === '\\') at++;
		else if (text[at] === '"') return at;
	}
	return text.length;
}
