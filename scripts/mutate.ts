/**
 * `npm run mutate [-- <folder>…]`: puts small mistakes into the shared code, a folder at a time, and counts how many of them
 * the unit tests of that folder notice. Prints the score of each folder; ends with 1 when one is below the bar.
 * StrykerJS keeps what it knows in reports/, so that the next run tries only what changed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const REPORTS = join(ROOT, 'reports', 'mutation');
const STRYKER = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
/** Percent of the mistakes that have to be noticed. */
const BAR = 85;

/** What is mutated, and the folders and files of the tests that have to notice. None of them needs a build. */
const TARGETS: Record<string, { mutate: string; tests: string[] }> = {
	http: { mutate: 'nodes/shared/http', tests: ['test/http'] },
	run: { mutate: 'nodes/shared/run', tests: ['test/run'] },
	base: { mutate: 'nodes/shared/base', tests: ['test/base', 'test/run'] },
	output: { mutate: 'nodes/shared/output', tests: ['test/output'] },
	rules: { mutate: 'nodes/shared/zip/rules', tests: ['test/zip/rules'] },
	// Archives of a few entries. What takes its time beside them (each byte cut, the corpus, gigabytes) would be run for
	// every mistake again.
	walk: {
		mutate: 'nodes/shared/zip/walk',
		tests: [
			'test/zip/walk',
			'test/zip/surgery.test.ts',
			'test/zip/directoryDecides.test.ts',
			'test/zip/ranges.test.ts',
		],
	},
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

function main(names: string[]): void {
	const unknown = names.filter((name) => !(name in TARGETS));
	if (unknown.length > 0)
		throw new Error(`Nobody knows ${unknown.join(', ')}; there are ${Object.keys(TARGETS).join(', ')}`);
	const scores = (names.length > 0 ? names : Object.keys(TARGETS)).map(mutate);
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

function mutate(name: string): Score {
	const { mutate: folder, tests } = TARGETS[name];
	const config = configFor(name, folder, tests);
	mkdirSync(REPORTS, { recursive: true });
	const file = join(REPORTS, `${name}.config.json`);
	writeFileSync(file, JSON.stringify(config, undefined, '\t'));
	const began = performance.now();
	const { status } = spawnSync(process.execPath, [STRYKER, 'run', file], { cwd: ROOT, stdio: 'inherit' });
	if (status !== 0) throw new Error(`StrykerJS did not get through ${folder}`);
	const report = JSON.parse(readFileSync(join(REPORTS, `${name}.json`), 'utf8')) as Report;
	return { name, ...count(report), seconds: (performance.now() - began) / 1000 };
}

function configFor(name: string, folder: string, tests: string[]): object {
	return {
		testRunner: 'jest',
		testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
		plugins: ['@stryker-mutator/jest-runner'],
		mutate: [`${folder}/**/*.ts`],
		jest: {
			projectType: 'custom',
			configFile: 'jest.config.js',
			enableFindRelatedTests: false,
			config: {
				testMatch: tests
					.filter((test) => existsSync(join(ROOT, test)))
					.map((test) => `<rootDir>/${test.endsWith('.ts') ? test : `${test}/**/*.test.ts`}`),
			},
		},
		coverageAnalysis: 'perTest',
		// What runs once when a module is loaded would need a process of its own for each mistake.
		ignoreStatic: true,
		incremental: true,
		incrementalFile: join(REPORTS, `${name}.incremental.json`),
		concurrency: 2,
		timeoutMS: 20_000,
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

main(process.argv.slice(2));
