import { sleep } from 'n8n-workflow';
import { Foreign } from '../../base/foreign';
import type { BodyStream } from '../../contract/api';
import { pieceCounter } from './pieces';

const LONGEST_HOLD_MS = 20;
/** Characters of a text that is a value by itself. */
const LONGEST_PLAIN = 2_048;

/** Why a body was not read to its end: it has too many bytes, comes in too many pieces, or is an archive. */
export type Unread = 'bytes' | 'pieces' | 'archive';

/** The beginning of a body, as foreign words. What is longer than `bytes` is left unread, and the transfer ends. */
export async function beginningOf(body: BodyStream, bytes: number): Promise<Foreign> {
	return (await read(body, bytes)).words;
}

/** All of a body, as foreign words; where that is too much, what is too much of it, and then the transfer ends. */
export async function wholeOf(
	body: BodyStream,
	bytes: number,
	mayBeArchive = false,
): Promise<Foreign | Unread> {
	const { words, unread } = await read(body, bytes, mayBeArchive);
	return unread ?? words;
}

/** The text of an answer that is a value by itself (GBIF gives its keys so); null where it is longer than that, or a page. */
export function plainText(words: Foreign): string | null {
	const text = Foreign.wholeOf(words);
	if (text.length > LONGEST_PLAIN) return null;
	const value = text.trim();
	return value.startsWith('<') ? null : value;
}

/** Decodes piece by piece: eight megabytes at once would hold up the loop. */
async function read(
	body: BodyStream,
	bytes: number,
	mayBeArchive = false,
): Promise<{ words: Foreign; unread: Unread | null }> {
	const decoder = new TextDecoder();
	const parts: string[] = [];
	const areTooMany = pieceCounter();
	let left = bytes;
	let unread: Unread | null = null;
	let turn = Date.now();
	for await (const piece of body) {
		if (Date.now() - turn >= LONGEST_HOLD_MS) {
			await sleep(0);
			turn = Date.now();
		}
		parts.push(decoder.decode(piece.subarray(0, left), { stream: true }));
		// A text may begin with "PK", and goes on with what can be read. The three bytes may come one by one.
		if (mayBeArchive && parts.length < 4 && /^PK(?!\s)\p{Cc}/u.test(parts.join(''))) unread = 'archive';
		else if (piece.length > left) unread = 'bytes';
		else if (areTooMany(piece.length)) unread = 'pieces';
		left -= piece.length;
		if (unread !== null) break;
	}
	body.close();
	return { words: new Foreign(parts.join('') + decoder.decode()), unread };
}
