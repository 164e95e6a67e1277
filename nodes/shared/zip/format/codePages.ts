/**
 * Code pages for names that aren't marked as UTF-8. The web's TextDecoder knows the younger ones; DOS's own stand here, by
 * the characters of their upper halves: CP437, the one that the ZIP format itself names, and the two of Western and Central
 * Europe, which Windows still uses for the names in its ZIPs.
 */
const DOS: Readonly<Record<string, string>> = {
	'437':
		'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
		'└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
	'850':
		'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
		'└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
	'852':
		'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐' +
		'└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
};

export type Decode = (bytes: Uint8Array) => string;

const withUpperHalf =
	(upper: string): Decode =>
	(bytes) => {
		let text = '';
		for (const byte of bytes) text += byte < 128 ? String.fromCharCode(byte) : upper[byte - 128];
		return text;
	};

/**
 * A decoder that never throws: bytes that mean nothing in the code page become U+FFFD.
 *
 * @param codePage `cp437`, `ibm850` and the like, or a label that TextDecoder knows
 * @throws RangeError when nobody knows a code page of this name
 */
export function decoderFor(codePage: string): Decode {
	const number = /^(?:cp|ibm)-?(\d+)$/i.exec(codePage)?.[1];
	if (number !== undefined && Object.hasOwn(DOS, number)) return withUpperHalf(DOS[number]);
	const decoder = new TextDecoder(
		codePage.replace(/^cp-?866$/i, 'ibm866').replace(/^cp-?(125\d)$/i, 'windows-$1'),
	);
	return (bytes) => decoder.decode(bytes);
}
