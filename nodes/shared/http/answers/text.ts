import { sleep } from 'n8n-workflow';
import { Foreign } from '../../base/foreign';
import type { BodyStream } from '../../contract/api';

/** A server that sends byte by byte costs time with each of them; others send hundreds of bytes at a time. */
const MOST_PIECES = 50_000;
const LONGEST_HOLD_MS = 20;
/** Characters of a text that is a value by itself. */
const LONGEST_PLAIN = 2_048;

/** The beginning of a body, as foreign words. What is longer than `bytes` is left unread, and the transfer ends. */
export async function beginningOf(body: BodyStream, bytes: number): Promise<Foreign> {
	return (await read(body, bytes)).words;
}

/** All of a body, as foreign words; null when it is longer than `bytes`, and then the transfer ends. */
export async function wholeOf(body: BodyStream, bytes: number): Promise<Foreign | null> {
	const { words, more } = await read(body, bytes);
	return more ? null : words;
}

/** The text of an answer that is a value by itself (GBIF gives its keys so); null where it is longer than that, or a page. */
export function plainText(words: Foreign): string | null {
	const text = Foreign.wholeOf(words);
	if (text.length > LONGEST_PLAIN) return null;
	const value = text.trim();
	return value.startsWith('<') ? null : value;
}

/** Decodes piece by piece: eight megabytes at once would hold up the loop. */
async function read(body: BodyStream, bytes: number): Promise<{ words: Foreign; more: boolean }> {
	const decoder = new TextDecoder();
	const parts: string[] = [];
	let left = bytes;
	let more = false;
	let turn = Date.now();
	for await (const piece of body) {
		if (Date.now() - turn >= LONGEST_HOLD_MS) {
			await sleep(0);
			turn = Date.now();
		}
		parts.push(decoder.decode(piece.subarray(0, left), { stream: true }));
		more = piece.length > left || parts.length > MOST_PIECES;
		left -= piece.length;
		if (more) break;
	}
	body.close();
	return { words: new Foreign(parts.join('') + decoder.decode()), more };
}
