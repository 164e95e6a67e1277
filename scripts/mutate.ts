/**
 * `npm run mutate [-- <folder>…]`: puts small mistakes into the shared code, a folder at a time, and counts how many of them
 * the unit tests of that folder notice. Prints the score of each folder; ends with 1 when one is below the bar.
 * StrykerJS keeps what it knows in reports/, so that the next run tries only what changed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = resolve(__dirname, '..');
const REPORTS = join(ROOT, 'reports', 'mutation');
const STRYKER = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
/** Percent of the mistakes that have to be noticed. */
const BAR = 85;
/** Mistakes that are tried in one process. */
const MOST_RUNS = 40;
/** Takes many test files into one (see there). */
const TOGETHER = 'scripts/mutate/together.test.ts';

/** Sources (a folder, or a pattern), and the folders and files of the tests that have to notice. None of them needs a build. */
interface Room {
	mutate: string;
	tests: string[];
}

const RUN = 'nodes/shared/run';
const runTest = (name: string): string => `test/run/${name}.test.ts`;
const WALK = 'nodes/shared/zip/walk';
const zipTest = (name: string): string => `test/zip/${name}.test.ts`;

/** What is mutated, by name. A folder in rooms is mutated room by room: for each mistake Jest loads all tests of its room. */
const TARGETS: Record<string, Room | Room[]> = {
	http: [
		...['words', 'signIn', 'answers'].map((room) => ({
			mutate: `nodes/shared/http/${room}`,
			tests: [`test/http/${room}`],
		})),
		{ mutate: 'nodes/shared/http/refusals', tests: ['test/http/refusals', 'test/http/redirect.test.ts'] },
		{
			mutate: 'nodes/shared/http/*.ts',
			// Not connect.test.ts, which loads n8n's core and asks a server: calls.test.ts has the same calls without either.
			tests: ['address', 'ask', 'calls', 'clock', 'failure', 'headerName', 'redirect', 'retry', 'wire'].map(
				(name) => `test/http/${name}.test.ts`,
			),
		},
	],
	// Two of its test files replace modules, and so stand by themselves: each is one more load for every mistake of its room.
	run: [
		{ mutate: `${RUN}/wait`, tests: ['waitForArchives', 'waitFor', 'inTurn', 'progressWords'].map(runTest) },
		{ mutate: `${RUN}/sideBySide.ts`, tests: ['sideBySide', 'askFor'].map(runTest) },
		{
			mutate: `${RUN}/{!(sideBySide),asking/*}.ts`,
			tests: [
				'archives',
				'askFor',
				'findFirst',
				'groups',
				'handleIn',
				'hints',
				'inputFields',
				'items',
				'madeHere',
				'nodeFields',
				'session',
				'watch',
			].map(runTest),
		},
	],
	base: { mutate: 'nodes/shared/base', tests: ['test/base'] },
	output: { mutate: 'nodes/shared/output', tests: ['test/output'] },
	rules: { mutate: 'nodes/shared/zip/rules', tests: ['test/zip/rules'] },
	// Archives of a few entries. What takes its time beside them (each byte cut, the corpus, gigabytes) would be run for
	// every mistake again.
	walk: [
		{ mutate: `${WALK}/{cursor,heldArchive,openCursor}.ts`, tests: ['test/zip/walk/cursor.test.ts'] },
		{
			mutate: `${WALK}/{entryData,unknownBytes}.ts`,
			tests: ['test/zip/walk/entryData.test.ts', 'test/zip/walk/unknownBytes.test.ts'],
		},
		{ mutate: `${WALK}/{handOver,unpackEntry}.ts`, tests: ['test/zip/walk/unpackEntry.test.ts'] },
		{
			mutate: `${WALK}/directory`,
			tests: ['walk/directory', 'walk/tail', 'walk/reading', 'surgery', 'directoryDecides'].map(zipTest),
		},
		{
			mutate: `${WALK}/!(cursor|heldArchive|openCursor|entryData|unknownBytes|handOver|unpackEntry).ts`,
			tests: ['walk/ranges', 'walk/reading', 'ranges', 'surgery', 'directoryDecides'].map(zipTest),
		},
	],
};

/** A mistake as StrykerJS reports it. What no test reaches, and what outlives all of them, was not noticed. */
interface Report {
	files: Record<
		string,
		{ mutants: Array<{ status: string; mutatorName: string; location: { start: { line: number } } }> }
	>;
}

interface Score {
	name: string;
	noticed: number;
	missed: string[];
	seconds: number;
}

function main(): void {
	const { positionals: names, values } = parseArgs({
		allowPositionals: true,
		options: { concurrency: { type: 'string', default: '2' } },
	});
	const concurrency = Number(values.concurrency);
	const unknown = names.filter((name) => !(name in TARGETS));
	if (unknown.length > 0)
		throw new Error(`Nobody knows ${unknown.join(', ')}; there are ${Object.keys(TARGETS).join(', ')}`);
	const scores = (names.length > 0 ? names : Object.keys(TARGETS)).map((name) => mutate(name, concurrency));
	for (const { name, missed } of scores) for (const place of missed) console.log(`${name}  missed  ${place}`);
	console.log(
		`\n${'folder'.padEnd(8)}${'score'.padStart(8)}${'noticed'.padStart(9)}${'missed'.padStart(8)}${'seconds'.padStart(9)}`,
	);
	for (const { name, noticed, missed, seconds } of scores) {
		const score = `${percent(noticed, missed.length).toFixed(1)} %`;
		console.log(
			`${name.padEnd(8)}${score.padStart(8)}${String(noticed).padStart(9)}${String(missed.length).padStart(8)}${seconds.toFixed(0).padStart(9)}`,
		);
	}
	if (scores.some(({ noticed, missed }) => percent(noticed, missed.length) < BAR)) process.exitCode = 1;
}

