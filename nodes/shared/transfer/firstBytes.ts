import { FIRST_LOOK, kindOfText, type TextKind } from '../zip/format/firstBytes';

/** Too little to tell: nothing yet, the start of a JSON text, or half a byte order mark. */
const UNDECIDED = ['', '{', '[', '\xef', '\xef\xbb'];

/** The message that begins with these bytes; null for what may be an archive, undefined where more of it is needed. */
export function messageIn(bytes: Uint8Array): TextKind | null | undefined {
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, FIRST_LOOK));
	const kind = kindOfText(head);
	if (kind !== null || head.length === FIRST_LOOK) return kind;
	const text = head
		.toString('latin1')
		.replace(/^\xef\xbb\xbf/, '')
		.trim();
	return UNDECIDED.includes(text) ? undefined : null;
}
