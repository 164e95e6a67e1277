/**
 * `npm run test:new-provider`: makes a provider of every shape in a copy of the repository, by the command that people use, and
 * checks that what it writes builds, lints and passes the contract test untouched, and that nothing it writes is stale.
 */
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { templateData, type Answers } from './answers';

const ROOT = resolve(__dirname, '../..');

/** Every shape once, and every way to sign in. */
const TRIED: Answers[] = [
	{ display: 'Alpha Papers', shape: 'S', signIn: 'token' },
	{ display: 'Beta-ngx', shape: 'U', signIn: 'basic' },
	{ display: 'Gamma', shape: 'J', signIn: 'header' },
	{ display: 'Delta 4', shape: 'L', signIn: 'bearer' },
];

/** Where a provider gets its line. */
const LISTS = ['package.json', 'nodes/shared/providers/index.ts', 'test/sandbox/services/index.ts'];

async function main(): Promise<void> {
	const copy = mkdtempSync(join(tmpdir(), 'new-provider-'));
	process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
	copySource(copy);
	linkModules(copy);
	const npm = async (...args: string[]) => await must(copy, 'npm', ['run', '--silent', ...args]);

	const before = new Set(sourceFiles(ROOT));
	for (const { display, shape, signIn } of TRIED) await npm('new-provider', '--', display, shape, signIn);
	const written = filesIn(copy).filter((path) => !before.has(path));
	console.log(`${TRIED.length} providers are ${written.length} files`);

	await npm('build');
	const files = [...written, ...LISTS].filter((path) => /\.(ts|json)$/.test(path));
	const code = files.filter((path) => !path.startsWith('examples/'));
	// All of it: a list that stands somewhere else and lacks a provider is an error of that file.
	const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'];
	const eslint = ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', ...code];
	// Each keeps one core busy.
	await Promise.all([must(copy, process.execPath, tsc), must(copy, process.execPath, eslint)]);
	const names = TRIED.map((answers) => templateData(answers).name);
	const one = `(${names.join('|')})`;
	await npm(
		'jest',
		'--',
		`test/(providers|sandbox)/${one}.test`,
		'test/package/(places|derived|package)',
		'test/pick/contract',
	);
	// Every test over providers, wherever it stands.
	await npm('jest', '--', 'test/(workflows|leaks)', '-t', `^${one} `);
}

/** Runs a program in the copy, and ends everything with what it said when it fails. */
async function must(cwd: string, program: string, args: string[]): Promise<void> {
	const { status, stdout, stderr } = await step(cwd, program, args);
	if (status === 0) return;
	console.error(stdout, stderr);
	process.exit(1);
}

async function step(cwd: string, program: string, args: string[]) {
	const started = Date.now();
	const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
	const [stdout, stderr, status] = await Promise.all([
		text(child.stdout),
		text(child.stderr),
		new Promise<number | null>((resolve) => child.once('close', resolve)),
	]);
	const line = `${[program, ...args].join(' ').slice(0, 110)}  ${((Date.now() - started) / 1000).toFixed(1)} s`;
	console.log(`${status === 0 ? 'passed' : 'ended '}  ${line}`);
	return { status, stdout, stderr };
}

/** What a commit of everything would hold. */
function sourceFiles(root: string): string[] {
	const listed = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
	return execFileSync('git', listed, { cwd: root, encoding: 'utf8' })
		.split('\0')
		.filter((path) => path !== '' && statSync(join(root, path), { throwIfNoEntry: false }) !== undefined);
}

function copySource(copy: string): void {
	for (const path of sourceFiles(ROOT)) {
		mkdirSync(dirname(join(copy, path)), { recursive: true });
		copyFileSync(join(ROOT, path), join(copy, path));
	}
}

/** A folder of links, not a link to the folder: the build keeps its cache in there, and moves it to dist/. */
function linkModules(copy: string): void {
	const from = join(ROOT, 'node_modules');
	const to = join(copy, 'node_modules');
	mkdirSync(to);
	for (const name of readdirSync(from)) if (name !== '.cache') symlinkSync(join(from, name), join(to, name));
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.filter((path) => !path.startsWith('node_modules/'));
}

void main();
