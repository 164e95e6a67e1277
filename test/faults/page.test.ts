/** The page about faults is short, and loses nothing: every run can be told from it. */
import type { Cell } from '../../scripts/faults/cell';
import { FAULTS } from '../../scripts/faults/faults';
import { markdown } from '../../scripts/faults/markdown';
import { ranges, resultOf, ruleOf } from '../../scripts/faults/page/rule';
import { sentencesOf } from '../../scripts/faults/page/sentence';

const CODES = ['', 'NOT_FOUND', 'TIME_IS_UP', 'NOT_A_ZIP'];

function cell(stand: string, step: string, fault: string, kind: number): Cell {
	const outcome = kind === 0 ? 'completed' : 'told';
	const code = kind === 0 ? '' : CODES[kind - 1];
	const words = kind === 0 ? '' : `${stand} said no`;
	return { stand, service: stand, step, fault, outcome, code, words, seconds: 0 };
}

/** Runs of a few services, of which most of a node come to the same. */
const cells: Cell[] = ['One', 'Two', 'Three'].flatMap((stand, number) =>
	['Create: POST /jobs', 'Wait: GET /jobs/7', 'Download: GET /jobs/7/file'].flatMap((step) =>
		FAULTS.map(({ name }, index) =>
			cell(stand, step, name, (index * 7 + (index % 5 === number ? 1 : 0)) % 5),
		),
	),
);

function rowsBelow(page: string, heading: string): string[][] {
	const section = page.split(`\n## ${heading}\n`)[1].split('\n## ')[0];
	const rows = section.split('\n').filter((line) => line.startsWith('| '));
	return rows.slice(2).map((line) =>
		line
			.split('|')
			.map((text) => text.trim())
			.slice(1, -1),
	);
}

function numbersIn(text: string): number[] {
	return text.split(', ').flatMap((part) => {
		const [from, to = from] = part.split('–').map(Number);
		return Array.from({ length: to - from + 1 }, (_, index) => from + index);
	});
}

test('what each run came to can be told from the two tables', () => {
	const page = markdown(cells);
	const rules = rowsBelow(page, 'As a rule').map(([, name, ...nodes]) => ({
		name,
		nodes: nodes.map((text) => text.replace(/ \d+\/\d+$/, '')),
	}));
	const read = rowsBelow(page, 'Step by step').flatMap(([stand, step, , , differences]) => {
		const node = ['Create', 'Wait', 'Download'].indexOf(step.split(':')[0]);
		const other = new Map<number, string>();
		for (const part of differences.split(' · ').filter((text) => text !== '')) {
			const [, result, numbers] = /^(\S+) (.*)$/.exec(part) ?? [];
			for (const number of numbersIn(numbers)) other.set(number, result);
		}
		return rules.map(({ name, nodes }, index) => [
			stand,
			step.replaceAll('`', ''),
			name,
			other.get(index + 1) ?? nodes[node],
		]);
	});
	const made = cells.map((one) => [one.stand, one.step, one.fault, resultOf(one)]);
	const sorted = (rows: string[][]) => rows.map((row) => row.join(' ')).sort();
	expect(sorted(read)).toEqual(sorted(made));
});

test('a sentence stands once below its code, with its runs', () => {
	const page = markdown(cells);
	const notFound = cells.filter(({ code }) => code === 'NOT_FOUND').length;
	expect(page.split('### NOT_FOUND\n')[1].split('\n###')[0].trim()).toBe(
		`- [service] said no (${notFound}; One, Three)`,
	);
});

test('the rule is what most come to', () => {
	const of = (...kinds: number[]) => ruleOf(kinds.map((kind) => cell('One', 'Create: GET /', '204', kind)));
	expect(of()).toBeNull();
	expect(of(0, 2, 2)).toEqual({ result: '`NOT_FOUND`', count: 2, of: 3 });
	expect(of(1, 0)).toEqual({ result: 'completed', count: 1, of: 2 });
});

test.each([
	[[], ''],
	[[3], '3'],
	[[4, 3], '3, 4'],
	[[1, 2, 3, 5, 7, 8, 10, 11, 12, 13], '1–3, 5, 7, 8, 10–13'],
])('%j as ranges: %j', (numbers, text) => {
	expect(ranges(numbers)).toBe(text);
});

test.each<[string, string[]]>([
	[
		'Acme could not find it – Check the id. Acme answered 404 (E7: no such (thing)). It was asked 5 times, with pauses.',
		['[service] could not find it – Check the id.'],
	],
	[
		'The archive was not ready after 6 seconds – The service was at 1 of 2 files, 1.0 MiB, 2.5 %. 12 looks at it did not go through, the last one because: Acme could not answer. It could not be cancelled on Acme (Acme could not find it). Allow more.',
		[
			'The archive was not ready after … seconds – … looks at it did not go through, the last one because: …. It could not be cancelled on [service] (…). Allow more.',
		],
	],
	['a warning · a warning<br>another', ['a warning', 'another']],
	[
		'The archive could not be deleted from Acme: Acme is busy',
		['The archive could not be deleted from [service]: …'],
	],
	['Acme gives &#34;204&#34; as the state', ['[service] gives "…" as the state']],
	['Closed – Again. (ECONNRESET)', ['Closed – Again.']],
	['It sent a page – Check it. It begins: "Sign "in"".', ['It sent a page – Check it.']],
])('%s', (words, sentences) => {
	expect(sentencesOf({ words, service: 'Acme' })).toEqual(sentences);
});
