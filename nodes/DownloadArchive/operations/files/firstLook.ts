import type { EntryContent } from '../../../shared/zip';

/** A file's first bytes, and all of it again. */
export async function firstLook(
	content: EntryContent,
): Promise<{ beginning: Uint8Array; whole: EntryContent }> {
	if (content instanceof Uint8Array) return { beginning: content, whole: content };
	const pieces = content[Symbol.asyncIterator]();
	const first = await pieces.next();
	if (first.done === true) return { beginning: NOTHING, whole: NOTHING };
	async function* all(beginning: Uint8Array): AsyncGenerator<Uint8Array> {
		yield beginning;
		yield* { [Symbol.asyncIterator]: () => pieces };
	}
	return { beginning: first.value, whole: all(first.value) };
}

const NOTHING = new Uint8Array(0);
