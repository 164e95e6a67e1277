import type { Cell } from './cell';
import { FAULTS } from './faults';
import { STANDS } from './stands';

const HEAD = `# What happens when a service fails

Each cell is a run of Create Archive, Wait For Archive and Download Archive with one fault in the place of one request; faults that
came out alike share a row. *completed*: every file came, byte for byte. A code: the run ended, and said why, or it went on and
said so in a warning (*told*). In none of the runs did a secret, a token or a signed link stand in what the run left behind.

The [words](#words) stand below the tables, and [Troubleshooting](troubleshooting.md#codes) says what to do. This page is written by
\`npm run test:faults\`. It waits for less than n8n does as a rule (3 seconds for a silent service, 6 for an archive), so some
faults that pass are told here as errors.
`;

/** More than these are counted, not named. */
const MOST_SERVICES = 3;
/** What stands for a service's name, so that what is said of all of them stands here once. */
const SERVICE = '[service]';

/** The page with a table for each stand, faults down and steps across, and what was said in any of them. */
export function markdown(cells: readonly Cell[]): string {
	const sections = [...STANDS.keys()].flatMap((stand) => {
		const own = cells.filter((cell) => cell.stand === stand);
		return own.length === 0 ? [] : [section(stand, own)];
	});
	const count = `${cells.length} runs: ${FAULTS.length} faults, ${sections.length} services and ways of signing in.`;
	return `${[HEAD, count, ...sections, wordsOf(cells)].join('\n')}\n`;
}

function section(stand: string, cells: readonly Cell[]): string {
	const steps = [...new Set(cells.map(({ step }) => step))].sort();
	const legend = steps.map((step, index) => `${index + 1}. ${inCode(step)}`);
	const faults = new Map<string, string[]>();
	for (const { name } of FAULTS) {
		const results = steps
			.map((step) => shown(cells.find((cell) => cell.step === step && cell.fault === name)))
			.join(' | ');
		faults.set(results, [...(faults.get(results) ?? []), name]);
	}
	const rows = [...faults].map(([results, names]) => `| ${names.join(' · ')} | ${results} |`);
	return [
		`\n## ${stand}\n`,
		...legend,
		'',
		`| Fault | ${steps.map((_, index) => `Step ${index + 1}`).join(' | ')} |`,
		`| --- |${' --- |'.repeat(steps.length)}`,
		...rows,
	].join('\n');
}

function shown(cell: Cell | undefined): string {
	if (cell === undefined) return '';
	if (cell.outcome !== 'told') return cell.outcome;
	return cell.code === '' ? 'told' : `\`${cell.code}\``;
}

/** Each sentence once, with the services that it was said of. */
function wordsOf(cells: readonly Cell[]): string {
	const said = new Map<string, Set<string>>();
	for (const cell of cells.filter(({ words }) => words !== '')) {
		const text = sentence(cell);
		said.set(text, (said.get(text) ?? new Set<string>()).add(cell.service));
	}
	const lines = [...said]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([text, services]) => {
			const of =
				services.size > MOST_SERVICES ? `${services.size} services` : [...services].sort().join(', ');
			return `- ${text} (${of})`;
		});
	return ['\n## Words\n', ...lines].join('\n');
}

/** What was said, without what is another in each run and for each service. */
function sentence({ code, words, service }: Cell): string {
	const text = words
		.replaceAll(service, SERVICE)
		.replace(/127\.0\.0\.1:\d+/g, 'localhost')
		.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '…')
		.replace(/\s+/g, ' ');
	return `${code === '' ? 'told' : `\`${code}\``}: ${text.replace(/[<>|*_]/g, '\\$&')}`;
}

const inCode = (step: string): string => step.replace(/^(\w+): (.*)$/, '$1: `$2`');
