/**
 * `npm run new-provider [-- "Label Studio" J header]`: writes everything that a new provider needs, in a form that builds and
 * passes all tests against a stand-in of its own. What is left is to make both speak as the service does.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { NodePlopAPI } from 'node-plop';
import { presets } from '../../nodes/shared/recipes/presets';
import { SHAPES, SIGN_IN_CHOICES, templateData, whyNoName, type Answers } from './answers';
import { coloursOf, letterPath } from './icon';
import { withEntry } from './lists';

const ROOT = resolve(__dirname, '../..');
const RECIPES = 'nodes/shared/recipes/presets/';
const LISTS = ['nodes/shared/providers/index.ts', 'test/sandbox/services/index.ts'];

export default function newProvider(plop: NodePlopAPI): void {
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
			const folder = `nodes/shared/providers/${facts.name}`;
			if (existsSync(join(ROOT, folder))) throw new Error(`${folder} is there already`);
			if (facts.name in presets) {
				throw new Error(`A recipe has that name: change ${RECIPES}, or call yours something else`);
			}
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
				() => whatIsLeft(facts.name, facts.display),
			];
		},
	});
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

function whatIsLeft(name: string, display: string): string {
	return [
		`${display} is a provider now, whose calls are made up. "npm test" passes. Make it speak as the service does:`,
		`   test/sandbox/services/${name}/   the stand-in, as the service's documents tell, and page.ts for our own`,
		`   nodes/shared/providers/${name}/  what to call, and what an answer means`,
		`   credentials/                     what the service asks for`,
		`   icons/                           a drawing of yours, not the service's logo`,
		`   examples/${name}.json            with the names of your fields`,
	].join('\n');
}
