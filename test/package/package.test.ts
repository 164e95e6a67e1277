import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { ICredentialType, INodeType, Themed } from 'n8n-workflow';
import { inflateModuleBytes } from '../../nodes/shared/bundled/inflateModuleBytes';
import { built, manifest, ROOT } from './manifest';

const { nodes, credentials } = manifest.n8n;

describe('package.json', () => {
	it('brings no dependencies but the n8n that is there', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('names every node and credential in the source, and no other', () => {
		const inSource = (folder: string, ending: string) =>
			readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
				.filter((path) => path.endsWith(`${ending}.ts`))
				.map((path) => `dist/${folder}/${path.replace(/\.ts$/, '.js')}`)
				.sort();
		expect([...nodes].sort()).toEqual(inSource('nodes', '.node'));
		expect([...credentials].sort()).toEqual(inSource('credentials', '.credentials'));
	});

	it.each(
		Object.entries(manifest.scripts).flatMap(([name, line]) =>
			[...line.matchAll(/tsx (\S+)/g)].map(([, file]) => [name, file]),
		),
	)('has the file that "npm run %s" starts: %s', (_name, file) => {
		expect(existsSync(join(ROOT, file))).toBe(true);
	});
});

test('the bundle holds the module that inflates: without it everything works on, and takes longer', () => {
	const bundle = readFileSync(join(ROOT, 'dist', 'archive.js'), 'utf8');
	const inBase64 = [...bundle.matchAll(/[\w+/]{1000,}={0,2}/g)].map(([text]) => Buffer.from(text, 'base64'));
	expect(inBase64.map((bytes) => inflateRawSync(bytes))).toEqual([inflateModuleBytes()]);
});

describe.each(nodes)('%s', (path) => {
	const codex = join(ROOT, path.replace(/\.js$/, '.json'));

	it('loads, with an icon for each theme beside it', () => {
		const { description } = built<INodeType>(path);
		expect(`${description.name.toLowerCase()}.node.js`).toBe(basename(path).toLowerCase());
		expectIcons(path, description.icon);
	});

	it('is found in the node picker by its codex file', () => {
		const { node, categories, alias } = JSON.parse(readFileSync(codex, 'utf8')) as Record<string, unknown>;
		expect(node).toBe(`${manifest.name}.${built<INodeType>(path).description.name}`);
		expect(categories).not.toHaveLength(0);
		expect(alias).not.toHaveLength(0);
	});

	it('asks only for credentials of this package', () => {
		const own = credentials.map((credential) => built<ICredentialType>(credential).name);
		const asked = built<INodeType>(path).description.credentials?.map(({ name }) => name) ?? [];
		expect(own.sort()).toEqual([...new Set(asked)].sort());
	});
});

describe.each(credentials)('%s', (path) => {
	it('can be tested, is explained, and has an icon for each theme', () => {
		const credential = built<ICredentialType>(path);
		expect(credential.test?.request.url ?? '').not.toBe('');
		expect(credential.documentationUrl).toMatch(/^https:\/\/.+#credentials$/);
		expectIcons(path, credential.icon);
	});

	it('hides what is secret', () => {
		const shown = built<ICredentialType>(path)
			.properties.filter(({ name }) => /password|secret|token|apiKey/i.test(name))
			.filter(({ name, type }) => type === 'string' && !/url|name/i.test(name))
			.filter(({ typeOptions }) => typeOptions?.password !== true)
			.map(({ name }) => name);
		expect(shown).toEqual([]);
	});
});

function expectIcons(path: string, icon: Themed<string> | undefined): void {
	if (icon === undefined || typeof icon === 'string') throw new Error('no icon for each theme');
	const files = [icon.light, icon.dark].map((file) => file.replace(/^file:/, ''));
	expect(new Set(files).size).toBe(2);
	for (const file of files) {
		const drawing = readFileSync(resolve(ROOT, dirname(path), file), 'utf8');
		expect(drawing).toContain('viewBox="0 0 60 60"');
	}
}
