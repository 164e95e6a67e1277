/** Words that our code has and n8n's users do not: what they read says it otherwise. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

const ROOT = resolve(__dirname, '../..');
const OURS = /\bhandles?\b/i;

/** Texts of several words in a source file: messages, labels, descriptions. */
function textsIn(file: string): string[] {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
			texts.push(node.text);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return texts.filter((text) => text.includes(' '));
}

function filesIn(folder: string, ending: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith(ending))
		.map((path) => join(ROOT, folder, path));
}

test('no message or label speaks of handles', () => {
	const found = [...filesIn('nodes', '.ts'), ...filesIn('credentials', '.ts')].flatMap((file) =>
		textsIn(file).filter((text) => OURS.test(text)),
	);
	expect(found).toEqual([]);
});

test.each(['README.md', 'SECURITY.md', ...filesIn('docs', '.md'), ...filesIn('examples', '.json')])(
	'%s speaks of archive items',
	(file) => {
		const lines = readFileSync(resolve(ROOT, file), 'utf8')
			.split('\n')
			// The name of a suite of tests, in a command.
			.map((line) => line.replace(/`[^`]*`/g, ''));
		expect(lines.filter((line) => OURS.test(line))).toEqual([]);
	},
);
