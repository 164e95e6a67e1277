import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './facts';

/** `/** What happened. What to do. *\/ | 'CODE'`, as the codes stand in the source. */
const CODE = /\/\*\* (.+?) \*\/\s+\| '([A-Z_]+)'/g;

/** A table of every code that a refusal can have, from the comments at them. */
export function refusalCodes(): string {
	const source = readFileSync(join(ROOT, 'nodes/shared/base/refusal.ts'), 'utf8');
	const rows = [...source.matchAll(CODE)].map(([, words, code]) => `| \`${code}\` | ${inTwo(words)} |`);
	return ['| Code | What happened | What to do |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The first sentence says what happened, the others what to do. */
function inTwo(words: string): string {
	const plain = words.replace(/\s+/g, ' ').replaceAll('*', '_');
	const end = plain.indexOf('. ') + 1;
	return `${plain.slice(0, end)} | ${plain.slice(end + 1)}`;
}
