import { setTimeout as pause } from 'node:timers/promises';
import { ARCHIVE_BOMBS, BOMBS } from '../../attacks/bombs';
import { hostileTexts } from '../../attacks/found/texts';
import { DATAFRAMER_RUNS } from '../../../test/sandbox';
import type { Fault } from '../../../test/sandbox/core/faults';
import { buildZip } from '../../../test/zip/support/buildZip';
import { archiveNode } from '../lib/archiveNode';
import { assert, type Checks } from '../lib/checks';
import { inLine, plainNode, runField } from '../lib/dataFramer';
import { itemsOf } from '../lib/executions';
import { RARELY, storing, unpacking, type Gigabyte } from '../lib/gigabyte';
import { startPulse, type Beats } from '../lib/pulse';
import { importWorkflow, runByHand } from '../lib/runs';
import type { Workbench } from '../lib/workbench';
import type { Workflow, WorkflowNode } from '../lib/workflow';
import { assertBytes } from './content';

/** Milliseconds that the second workflow's answers may take, where the machine has nothing else to do. */
const LONGEST = 200;
const MEDIAN = 50;
/** Milliseconds after which nobody calls it a busy machine any more: 0.1.0 stood still for 40,000. */
const FROZEN = 2_000;
/** The two bars fail a check only when they are asked for: what a machine with other work to do takes, nobody can say. */
const WITH_BARS = process.argv.includes('--bars');
/** Items that meet the same hostile input: one alone is over before anybody has asked twice. */
const ITEMS = 8;
/**
 * Of pieces of a byte one at a time: Node's parser hands over all pieces of a read in one go, of each connection in turn, before
 * anybody can say no.
 */
const IN_PIECES = 1;
const SECOND = 'second workflow';

const JSON_TYPE = { 'content-type': 'application/json' };
const MEGABYTE = 1_000_000;
/** Texts of the attack suite that were made to hurt whoever searches them. */
const IN_ERRORS = ['<', '<script ', 'a-', '://'];

/** Ordinary patterns, and one that is exponential where it becomes a regular expression. */
const PATTERNS = '*a*b*.txt, **/a/**/b/**/*.csv, +(ab|abab).csv, *report*2026*.csv';
/** As long as a name may be, so that nothing is refused for it. */
const LONGEST_NAME = 4_000;
const EVIL_NAMES = 500;

/**
 * Others go on: a second workflow's webhook answers in time while a workflow of ours reads what was made to hold n8n up, and
 * while it unpacks 1 GiB.
 */
