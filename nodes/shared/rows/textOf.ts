import type { EntryContent } from '../zip';
import type { Breath } from '../zip/engine/eventLoopTurn';

/** Bytes that are decoded at a time. */
const SLICE = 16 * 1024;
/** Bytes that a byte order mark takes at the most. */
const LONGEST_MARK = 3;

/** The text of a file, in small pieces: UTF-8, or UTF-16 where a byte order mark says so. Marks are left out. */
export async function* textOf(content: EntryContent, breath: Breath): AsyncGenerator<string> {
	let decoder: InstanceType<typeof TextDecoder> | null = null;
	for await (const piece of fromMark(content)) {
		decoder ??= new TextDecoder(encodingOf(piece));
		for (let at = 0; at < piece.length; at += SLICE) {
			if (breath.due) await breath.take();
			const text = decoder.decode(piece.subarray(at, at + SLICE), { stream: true });
			if (text !== '') yield text;
		}
	}
	const last = decoder?.decode() ?? '';
	if (last !== '') yield last;
}

/** The pieces, the first of which is long enough for a mark. */
async function* fromMark(content: EntryContent): AsyncGenerator<Uint8Array> {
	if (content instanceof Uint8Array) {
		yield content;
		return;
	}
	let first: Uint8Array | null = new Uint8Array(0);
	for await (const piece of content) {
		if (first === null) {
			yield piece;
			continue;
		}
		first = first.length === 0 ? piece : Buffer.concat([first, piece]);
		if (first.length < LONGEST_MARK) continue;
		yield first;
		first = null;
	}
	if (first !== null && first.length > 0) yield first;
}

function encodingOf(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	return 'utf-8';
}
