import type { ForeignText } from '../../contract/api';

/** What people do not see of a page. */
const UNSEEN = ['script', 'style'];

/** Where the tag or comment that begins at a place ends; -1 when none begins there. `<` alone is a sign like any other. */
export function tagEnd(text: ForeignText, at: number): number {
	if (!/[a-z/!?]/i.test(text[at + 1] ?? '')) return -1;
	const end = text.indexOf('>', at);
	return end + 1 || -1;
}

/**
 * The text with each tag replaced by a space, and without scripts and styles. One pass: an expression with `[\s\S]*?` took
 * 40 seconds for 160 KB of `<`.
 */
export function withoutTags(text: ForeignText): string {
	// Without a single `>` behind it, no `<` begins a tag: looking again each time would be quadratic.
	const last = text.lastIndexOf('>');
	const parts: string[] = [];
	let from = 0;
	for (let at = text.indexOf('<'); at !== -1 && at < last; at = text.indexOf('<', at)) {
		const end = tagEnd(text, at);
		if (end === -1) {
			at += 1;
			continue;
		}
		parts.push(text.slice(from, at), ' ');
		from = endOfUnseen(text, at, end);
		at = from;
	}
	parts.push(text.slice(from));
	return parts.join('');
}

function endOfUnseen(text: string, start: number, end: number): number {
	const name = text.slice(start + 1, start + 8).toLowerCase();
	const unseen = UNSEEN.find((tag) => name.startsWith(tag));
	if (unseen === undefined) return end;
	const close = text.toLowerCase().indexOf(`</${unseen}`, end);
	return close === -1 ? text.length : close;
}