export async function checkLoop(bench: Workbench, checks: Checks, gigabyte: Gigabyte): Promise<void> {
	const { session, sandbox } = bench;
	const pulse = await startPulse(session);
	const { beats: alone } = await pulse.during(async () => await pause(5_000));
	const isBusy = alone.median > MEDIAN / 2 || alone.longest > LONGEST / 2;
	await checks.run('Nothing else', SECOND, async () => {
		await Promise.resolve();
		return `${told(alone)}${isBusy ? '; the machine is busy: what it takes here is allowed below as well' : ''}`;
	});
	const inTime = (beats: Beats, median = Infinity): string => {
		const allowed = {
			longest: LONGEST + (isBusy ? alone.longest : 0),
			median: median + (isBusy ? alone.median : 0),
		};
		const isOver = beats.longest > allowed.longest || beats.median > allowed.median;
		const words = isOver ? `${told(beats)}, over its bar` : told(beats);
		assert(beats.longest <= FROZEN && !(WITH_BARS && isOver), words);
		return words;
	};

	const attacked = async (name: string, workflow: Workflow) =>
		await checks.run(name, SECOND, async () => {
			const stored = await importWorkflow(session, workflow);
			const { value, beats } = await pulse.during(
				async () => await runByHand(session, stored, { every: 500 }),
			);
			sandbox.reset();
			const items = itemsOf(value, workflow.nodes.at(-1)?.name ?? '');
			const said = String(items.at(0)?.json.error ?? `${items.length} items`).slice(0, 60);
			assert(value.status === 'success', `the execution ended as "${value.status}"`);
			return `${inTime(beats)}; told: ${said}`;
		});

	// What n8n itself takes to run a workflow and to keep what came of it.
	sandbox.reset();
	await attacked(`${ITEMS} runs, nothing hostile`, items(bench, ITEMS));
	for (const [name, fault] of [...Object.entries(BOMBS), ...errorTexts()]) {
		sandbox.reset();
		sandbox.scenario('dataFramer', { ...fault, times: Infinity, match: /\/files\/download\// });
		await attacked(name, items(bench, countFor(fault)));
	}
	for (const [name, fault] of Object.entries(ARCHIVE_BOMBS)) {
		sandbox.reset();
		sandbox.scenario('dataFramerStorage', { ...fault, times: Infinity });
		// None of the files is wanted: what is looked at is the reading, and not how n8n stores thousands of them.
		const options = { include: 'nothing-of-it' };
		await attacked(name, items(bench, countFor(fault), { operation: 'unpack', options }));
	}
	sandbox.reset();
	sandbox.serve('dataFramer', evilNames());
	await attacked(
		`${EVIL_NAMES} evil names, under patterns`,
		items(bench, ITEMS, { operation: 'listFiles', options: { include: PATTERNS } }),
	);

	// Our own part is the difference: n8n writes the same bytes to its storage.
	await checks.run('1 GiB, HTTP Request alone', SECOND, async () => {
		const stored = await importWorkflow(session, storing(gigabyte.server));
		const { value, beats } = await pulse.during(async () => await runByHand(session, stored, RARELY));
		assertBytes(value, 'Fetch', gigabyte.zip.unpacked);
		return told(beats);
	});
	await checks.run('1 GiB, Unpack', SECOND, async () => {
		const stored = await importWorkflow(session, await unpacking(bench, gigabyte.server));
		const { value, beats } = await pulse.during(async () => await runByHand(session, stored, RARELY));
		assertBytes(value, 'Download', gigabyte.zip.unpacked);
		return inTime(beats, MEDIAN);
	});
	pulse.stop();
}

function told({ count, median, longest }: Beats): string {
	return `${count} answers, median ${Math.round(median)} ms, longest ${Math.round(longest)} ms`;
}

function countFor({ name }: Fault): number {
	return name === 'crumbs' ? IN_PIECES : ITEMS;
}

/** What a service says of a refusal, in a megabyte. */
function errorTexts(): Array<[string, Fault]> {
	return hostileTexts(MEGABYTE)
		.filter(({ name }) => IN_ERRORS.includes(name))
		.map(({ name, text }) => [
			`403, 1 MB of ${name}`,
			{
				name: 'status',
				status: 403,
				headers: JSON_TYPE,
				body: Buffer.from(JSON.stringify({ message: text, error: text })),
			},
		]);
}

/** Names that end as none of the patterns wants it, and only at their last letter. */
function evilNames(): Buffer {
	return buildZip(
		Array.from({ length: EVIL_NAMES }, (_, index) => {
			const part = ['ab', 'a/b/', 'report2026'][index % 3];
			const name = part.repeat(Math.floor(LONGEST_NAME / part.length));
			return { name: `${name}${index}`, data: '' };
		}),
	);
}

/** Some items for the sandbox's DataFramer. Each that fails becomes an item, so that all of them are worked on. */
function items(bench: Workbench, count: number, download?: Record<string, unknown>): Workflow {
	const runs = Array.from({ length: count }, () => ({ id: DATAFRAMER_RUNS.ready }));
	const nodes: WorkflowNode[] = [
		archiveNode(bench, 'Create', 'createArchive', runField('={{ $json.id }}')),
		...(download === undefined
			? []
			: [
					archiveNode(bench, 'Wait', 'waitForArchive', { options: { firstInterval: 0.1 } }),
					archiveNode(bench, 'Download', 'downloadArchive', download),
				]),
	];
	return inLine('Hostile input', [
		plainNode('Start', 'n8n-nodes-base.manualTrigger'),
		plainNode('List', 'n8n-nodes-base.set', { mode: 'raw', jsonOutput: JSON.stringify({ runs }) }, 3.4),
		plainNode('Runs', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'runs' }),
		...nodes.map((node): WorkflowNode => ({ ...node, onError: 'continueRegularOutput' })),
	]);
}
