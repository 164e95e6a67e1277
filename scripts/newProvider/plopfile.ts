/**
 * `npm run new-provider [-- "Label Studio" J header]` (`-- --help` says how): writes everything that a new provider needs, in a form that builds and
 * passes all tests against a stand-in of its own. What is left is to make both speak as the service does.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { NodePlopAPI } from 'node-plop';
import { providers } from '../../nodes/shared/providers';
import { SHAPES, SIGN_IN_CHOICES, templateData, whyNoName, type Answers, type TemplateData } from './answers';
import { coloursOf, letterPath } from './icon';
import { withEntry } from './lists';
import { whyTaken, type Surroundings } from './taken';

const ROOT = resolve(__dirname, '../..');
const LISTS = ['nodes/shared/providers/index.ts', 'test/sandbox/services/index.ts'];

const RECIPE_FIRST =
	'One call, a job or a link, a state told by a value, and the rest paths, headers and bodies? Then it needs no code: see "With a recipe" in CONTRIBUTING.md.';

export default function newProvider(plop: NodePlopAPI): void {
	if (process.argv.some((argument) => argument === '--help' || argument === '-h')) {
		console.log(usage());
		process.exit(0);
	}
	console.log(RECIPE_FIRST);
	plop.setGenerator('provider', {
		description: 'a service that gives files as one ZIP',
		prompts: [
			{
				type: 'input',
				name: 'display',
				message: 'Name of the service, as people write it:',
				validate: whyNoName,
			},
			{ type: 'list', name: 'shape', message: 'How it hands out archives:', choices: [...SHAPES] },
			{ type: 'list', name: 'signIn', message: 'How one signs in:', choices: SIGN_IN_CHOICES },
		],
		actions: (answers) => {
			const { display, shape, signIn } = answers as unknown as Answers;
			const facts = templateData({ display, shape, signIn });
			const taken = whyTaken(facts, surroundings(`shape${shape}`));
			if (taken !== null) throw new Error(taken);
			const data = { ...facts, drawing: letterPath(display), colours: coloursOf(display) };
			return [
				...['every', `shape${shape}`].map((templates) => ({
					type: 'addMany' as const,
					destination: ROOT,
					base: `templates/${templates}`,
					templateFiles: `templates/${templates}/**`,
					data,
				})),
				...LISTS.map((path) => ({
					type: 'modify' as const,
					path: join(ROOT, path),
					transform: (text: string) => withEntry(text, facts.name),
				})),
				() => inForm(facts.name, facts.pascal),
				() => whatIsLeft(facts),
			];
		},
	});
}

/** @param shape folder of its templates */
function surroundings(shape: string): Surroundings {
	const folders = ['every', shape].map((folder) => relative(ROOT, join(__dirname, 'templates', folder)));
	const beside = LISTS.map(dirname)
		.concat('credentials')
		.flatMap((folder) => readdirSync(join(ROOT, folder)));
	return {
		there: [
			...Object.entries(providers).flatMap(([name, { displayName }]) => [name, displayName]),
			...beside.map((file) => file.replace(/(?:\.credentials)?\.ts$/, '')),
		],
		templates: folders
			.flatMap(filesBelow)
			.filter((path) => path.endsWith('.ts.hbs'))
			.map((path) => readFileSync(join(ROOT, path), 'utf8')),
	};
}

function usage(): string {
	return [
		'npm run new-provider                                  asks',
		'npm run new-provider -- "Label Export" J token        does not: name, shape, how one signs in',
		'',
		RECIPE_FIRST,
		...[...SHAPES, ...SIGN_IN_CHOICES].map(({ name }) => `   ${name}`),
		'Begin with nothing uncommitted: "git stash -u" takes it back.',
	].join('\n');
}

/** Lays out what was written, and derives what follows from it. */
function inForm(name: string, pascal: string): string {
	const written = [
		...filesBelow(`nodes/shared/providers/${name}`),
		...filesBelow(`test/sandbox/services/${name}`),
		`credentials/${pascal}Api.credentials.ts`,
		`examples/${name}.json`,
		`test/providers/${name}.test.ts`,
		`test/sandbox/${name}.test.ts`,
		...LISTS,
	];
	run('prettier/bin/prettier.cjs', '--write', '--log-level', 'warn', ...written);
	return run('tsx/dist/cli.mjs', 'scripts/derive.ts').trim();
}

function run(program: string, ...args: string[]): string {
	const path = join(ROOT, 'node_modules', program);
	return execFileSync(process.execPath, [path, ...args], { cwd: ROOT, encoding: 'utf8' });
}

function filesBelow(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

/** What to do now, in an order that works, and how to see whether it is right. */
function whatIsLeft({ name, pascal, display }: TemplateData): string {
	const places = [
		[
			`test/sandbox/services/${name}/`,
			"the stand-in, as the service's documents tell; what demo names has to exist there",
		],
		[`test/sandbox/services/${name}/requests.ts`, 'the calls that an archive takes, none that nobody needs'],
		[`test/sandbox/${name}.test.ts`, 'that the stand-in does'],
		[`nodes/shared/providers/${name}/`, 'fields.ts and request.ts, then the calls, the states, the words'],
		[`test/providers/${name}.test.ts`, 'what a user may enter, what each answer means'],
		[`credentials/${pascal}Api.credentials.ts`, 'its fields, and the address that the test asks'],
		[`examples/${name}.json`, 'with your fields'],
		[`test/sandbox/services/${name}/page.ts`, 'for our documents, then "npm run derive"'],
		['CHANGELOG.md', 'a line'],
		['icons/', "a drawing of yours, not the service's logo"],
	];
	const width = Math.max(...places.map(([path]) => path.length));
	return [
		`${display} is the provider ${name} now, whose calls are made up. "npm test" passes. Make it speak as the service does:`,
		...places.map(([path, what]) => `   ${path.padEnd(width)}  ${what}`),
		'Its tests alone:',
		`   npm run jest -- test/providers/${name} test/sandbox/${name} test/pick/contract test/package/places`,
		`   npm run build && npm run jest -- "test/workflows/(contract|requests|signIns)" -t "^${name} "`,
		`   npm run test:faults -- --of=${name}`,
		'Before "npm test", which takes minutes: "npm run lint:types", which takes seconds.',
		'Was the name or the shape a mistake? "git stash -u" puts away all that is not committed.',
	].join('\n');
}
