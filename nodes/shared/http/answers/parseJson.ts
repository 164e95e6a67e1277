import { sleep } from 'n8n-workflow';
import { endOfString, shapeOf, type Container } from './jsonShape';
import { Foreign } from '../../base/foreign';
import type { AnswerLimit } from './limits';

/** Characters that are parsed in one go: about five milliseconds. */
const PIECE = 250_000;

/** What came of a text that should be JSON. */
export type Parsed = { value: unknown } | { because: 'not JSON' | 'too much in it' };

/**
 * The value of a JSON text. What is in it is counted before it is parsed, and large texts are parsed in pieces, with turns in
 * between: `JSON.parse` alone made 557 MB of 1.3 MB, and held up n8n while it did.
 */
export async function parseJson(words: Foreign, limit: AnswerLimit): Promise<Parsed> {
	const text = Foreign.wholeOf(words);
	if (text.trim() === '') return { value: null };
	const turn = async () => await sleep(0);
	const shape = await shapeOf(text, limit, PIECE, turn);
	if (shape === null) return { because: 'too much in it' };
	try {
		return { value: await valueIn(text, 0, text.length, shape.large, turn) };
	} catch {
		return { because: 'not JSON' };
	}
}

type Turn = () => Promise<unknown>;

async function valueIn(
	text: string,
	from: number,
	to: number,
	large: ReadonlyMap<number, Container>,
	turn: Turn,
): Promise<unknown> {
	const start = from + blanks(text, from, to);
	const container = large.get(start);
	if (container === undefined) return JSON.parse(text.slice(from, to)) as unknown;
	if (container.end + 1 + blanks(text, container.end + 1, to) < to)
		throw new SyntaxError('more than one value');
	const isList = text[start] === '[';
	if (text[container.end] !== (isList ? ']' : '}'))
		throw new SyntaxError('another bracket than it began with');
	const list: unknown[] = [];
	const record: Record<string, unknown> = {};
	for (const { from: first, to: last, whole } of runsOf(text, container, large)) {
		await turn();
		if (!whole) {
			const inner = text.slice(first, last);
			if (inner.trim() === '') throw new SyntaxError('a comma, and nothing behind it');
			if (isList) for (const value of JSON.parse(`[${inner}]`) as unknown[]) list.push(value);
			else
				for (const [name, value] of Object.entries(JSON.parse(`{${inner}}`) as object))
					put(record, name, value);
		} else if (isList) list.push(await valueIn(text, first, last, large, turn));
		else {
			const colon = colonOf(text, first, last);
			put(
				record,
				JSON.parse(text.slice(first, colon)) as string,
				await valueIn(text, colon + 1, last, large, turn),
			);
		}
	}
	return isList ? list : record;
}

/** A stretch of a container: some small children together, or a large one for itself. */
interface Run {
	from: number;
	to: number;
	whole: boolean;
}

function* runsOf(
	text: string,
	{ start, end, commas }: Container,
	large: ReadonlyMap<number, Container>,
): Generator<Run> {
	const isList = text[start] === '[';
	if (commas.length === 0 && text.slice(start + 1, end).trim() === '') return;
	let from = start + 1;
	let last = from;
	let held = 0;
	for (const to of [...commas, end]) {
		const value = isList ? last : colonOf(text, last, to) + 1;
		const whole = large.has(value + blanks(text, value, to));
		if (held > 0 && (whole || to - from > PIECE)) {
			yield { from, to: last - 1, whole: false };
			from = last;
			held = 0;
		}
		if (whole) {
			yield { from: last, to, whole: true };
			from = to + 1;
		} else held += 1;
		last = to + 1;
	}
	if (held > 0) yield { from, to: end, whole: false };
}

/** The colon behind the name of a member; the end where there is none, which `JSON.parse` then refuses. */
function colonOf(text: string, from: number, to: number): number {
	const name = from + blanks(text, from, to);
	if (name >= to || text[name] !== '"') return to;
	const quote = endOfString(text, name);
	const colon = quote + 1 + blanks(text, quote + 1, to);
	return colon < to && text[colon] === ':' ? colon : to;
}

function blanks(text: string, from: number, to: number): number {
	let at = from;
	while (at < to && ' \t\r\n'.includes(text[at])) at += 1;
	return at - from;
}

/** As `JSON.parse` does it: `__proto__` is a name like any other. */
function put(record: Record<string, unknown>, name: string, value: unknown): void {
	Object.defineProperty(record, name, { value, configurable: true, enumerable: true, writable: true });
}
