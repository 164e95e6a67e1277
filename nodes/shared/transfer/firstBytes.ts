/** What came, by its first bytes. They decide, not the Content-Type: S3 and CDNs send ZIPs as text, services say no with 200. */

export type Message = 'a web page' | 'an XML message' | 'a JSON message';

/** Blanks may stand in front of a message; more of them than this are none. */
const LONGEST_LOOK = 1024;
const HTML = /^<(?:!doctype\s+html|html|head|body|title|script|meta)\b/i;

/** The message that begins with these bytes; null for what may be an archive, undefined where more of it is needed. */
export function messageIn(bytes: Uint8Array): Message | null | undefined {
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LONGEST_LOOK)).toString(
		'latin1',
	);
	const text = head.replace(/^\xef\xbb\xbf/, '').trimStart();
	if (text.length < 2 || /^(?:[{[]\s*|\xef\xbb)$/.test(text))
		return bytes.length < LONGEST_LOOK ? undefined : null;
	if (text.startsWith('<')) {
		const inside = text.replace(/^<\?xml[^>]{0,200}>\s*/i, '').replace(/^(?:<!--[^>]{0,500}-->\s*)+/, '');
		return HTML.test(inside) ? 'a web page' : 'an XML message';
	}
	return /^[{[]\s*(?:["{}[\]\d-]|true|false|null)/.test(text) ? 'a JSON message' : null;
}
