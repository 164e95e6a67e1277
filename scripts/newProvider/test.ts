/**
 * `npm run test:new-provider`: makes a provider of every shape in a copy of the repository, by the command that people use, and
 * checks that what it writes builds, lints and passes the contract test untouched, and that nothing it writes is stale.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
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

function main(): void {
	const copy = mkdtempSync(join(tmpdir(), 'new-provider-'));
	process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
	copySource(copy);
	linkModules(copy);
	const npm = (...args: string[]) => must(copy, 'npm', ['run', '--silent', ...args]);
	const node = (program: string, ...args: string[]) =>
		must(copy, process.execPath, [join('node_modules', program), ...args]);

	const before = new Set(sourceFiles(ROOT));
	for (const { display, shape, signIn } of TRIED) npm('new-provider', '--', display, shape, signIn);
	const written = filesIn(copy).filter((path) => !before.has(path));
	console.log(`${TRIED.length} providers are ${written.length} files`);

	npm('build');
	const files = [...written, ...LISTS].filter((path) => /\.(ts|json)$/.test(path));
	typesOf(copy, files);
	const code = files.filter((path) => !path.startsWith('examples/'));
	node('eslint/bin/eslint.js', '--max-warnings', '0', ...code);
	const names = TRIED.map((answers) => templateData(answers).name);
	const one = `(${names.join('|')})`;
	npm('jest', '--', `test/(providers|sandbox)/${one}.test`, 'test/package/(places|derived|package)');
	npm('jest', '--', 'test/workflows/(contract|signIns)', '-t', `^${one} `);
}

/** The compiler's word on these files. What it says of others is not ours to judge. */
function typesOf(copy: string, files: string[]): void {
	const { stdout } = step(copy, process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']);
	const wrong = stdout.split('\n').filter((line) => files.some((path) => line.startsWith(`${path}(`)));
	if (wrong.length === 0) return;
	console.error(wrong.join('\n'));
	process.exit(1);
}

/** Runs a program in the copy, and ends everything with what it said when it fails. */
function must(cwd: string, program: string, args: string[]): void {
	const { status, stdout, stderr } = step(cwd, program, args);
	if (status === 0) return;
	console.error(stdout, stderr);
	process.exit(1);
}

function step(cwd: string, program: string, args: string[]) {
	const started = Date.now();
	const ran = spawnSync(program, args, { cwd, encoding: 'utf8' });
	const line = `${[program, ...args].join(' ').slice(0, 110)}  ${((Date.now() - started) / 1000).toFixed(1)} s`;
	console.log(`${ran.status === 0 ? 'passed' : 'ended '}  ${line}`);
	return ran;
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

main();
