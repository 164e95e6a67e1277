/**
 * Code pages for names that aren't marked as UTF-8. The web's TextDecoder knows all but CP437, the one
 * that the ZIP format itself names, so its upper half stands here.
 */
const CP437_UPPER =
	'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
	'└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** What `codePage` accepts, beside `auto`. The first is what the format falls back on. */
export const CODE_PAGES = [
	'cp437',
	'utf-8',
	'windows-1250',
	'windows-1251',
	'windows-1252',
	'windows-1253',
	'windows-1254',
	'windows-1255',
	'windows-1256',
	'windows-1257',
	'windows-1258',
	'windows-874',
	'ibm866',
	'koi8-r',
	'koi8-u',
	'iso-8859-2',
	'iso-8859-5',
	'iso-8859-7',
	'iso-8859-15',
	'macintosh',
	'shift_jis',
	'euc-jp',
	'gb18030',
	'big5',
	'euc-kr',
] as const;

function decodeCp437(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += byte < 128 ? String.fromCharCode(byte) : CP437_UPPER[byte - 128];
	return text;
}

export type Decode = (bytes: Uint8Array) => string;

/**
 * A decoder that never throws: bytes that mean nothing in the code page become U+FFFD.
 *
 * @throws RangeError when nobody knows a code page of this name
 */
export function decoderFor(codePage: string): Decode {
	if (/^(cp|ibm)-?437$/i.test(codePage)) return decodeCp437;
	const decoder = new TextDecoder(
		codePage.replace(/^cp-?866$/i, 'ibm866').replace(/^cp-?(125\d)$/i, 'windows-$1'),
	);
	return (bytes) => decoder.decode(bytes);
}
