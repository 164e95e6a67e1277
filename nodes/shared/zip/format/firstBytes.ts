/** What something is, by its first bytes: servers call ZIPs text and pages ZIPs, so their Content-Type decides nothing. */

/** As much as is looked at of a text. */
export const FIRST_LOOK = 512;

/** What services send where an archive was expected. */
export type TextKind = 'a web page' | 'an XML text' | 'a JSON text';

/** Every record of a ZIP begins with "PK"; a program with a ZIP behind it does not. */
export const isZipStart = (bytes: Buffer): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/**
 * Archives of other formats, by the bytes that they begin with, in hexadecimal: RFC 1952, RFC 8878, and what 7-Zip, bzip2 (of any
 * level), xz and RAR write.
 */
const OTHER_FORMATS = [
	[/^1f8b08/, 'a gzip file'],
	[/^377abcaf271c/, 'a 7z archive'],
	[/^425a683[1-9]314159/, 'a bzip2 file'],
	[/^526172211a07/, 'a RAR archive'],
	[/^28b52ffd/, 'a Zstandard file'],
	[/^fd377a585a00/, 'an xz file'],
] as const;
/** A tar archive says so in the header of its first file (POSIX, ustar). */
const TAR = { at: 257, says: 'ustar' };

/** An archive that is none of these nodes'. */
export type OtherFormat = (typeof OTHER_FORMATS)[number][1] | 'a tar archive';

/** What other kind of archive begins so; undefined when it is none that is known. */
export function otherFormat(bytes: Buffer): OtherFormat | undefined {
	if (isZipStart(bytes)) return undefined;
	if (bytes.toString('latin1', TAR.at, TAR.at + TAR.says.length) === TAR.says) return 'a tar archive';
	const begin = bytes.toString('hex', 0, 8);
	return OTHER_FORMATS.find(([start]) => start.test(begin))?.[1];
}

/** No text holds control characters but blanks; what begins like a text and holds others is none. */
const BINARY = /(?!\s)\p{Cc}/u;

/**
 * What kind of text begins so; null when it is none that services send. Its words stay out of every message: a proxy's
 * page holds the address that it blocks, and that may be a signed link.
 */
export function kindOfText(bytes: Buffer): TextKind | null {
	const text = bytes
		.subarray(0, FIRST_LOOK)
		.toString('utf8')
		.replace(/^\ufeff/, '')
		.trimStart();
	if (BINARY.test(text)) return null;
	if (/^<\?xml/i.test(text) && !/<(?:!doctype\s+)?html/i.test(text)) return 'an XML text';
	if (/^<(?:!doctype|html|head|body|!--|\?xml)/i.test(text)) return 'a web page';
	if (text.startsWith('<')) return 'an XML text';
	if (/^[{[]\s*(?:["{}[\]\d-]|true|false|null)/.test(text)) return 'a JSON text';
	return null;
}
