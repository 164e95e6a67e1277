import type { Cell } from './cell';
import { FAULTS } from './faults';
import { STANDS } from './stands';

const HEAD = `# What happens when a service fails

Each cell is a run of Create Archive, Wait For Archive and Download Archive with one fault in the place of one request.
*completed*: every file came, byte for byte. A code: the run ended, and said why in the words below the table, or it went on
and said so in a warning (*told*). The codes are explained in [Troubleshooting](troubleshooting.md#codes). In none of the runs
did a secret, a token or a signed link stand in what the run left behind.

This page is written by \`npm run test:faults\`. It waits for less than n8n does as a rule (3 seconds for a silent service, 6 for
an archive), so some faults that pass are told here as errors.
`;

/** The page with a table for each stand: faults down, steps across. */
export function markdown(cells: readonly Cell[]): string {
	const sections = [...STANDS.keys()].flatMap((stand) => {
		const own = cells.filter((cell) => cell.stand === stand);
		return own.length === 0 ? [] : [section(stand, own)];
	});
	const count = `${cells.length} runs: ${FAULTS.length} faults, ${sections.length} services and ways of signing in.`;
	return `${[HEAD, count, ...sections].join('\n')}\n`;
}

function section(stand: string, cells: readonly Cell[]): string {
	const steps = [...new Set(cells.map(({ step }) => step))].sort();
	const legend = steps.map((step, index) => `${index + 1}. ${inCode(step)}`);
	const rows = FAULTS.map(({ name }) => {
		const results = steps.map((step) =>
			shown(cells.find((cell) => cell.step === step && cell.fault === name)),
		);
		return `| ${[name, ...results].join(' | ')} |`;
	});
	const told = [...new Set(cells.filter(({ words }) => words !== '').map(sentence))].sort();
	return [
		`\n## ${stand}\n`,
		...legend,
		'',
		`| Fault | ${steps.map((_, index) => `Step ${index + 1}`).join(' | ')} |`,
		`| --- |${' --- |'.repeat(steps.length)}`,
		...rows,
		'',
		...told,
	].join('\n');
}

function shown(cell: Cell | undefined): string {
	if (cell === undefined) return '';
	if (cell.outcome !== 'told') return cell.outcome;
	return cell.code === '' ? 'told' : `\`${cell.code}\``;
}

/** What was said, without what is another in each run. */
function sentence({ code, words }: Cell): string {
	const text = words
		.replace(/127\.0\.0\.1:\d+/g, 'localhost')
		.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '…')
		.replace(/\s+/g, ' ');
	return `- ${code === '' ? 'told' : `\`${code}\``}: ${text.replace(/[<>|*_]/g, '\\$&')}`;
}

const inCode = (step: string): string => step.replace(/^(\w+): (.*)$/, '$1: `$2`');