function mutate(name: string, concurrency: number): Score {
	const began = performance.now();
	const scores = [TARGETS[name]]
		.flat()
		.map((room, index) => mutateRoom(index === 0 ? name : `${name}-${index + 1}`, room, concurrency));
	return {
		name,
		noticed: scores.reduce((sum, { noticed }) => sum + noticed, 0),
		missed: scores.flatMap(({ missed }) => missed),
		seconds: (performance.now() - began) / 1000,
	};
}

/** @param name of the files in reports/ */
function mutateRoom(name: string, room: Room, concurrency: number): Pick<Score, 'noticed' | 'missed'> {
	const files = room.tests.flatMap(testFilesIn);
	const config = { ...configFor(name, room.mutate, files), concurrency };
	mkdirSync(REPORTS, { recursive: true });
	forgetWhatOtherTestsFound(name, files);
	const file = join(REPORTS, `${name}.config.json`);
	writeFileSync(file, JSON.stringify(config, undefined, '\t'));
	const { status } = spawnSync(process.execPath, [STRYKER, 'run', file], { cwd: ROOT, stdio: 'inherit' });
	if (status !== 0) throw new Error(`StrykerJS did not get through ${room.mutate}`);
	return count(JSON.parse(readFileSync(join(REPORTS, `${name}.json`), 'utf8')) as Report);
}

function testFilesIn(place: string): string[] {
	const path = join(ROOT, place);
	if (!existsSync(path)) return [];
	if (statSync(path).isFile()) return [place];
	return readdirSync(path, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.test.ts'))
		.sort()
		.map((file) => join(place, file));
}

/** What StrykerJS knows from the run before holds for the tests of that run: it does not see inside of those taken together. */
function forgetWhatOtherTestsFound(name: string, files: string[]): void {
	const hash = createHash('sha256');
	for (const file of files) hash.update(file).update(readFileSync(join(ROOT, file)));
	const tests = hash.digest('hex');
	const known = join(REPORTS, `${name}.tests`);
	if (existsSync(known) && readFileSync(known, 'utf8') === tests) return;
	rmSync(join(REPORTS, `${name}.incremental.json`), { force: true });
	writeFileSync(known, tests);
}

function configFor(name: string, sources: string, files: string[]): object {
	// What replaces a module does so for all files that are loaded with it.
	const apart = files.filter((file) => /jest\s*\.mock\(/.test(readFileSync(join(ROOT, file), 'utf8')));
	const together = files.filter((file) => !apart.includes(file));
	return {
		testRunner: 'jest',
		testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
		plugins: ['@stryker-mutator/jest-runner'],
		mutate: [sources.endsWith('.ts') ? sources : `${sources}/**/*.ts`],
		jest: {
			projectType: 'custom',
			configFile: 'jest.config.js',
			enableFindRelatedTests: false,
			config: {
				testMatch: [...apart, TOGETHER].map((file) => `<rootDir>/${file}`),
				globals: { testFiles: together.map((file) => join('..', '..', file)) },
			},
		},
		coverageAnalysis: 'perTest',
		// Jest keeps something of every run in its process: after hundreds of mistakes that was more than three gigabytes.
		maxTestRunnerReuse: MOST_RUNS,
		// What runs once when a module is loaded would need a process of its own for each mistake.
		ignoreStatic: true,
		incremental: true,
		incrementalFile: join(REPORTS, `${name}.incremental.json`),
		// Beyond one and a half times what the tests take: an endless loop is the dearest of all mistakes to wait for.
		timeoutMS: 8_000,
		disableTypeChecks: 'nodes/**/*.ts',
		ignorePatterns: ['/dist', '/docs', '/examples', '/reports', '/bench-output', '/demo-output'],
		// Below node_modules jest would find no tests.
		tempDirName: join('reports', 'mutation', `${name}.tmp`),
		reporters: ['json', 'progress-append-only'],
		jsonReporter: { fileName: join(REPORTS, `${name}.json`) },
		allowEmpty: false,
	};
}

function count({ files }: Report): { noticed: number; missed: string[] } {
	const mutants = Object.entries(files).flatMap(([file, { mutants: all }]) =>
		all.map((mutant) => ({ file, ...mutant })),
	);
	const ended = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status));
	return {
		noticed: ended('Killed', 'Timeout').length,
		missed: ended('Survived', 'NoCoverage').map(
			({ file, location, mutatorName, status }) =>
				`${file}:${location.start.line} ${mutatorName}${status === 'NoCoverage' ? ' (no test comes here)' : ''}`,
		),
	};
}

function percent(noticed: number, missed: number): number {
	return noticed + missed === 0 ? 0 : (noticed * 100) / (noticed + missed);
}

main();
