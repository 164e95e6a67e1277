import type { ForeignText } from '../../contract/api';
import type { AnswerLimit } from './limits';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN = [0x5b, 0x7b];
const CLOSE = [0x5d, 0x7d];
/** Characters between two turns: about five milliseconds. */
const STRIDE = 1_000_000;

/** Where a container begins and ends in the text. */
export interface Container {
	start: number;
	end: number;
	/** Places of its own commas. */
	commas: number[];
}

/** What a scan of JSON found, before anything was made of it. */
export interface JsonShape {
	/** Containers that are too large to be parsed in one go, by where they begin. */
	large: ReadonlyMap<number, Container>;
}

/**
 * Looks through JSON without parsing it: counts values and levels, and finds containers that are longer than `piece`
 * characters. It does not judge whether the JSON is right. Gives turns, so that nothing else waits.
 * @returns null when there is more in it than the limit allows
 */
export async function shapeOf(
	text: ForeignText,
	limit: AnswerLimit,
	piece: number,
	turn: () => Promise<unknown>,
): Promise<JsonShape | null> {
	const large = new Map<number, Container>();
	const open: Container[] = [];
	let values = 1;
	let nextTurn = STRIDE;
	for (let at = 0; at < text.length; at++) {
		if (at >= nextTurn) {
			nextTurn = at + STRIDE;
			await turn();
		}
		const code = text.charCodeAt(at);
		if (code === QUOTE) at = endOfString(text, at);
		else if (OPEN.includes(code)) {
			if (open.length === limit.depth) return null;
			open.push({ start: at, end: at, commas: [] });
			values += 1;
		} else if (code === COMMA) {
			open.at(-1)?.commas.push(at);
			values += 1;
		} else if (CLOSE.includes(code)) {
			const container = open.pop();
			if (container === undefined) break;
			container.end = at;
			if (at - container.start > piece) large.set(container.start, container);
		}
		if (values > limit.values) return null;
	}
	return { large };
}

/** Where the string that begins at a place ends: its closing quote, or the end of the text. */
export function endOfString(text: ForeignText, start: number): number {
	for (let at = start + 1; ;) {
		const quote = text.indexOf('"', at);
		if (quote === -1) return text.length;
		let before = quote - 1;
		while (before > start && text.charCodeAt(before) === BACKSLASH) before -= 1;
		if ((quote - before) % 2 === 1) return quote;
		at = quote + 1;
	}
}
