import type { Cell } from './cell';
import { FAULTS } from './faults';
import { ranges, resultOf, ruleOf, type Rule } from './page/rule';
import { sentencesOf } from './page/sentence';

const HEAD = `# What happens when a service fails

Each run is Create Archive, Wait For Archive and Download Archive with one fault in the place of one request. *completed*: every
file came, byte for byte. *warning*: the files came, and a warning says what did not. A code: the run ended, and said why. In none
of the runs did a secret, a token or a signed link stand in what the run left behind.

First what each fault [comes to as a rule](#as-a-rule), then [where it comes to something else](#step-by-step), then the
[words](#words); what to do about a code is in [Troubleshooting](troubleshooting.md#codes). This page is written by
\`npm run test:faults\`, which waits for less than n8n does as a rule (3 seconds for a silent service, 6 for an archive), so some
faults that pass are told here as errors.
`;

const NODES = ['Create', 'Wait', 'Download'] as const;
/** More than these are counted, not named. */
const MOST_SERVICES = 3;
/** Characters of a path. What it ends in tells it from others. */
const LONGEST_PATH = 48;
const NUMBERS = new Map(FAULTS.map(({ name }, index) => [name, index + 1]));

/** What all runs came to: as a rule for each fault, where a step differs, and what was said in any of them. */
export function markdown(cells: readonly Cell[]): string {
	const rules = rulesOf(cells);
	const steps = new Set(cells.map(({ stand, step }) => `${stand} ${step}`)).size;
	const stands = new Set(cells.map(({ stand }) => stand)).size;
	const completed = cells.filter(({ outcome }) => outcome === 'completed').length;
	const count = `${cells.length} runs: ${FAULTS.length} faults at ${steps} steps of ${stands} services and ways of signing in. ${completed} completed; the others said why they did not.`;
	return `${[HEAD, count, ruleTable(rules), stepTable(cells, rules), wordsOf(cells)].join('\n')}\n`;
}

type Rules = ReadonlyMap<string, Rule | null>;

const nodeOf = (step: string): string => step.split(':')[0];
const keyOf = (node: string, fault: string): string => `${node} ${fault}`;

function rulesOf(cells: readonly Cell[]): Rules {
	return new Map(
		NODES.flatMap((node) =>
			FAULTS.map(({ name }): [string, Rule | null] => [
				keyOf(node, name),
				ruleOf(cells.filter(({ step, fault }) => nodeOf(step) === node && fault === name)),
			]),
		),
	);
}

function ruleTable(rules: Rules): string {
	const shown = (rule: Rule | null | undefined) =>
		rule === null || rule === undefined ? '' : `${rule.result} ${rule.count}/${rule.of}`;
	const rows = FAULTS.map(
		({ name }, index) =>
			`| ${index + 1} | ${name} | ${NODES.map((node) => shown(rules.get(keyOf(node, name)))).join(' | ')} |`,
	);
	return [
		'\n## As a rule\n',
		'What most steps of a node come to, and at how many of its steps that is so.\n',
		`| | Fault | ${NODES.join(' | ')} |`,
		'| --- | --- | --- | --- | --- |',
		...rows,
	].join('\n');
}

function stepTable(cells: readonly Cell[], rules: Rules): string {
	const steps = new Map<string, Cell[]>();
	for (const cell of cells) {
		const key = JSON.stringify([nameOf(cell), cell.step]);
		steps.set(key, [...(steps.get(key) ?? []), cell]);
	}
	const rows = [...steps]
		.sort(([one], [other]) => one.localeCompare(other, 'en'))
		.map(([, own]) => {
			const completed = own.filter(({ outcome }) => outcome === 'completed').length;
			return `| ${nameOf(own[0])} | ${shortStep(own[0].step)} | ${completed} | ${own.length - completed} | ${differences(own, rules)} |`;
		});
	return [
		'\n## Step by step\n',
		'How many of the faults completed at each step, how many were told, and which of them came to something else than the rule, by',
		'their numbers above.\n',
		'| Service | Step | Completed | Told | Other than the rule |',
		'| --- | --- | --- | --- | --- |',
		...rows,
	].join('\n');
}

function differences(cells: readonly Cell[], rules: Rules): string {
	const found = new Map<string, number[]>();
	for (const cell of cells) {
		const result = resultOf(cell);
		if (rules.get(keyOf(nodeOf(cell.step), cell.fault))?.result === result) continue;
		found.set(result, [...(found.get(result) ?? []), NUMBERS.get(cell.fault) ?? 0]);
	}
	return [...found].map(([result, faults]) => `${result} ${ranges(faults)}`).join(' · ');
}

/** The service, and the way of signing in where it is not the usual one. */
function nameOf({ service, stand }: Cell): string {
	const [, signIn] = / with (\w+)$/.exec(stand) ?? [];
	return signIn === undefined ? service : `${service} (${signIn})`;
}

/** `Create: POST /runs` with the request as code, and of a long path its end. */
function shortStep(step: string): string {
	const [, node, method, path] = /^(\w+): (\S+) (.*)$/.exec(step) ?? [];
	if (path === undefined) return step;
	const plain = path.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '…');
	const cut = plain.length > LONGEST_PATH ? plain.slice(-LONGEST_PATH) : plain;
	const short = cut === plain ? plain : `…${cut.slice(Math.max(0, cut.indexOf('/')))}`;
	return `${node}: \`${method} ${short}\``;
}

/** Each sentence once below its code, with the runs in which it was said, and the services that it was said of. */
function wordsOf(cells: readonly Cell[]): string {
	const codes = new Map<string, Map<string, Cell[]>>();
	for (const cell of cells.filter(({ words }) => words !== '')) {
		const said = codes.get(cell.code) ?? new Map<string, Cell[]>();
		for (const text of sentencesOf(cell)) said.set(text, [...(said.get(text) ?? []), cell]);
		codes.set(cell.code, said);
	}
	const sections = [...codes]
		.sort(([one], [other]) => one.localeCompare(other, 'en'))
		.flatMap(([code, said]) => [
			`\n### ${code === '' ? 'Warnings' : code}\n`,
			...[...said]
				.sort(([one], [other]) => one.localeCompare(other, 'en'))
				.map(([text, all]) => lineOf(text, all)),
		]);
	const head = [
		'\n## Words\n',
		'Each sentence once, with the runs in which it was said. Left out are names, figures, and what a message quotes of the',
		"service's own words.",
	];
	return [...head, ...sections].join('\n');
}

function lineOf(text: string, cells: readonly Cell[]): string {
	const services = [...new Set(cells.map(({ service }) => service))];
	const of = services.length > MOST_SERVICES ? `${services.length} services` : services.join(', ');
	return `- ${text.replace(/[<>|*_]/g, '\\$&')} (${cells.length}; ${of})`;
}
