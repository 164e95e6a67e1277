/**
 * A document with its derived parts put in. `<!-- services:NAME -->` begins such a part, `<!-- /services:NAME -->` ends it. A
 * part of several lines stands between blank lines, so that Markdown sees its table; a part of one line stands inside a
 * sentence, and never first in its line, where a comment would end the paragraph.
 * @throws when the document lacks one of the parts, or has one that nobody derives
 */
export function withMarked(document: string, parts: Record<string, string>): string {
	const found = [...document.matchAll(/<!-- services:(\w+) -->/g)].map(([, name]) => name);
	const unknown = found.find((name) => !(name in parts));
	if (unknown !== undefined) throw new Error(`Nobody derives the part services:${unknown}`);
	return Object.entries(parts).reduce((text, [name, part]) => {
		const [start, end] = [`<!-- services:${name} -->`, `<!-- /services:${name} -->`];
		const [before, rest] = cut(text, start);
		const [, after] = cut(rest, end);
		const body = part.includes('\n') ? `\n\n${part}\n\n` : part;
		return `${before}${start}${body}${end}${after}`;
	}, document);
}

function cut(text: string, marker: string): [string, string] {
	const at = text.indexOf(marker);
	if (at < 0) throw new Error(`The document has no ${marker}`);
	return [text.slice(0, at), text.slice(at + marker.length)];
}
