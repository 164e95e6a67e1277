/**
 * `npm run verify`: what n8n asks of a community package before it lists one, and what a user gets when installing it.
 * The source and the packed package go through n8n's own gate; the tarball is opened and counted.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { gateChecks, pack, type Check } from './verify/gate';

const ROOT = resolve(__dirname, '..');
/** Our own choice: every n8n that installs the package keeps it. Nobody else sets a limit. */
const MOST_BYTES = 450_000;

interface Manifest {
	main: string;
	dependencies?: Record<string, string>;
	n8n: { credentials: string[]; nodes: string[] };
}

interface Icon {
	light: string;
	dark: string;
}

async function main(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-archives-verify-'));
	try {
		const unpacked = pack(ROOT, folder);
		const files = filesBelow(unpacked);
		const bytes = files.reduce((sum, file) => sum + statSync(join(unpacked, file)).size, 0);
		const manifest = readManifest(unpacked);
		const dependencies = Object.keys(manifest.dependencies ?? {});

		for (const file of files)
			console.log(`${String(statSync(join(unpacked, file)).size).padStart(8)}  ${file}`);
		console.log(`\nfiles in the tarball:   ${files.length}`);
		console.log(`bytes when unpacked:    ${bytes} (we allow ourselves ${MOST_BYTES})`);
		console.log(`run-time dependencies:  ${dependencies.length}\n`);

		const checks: Check[] = [
			...(await gateChecks(ROOT, unpacked)),
			{ name: 'no run-time dependencies', findings: dependencies },
			{
				name: `at most ${MOST_BYTES} bytes unpacked, which is our own limit`,
				findings: bytes <= MOST_BYTES ? [] : [`it has ${bytes} bytes`],
			},
			{ name: 'only what users need', findings: files.filter((file) => !isNeeded(file)) },
			{ name: 'every path of the n8n block is there', findings: missingPaths(unpacked, manifest) },
			{ name: 'every icon is there, light and dark', findings: missingIcons(unpacked, manifest) },
			{ name: `${manifest.main} loads`, findings: loads(join(unpacked, manifest.main)) },
		];
		report(checks);
		process.exitCode = checks.every(({ findings }) => findings.length === 0) ? 0 : 1;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function isNeeded(file: string): boolean {
	if (/\.(map|d\.ts|ts|tsbuildinfo)$/.test(file)) return false;
	return (
		/^dist\/(archive\.js|(nodes|credentials|icons)\/.+\.(js|svg|node\.json))$/.test(file) ||
		/^dist\/nodes\/\w+\/__schema__\/.+\.json$/.test(file) ||
		/^(package\.json|index\.js|README\.md|CHANGELOG\.md|LICENSE\.md)$/.test(file)
	);
}

function missingPaths(unpacked: string, { n8n }: Manifest): string[] {
	return [...n8n.nodes, ...n8n.credentials].filter((path) => !existsSync(join(unpacked, path)));
}

/** Loads each node and credential type of the tarball, with the libraries of this checkout, as n8n does with its own. */
function missingIcons(unpacked: string, { n8n }: Manifest): string[] {
	process.env.NODE_PATH = join(ROOT, 'node_modules');
	const nodeModule = createRequire(__filename)('node:module') as { _initPaths(): void };
	nodeModule._initPaths();
	const load = createRequire(__filename);
	return [...n8n.nodes, ...n8n.credentials]
		.filter((path) => existsSync(join(unpacked, path)))
		.flatMap((path) => {
			const file = join(unpacked, path);
			const [Type] = Object.values(
				load(file) as Record<string, new () => { icon?: Icon; description?: { icon: Icon } }>,
			);
			const type = new Type();
			const { light, dark } = type.description?.icon ?? type.icon ?? { light: '', dark: '' };
			if (light === dark) return [`${path}: one icon for both themes`];
			return [light, dark]
				.filter((icon) => !existsSync(resolve(dirname(file), icon.replace(/^file:/, ''))))
				.map((icon) => `${path}: ${icon}`);
		});
}

function loads(file: string): string[] {
	try {
		createRequire(__filename)(file);
		return [];
	} catch (error) {
		return [String(error)];
	}
}

function report(checks: Check[]): void {
	for (const { name, findings } of checks) {
		console.log(`${findings.length === 0 ? 'passed' : 'FAILED'}  ${name}`);
		for (const finding of findings) console.log(`        ${finding.split('\n').join('\n        ')}`);
	}
}

function readManifest(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split('\\').join('/'))
		.sort();
}

void main();
