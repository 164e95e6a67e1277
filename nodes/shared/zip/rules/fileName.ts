import type { ForeignText } from '../../contract/api';

/** File names that may be saved anywhere: "CON" and "x." can't be opened on Windows. */
const NOT_IN_WINDOWS_NAMES = /[<>:"|?*]/g;
/** Devices of Windows, whatever follows behind a dot or spaces: "COM1 .txt" is one as well. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** @param part the last part of a path */
export function fileNameFor(part: ForeignText): string {
	const name = withoutEnd(part.replace(NOT_IN_WINDOWS_NAMES, '_'), '. ');
	if (name === '') return 'unnamed';
	const dot = name.indexOf('.');
	const stem = withoutEnd(dot === -1 ? name : name.slice(0, dot), ' ');
	return DEVICE.test(stem) ? `_${name}` : name;
}

/** Without the characters of `those` at the end. (An expression would try again from every one of them.) */
function withoutEnd(text: string, those: string): string {
	let end = text.length;
	while (end > 0 && those.includes(text[end - 1])) end--;
	return text.slice(0, end);
}
