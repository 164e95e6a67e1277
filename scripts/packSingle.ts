/**
 * `npm run pack:single -- box`: a package for one service, out of the same source. n8n verifies packages of one service each
 * (docs/single-service.md). The source is copied, the record of providers gets one line, and everything that belongs to others
 * goes; then it is built, packed, and taken through n8n's gate. The tarball lands in the folder where the command was called.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { coded } from '../nodes/shared/providers';
import type { Provider } from '../nodes/shared/contract';
import { gateChecks, pack } from './verify/gate';

const ROOT = resolve(__dirname, '..');
/** What a build needs. */
const PARTS = [
	'nodes',
	'credentials',
	'icons',
	'scripts/build',
	'gulpfile.js',
	'index.js',
	'package.json',
	'tsconfig.json',
	'tsconfig.build.json',
	'README.md',
	'CHANGELOG.md',
	'LICENSE.md',
];

interface Manifest {
	name: string;
	version: string;
	description: string;
	keywords: string[];
	n8n: { credentials: string[]; nodes: string[] };
}

async function main(): Promise<void> {
	const [name = ''] = process.argv.slice(2);
	if (!Object.hasOwn(coded, name))
		throw new Error(`npm run pack:single -- NAME, where NAME is one of ${Object.keys(coded).join(', ')}`);
	const folder = mkdtempSync(join(tmpdir(), `n8n-nodes-archives-${name}-`));
	try {
		const source = join(folder, 'source');
		for (const part of PARTS) cpSync(join(ROOT, part), join(source, part), { recursive: true });
		symlinkSync(join(ROOT, 'node_modules'), join(source, 'node_modules'));
		const manifest = leaveOnly(coded[name], source);
		const gulp = join(source, 'node_modules/gulp/bin/gulp.js');
		execFileSync(process.execPath, [gulp, 'build'], { cwd: source, stdio: ['ignore', 'ignore', 'inherit'] });
		const unpacked = pack(source, folder);
		const checks = await gateChecks(source, unpacked);
		for (const check of checks) {
			console.log(`${check.findings.length === 0 ? 'passed' : 'FAILED'}  ${check.name}`);
			for (const finding of check.findings) console.log(`        ${finding}`);
		}
		const tarball = `${manifest.name}-${manifest.version}.tgz`;
		cpSync(join(folder, tarball), resolve(tarball));
		console.log(`Packed: ${tarball}`);
		process.exitCode = checks.every(({ findings }) => findings.length === 0) ? 0 : 1;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Takes the others out of a copy of the source. @returns what its package.json says now */
function leaveOnly({ name, displayName, signIns }: Provider, source: string): Manifest {
	const shared = join(source, 'nodes/shared');
	rmSync(join(shared, 'recipes'), { recursive: true });
	for (const other of Object.keys(coded).filter((one) => one !== name))
		rmSync(join(shared, 'providers', other), { recursive: true });
	writeFileSync(
		join(shared, 'providers/index.ts'),
		`import type { Provider } from '../contract';
import { ${name} } from './${name}';

/** The one service of this package. */
export const coded: Readonly<Record<string, Provider>> = { ${name} };

export const providers = coded;
`,
	);
	const path = join(source, 'package.json');
	const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
	const wanted = signIns.map(({ credential }) => credential.toLowerCase());
	const isIts = (file: string) => wanted.includes(basename(file).split('.')[0].toLowerCase());
	for (const file of readdirSync(join(source, 'credentials')).filter((one) => !isIts(one)))
		rmSync(join(source, 'credentials', file));
	for (const file of readdirSync(join(source, 'icons')).filter((one) => one.split('.')[0] !== name))
		rmSync(join(source, 'icons', file));
	const own: Manifest = {
		...manifest,
		name: `${manifest.name}-${name.toLowerCase()}`,
		description: `Ask ${displayName} for many files as one ZIP, wait for it, and get the ZIP or its files as n8n items.`,
		keywords: manifest.keywords.filter((word) => !isOther(word, name)),
		n8n: { ...manifest.n8n, credentials: manifest.n8n.credentials.filter(isIts) },
	};
	writeFileSync(path, `${JSON.stringify(own, undefined, 2)}\n`);
	for (const node of ['CreateArchive', 'WaitForArchive', 'DownloadArchive'])
		renameIn(source, node, own.name, name);
	return own;
}

/** The codex file says which package the node is in, and which services it is for. */
function renameIn(source: string, node: string, packageName: string, provider: string): void {
	const path = join(source, 'nodes', node, `${node}.node.json`);
	const codex = JSON.parse(readFileSync(path, 'utf8')) as { node: string; alias: string[] };
	const own = {
		...codex,
		node: codex.node.replace(/^[^.]+/, packageName),
		alias: codex.alias.filter((word) => !isOther(word, provider)),
	};
	writeFileSync(path, `${JSON.stringify(own, undefined, 2)}\n`);
}

function isOther(word: string, provider: string): boolean {
	return Object.values(coded).some(
		({ name, displayName }) => name !== provider && displayName.toLowerCase() === word,
	);
}

main().catch((cause: unknown) => {
	console.error(cause instanceof Error ? cause.message : cause);
	process.exitCode = 1;
});
