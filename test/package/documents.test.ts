import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { manifest, ROOT } from './manifest';

const documents = [
	'README.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	'SECURITY.md',
	...markdownIn('docs'),
	...markdownIn('examples'),
];
const examples = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.json'));

describe.each(documents)('%s', (document) => {
	const text = readFileSync(join(ROOT, document), 'utf8');

	it('names only commands that exist', () => {
		const named = [...text.matchAll(/npm run ([a-z0-9:-]+)/g)].map(([, name]) => name);
		expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
	});

	it('links only to files that exist', () => {
		const links = [...text.matchAll(/\]\(([^)\s]+)\)|src(?:set)?="([^"]+)"/g)]
			.map(([, link, source]) => (link ?? source).replace(/#.*$/, ''))
			.filter((link) => link !== '' && !/^[a-z]+:/.test(link));
		expect(links.filter((link) => !existsSync(resolve(ROOT, dirname(document), link)))).toEqual([]);
	});

	it('has the headings that it links to', () => {
		const links = [...text.matchAll(/\]\(([^):\s]*)#([^)]+)\)/g)];
		const dead = links.filter(([, file, anchor]) => {
			const target = file === '' ? document : join(dirname(document), file);
			return target.endsWith('.md') && !anchorsIn(target).includes(anchor);
		});
		expect(dead.map(([link]) => link)).toEqual([]);
	});
});

it('gives what was changed in the version that package.json has', () => {
	expect(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')).toContain(`## [${manifest.version}]`);
});

it('has the headings that the editor links to', () => {
	expect(anchorsIn('README.md')).toEqual(expect.arrayContaining(['credentials', 'the-nodes']));
});

it('can be reached from the README, page by page', () => {
	const reached = new Set(['README.md']);
	for (const document of reached) {
		for (const [, link] of readFileSync(join(ROOT, document), 'utf8').matchAll(/\]\(([^):#\s]+\.md)/g))
			reached.add(join(dirname(document), link));
	}
	expect(documents.filter((document) => !reached.has(document))).toEqual([]);
});

describe('examples', () => {
	it.each(examples)('%s can be imported', (name) => {
		const workflow = JSON.parse(readFileSync(join(ROOT, 'examples', name), 'utf8')) as {
			name: string;
			nodes: Array<{ name: string; type: string }>;
			connections: Record<string, unknown>;
		};
		const names = workflow.nodes.map((node) => node.name);
		expect(names).toEqual(expect.arrayContaining(Object.keys(workflow.connections)));
		const ours = workflow.nodes.filter(({ type }) => type.startsWith(`${manifest.name}.`));
		expect(ours).not.toHaveLength(0);
	});
});

function markdownIn(folder: string): string[] {
	if (!existsSync(join(ROOT, folder))) return [];
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.md'))
		.map((path) => relative(ROOT, join(ROOT, folder, path)));
}

function anchorsIn(document: string): string[] {
	const headings = readFileSync(join(ROOT, document), 'utf8').matchAll(/^#+ (.+)$/gm);
	return [...headings].map(([, heading]) => anchorOf(heading));
}

/** The anchor that GitHub makes of a heading. */
function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replace(/ /g, '-');
}
