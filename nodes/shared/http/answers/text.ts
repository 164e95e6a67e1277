import { Foreign } from '../../contract/foreign';
import type { BodyStream } from '../../contract/api';

/** The beginning of a body, as foreign words. What is longer than `bytes` is left unread, and the transfer ends. */
export async function beginningOf(body: BodyStream, bytes: number): Promise<Foreign> {
	return (await read(body, bytes)).words;
}

/** All of a body, as foreign words; null when it is longer than `bytes`, and then the transfer ends. */
export async function wholeOf(body: BodyStream, bytes: number): Promise<Foreign | null> {
	const { words, more } = await read(body, bytes);
	return more ? null : words;
}

/** Decodes piece by piece: eight megabytes at once would hold up the loop. */
async function read(body: BodyStream, bytes: number): Promise<{ words: Foreign; more: boolean }> {
	const decoder = new TextDecoder();
	const parts: string[] = [];
	let left = bytes;
	let more = false;
	for await (const piece of body) {
		parts.push(decoder.decode(piece.subarray(0, left), { stream: true }));
		more = piece.length > left;
		left -= piece.length;
		if (more) break;
	}
	body.close();
	return { words: new Foreign(parts.join('') + decoder.decode()), more };
}
