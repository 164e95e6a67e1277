import type { EntryContent } from '../zip';
import { Breath } from '../zip/engine/eventLoopTurn';
import { textOf } from './textOf';

/** A part of a file's text. */
export interface TextRead {
	text: string;
	/** Whether more text follows. */
	isCut: boolean;
}

/** What stands where bytes are no text. */
const UNREAD = '\ufffd';

/** What is to be said of a text with bytes in it that are none, as the end of a sentence; of any other nothing. */
export function garbledIn(text: string): string[] {
	return text.includes(UNREAD) ? [`not all of it is UTF-8, and "${UNREAD}" stands for the rest`] : [];
}

/** Bytes that are looked at to tell text from anything else. */
const FIRST_LOOK = 4 * 1024;

/** Reads `most` characters of a file's text, after the first `offset`. */
export async function readText(content: EntryContent, most: number, offset = 0): Promise<TextRead> {
	let text = '';
	let passed = 0;
	for await (const piece of textOf(content, new Breath())) {
		const wanted = piece.slice(Math.max(0, offset - passed));
		passed += piece.length;
		text += wanted;
		if (text.length > most) return { text: text.slice(0, wholeLength(text, most)), isCut: true };
	}
	return { text, isCut: false };
}

/** Nothing but text has no zero byte in it; UTF-16 is known by its mark. */
export function looksLikeText(beginning: Uint8Array): boolean {
	const [first, second] = beginning;
	const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
	return isMarked || !beginning.subarray(0, FIRST_LOOK).includes(0);
}

/** Characters that take two places are not cut in half. */
function wholeLength(text: string, length: number): number {
	const last = text.charCodeAt(length - 1);
	return length > 1 && last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
}
