/** Which brackets of a pattern are more than characters, and where each of them closes. */

/** What makes an extended pattern of the bracket behind it. */
export const EXTENDED = '?*+@!';

/** Where a set that begins at `start` closes; -1 when it does not. A bracket that comes first belongs to it. */
function endOfSet(text: string, start: number): number {
	let at = start + 1;
	if (text[at] === '!' || text[at] === '^') at++;
	for (const first = at; at < text.length; at++) {
		if (text[at] === '\\') at++;
		else if (text[at] === ']' && at > first) return at;
	}
	return -1;
}

/** Where each bracket closes that is more than a character: sets, extended patterns, and braces with a comma in them. */
export function partnersIn(text: string): Map<number, number> {
	const partners = new Map<number, number>();
	const open: Array<{ at: number; closes: string; isGroup: boolean }> = [];
	let setsMayClose = true;
	for (let at = 0; at < text.length; at++) {
		const character = text[at];
		const last = open.at(-1);
		if (character === '\\') {
			at++;
		} else if (character === '[' && setsMayClose) {
			const end = endOfSet(text, at);
			if (end === -1) setsMayClose = false;
			else partners.set(at, end);
			at = Math.max(at, end);
		} else if (character === '{') {
			open.push({ at, closes: '}', isGroup: false });
		} else if (character === '(' && at > 0 && EXTENDED.includes(text[at - 1])) {
			open.push({ at, closes: ')', isGroup: true });
		} else if (last && character === ',' && last.closes === '}') {
			last.isGroup = true;
		} else if (last?.closes === character) {
			open.pop();
			if (last.isGroup) partners.set(last.at, at);
		}
	}
	return partners;
}
