/**
 * The gallery's workflows in n8n's engine. The nodes of n8n in them that the engine lacks (S3, mail, spreadsheets) have one in
 * their place that hands on what it gets: `npm run test:n8n` runs them with the real ones.
 */
import JSZip from 'jszip';
import type { INode, INodeExecutionData, IRun, IWorkflowBase } from 'n8n-workflow';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gallery } from '../../scripts/examples';
import { credentialData } from '../sandbox/credentialData';
import { DATAFRAMER_RUNS } from '../sandbox';
import { otherServices } from '../recipes/otherServices';
import { endOf, hashes, openStage, outputOf, sourceHashes, type ProviderName, type Stage } from './support';

const EXAMPLES = resolve(__dirname, '../../examples');
const shown = new Map(gallery().map((entry) => [entry.name, entry]));

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

test('every file of examples/gallery is shown', () => {
	const files = readdirSync(join(EXAMPLES, 'gallery')).map((name) => `gallery/${name}`);
	expect([...shown.values()].map(({ file }) => file)).toEqual(expect.arrayContaining(files));
});

test.each([...shown.values()])('$name says what it is about', ({ note }) => {
	expect(note).toMatch(/^[A-Z][^]{100,}[.?”]$/);
});

test('a Box folder goes to S3 as one ZIP with the date in its name', async () => {
	const run = await ran('nightly-backup-to-s3');
	const [item] = outputOf(run, 'Put into the bucket');
	expect(item.json.fileName).toMatch(/^reports-\d{4}-\d\d-\d\d\.zip$/);
	expect(await pathsIn(item)).toEqual(folderPaths('box'));
});

test('a webhook answers with a directory as a ZIP', async () => {
	const [item] = outputOf(await ran('zip-as-web-answer'), 'Download Archive');
	expect(await pathsIn(item)).toEqual(Object.keys(sourceHashes(stage, 'hoody')).sort());
});

test('of a run the tables alone go into the spreadsheet', async () => {
	const files = outputOf(await ran('run-to-spreadsheet'), 'Rows');
	expect(files.map(({ json }) => json.path)).toEqual(['orders/orders-2026.csv']);
	const { 'orders/orders-2026.csv': orders } = sourceHashes(stage, 'dataFramer');
	expect(await hashes(stage, files)).toEqual({ 'orders/orders-2026.csv': orders });
});

test('the outputs of a flow are one attachment', async () => {
	const items = outputOf(await ran('outputs-by-mail'), 'Send Email');
	expect(items.map(({ json }) => json.fileName)).toEqual(['outputs.zip']);
	expect(await pathsIn(items[0])).toEqual(Object.keys(sourceHashes(stage, 'gumloop')).sort());
});

test('a case file is called after its case, and its list has what is in it', async () => {
	const run = await ran('case-file');
	const [zip] = outputOf(run, 'Download Archive');
	expect(zip.json).toMatchObject({ fileName: 'case-2026-0147.zip', caseNumber: '2026-0147' });
	const listed = outputOf(run, 'Table of contents').map(({ json }) => String(json.path));
	expect(listed.length).toBeGreaterThan(5);
	expect(listed.sort()).toEqual(await pathsIn(zip));
});

test('an archive that takes long goes round until it is ready, and its progress is noted', async () => {
	const { workflow } = example('hours-long-loop');
	stage.sandbox.behaviour.alfresco.buildMilliseconds = 50_000;
	const impatient = changed(workflow, 'Wait For Archive', { timeout: 1, options: { firstInterval: 0.2 } });
	const run = await stage.engine.run(withStandIns(impatient), credentialData(stage.sandbox));
	expect(endOf(run)).toBeUndefined();
	const rounds = (run.data.resultData.runData['Note the progress'] ?? []).map((round) =>
		Number((round.data?.main[0]?.[0].json.progress as { percent?: number } | undefined)?.percent),
	);
	expect(rounds.length).toBeGreaterThan(1);
	expect(rounds).toEqual([...rounds].sort((a, b) => a - b));
	expect(outputOf(run, 'Unpack').length).toBeGreaterThan(5);
});

test('files of an archive go on, and nobody is alarmed', async () => {
	const run = await ran('error-branch-with-alert');
	expect(outputOf(run, 'Files').length).toBeGreaterThan(5);
	expect(outputOf(run, 'Tell the chat')).toEqual([]);
});

test('an archive that can not be had is told, with what to do', async () => {
	stage.sandbox.scenario('box', { status: 403, times: Infinity, match: /zip_downloads/ });
	const run = await ran('error-branch-with-alert');
	expect(outputOf(run, 'Files')).toEqual([]);
	const [alert] = outputOf(run, 'Tell the chat');
	expect(alert.json.message).toMatch(/Box.*: .*\. \([A-Z_]+\)$/);
});

test('an agent is told the files of the run that it names', async () => {
	const { workflow } = example('agent-tool');
	const tool = node(workflow, 'Files of a run');
	const { parameters, ...rest } = tool;
	const asked = JSON.parse(
		JSON.stringify(parameters).replace(/=\{\{ \$fromAI.*?\}\}/, DATAFRAMER_RUNS.ready),
	) as INode['parameters'];
	const start = { ...node(workflow, 'When chat message received'), type: 'n8n-nodes-base.manualTrigger' };
	const run = await stage.engine.run(
		{
			...workflow,
			nodes: [start, { ...rest, parameters: asked, type: 'n8n-nodes-archives.downloadArchive' }],
			connections: { [start.name]: { main: [[{ node: tool.name, type: 'main', index: 0 }]] } },
		},
		credentialData(stage.sandbox),
	);
	expect(JSON.stringify(parameters)).toContain('$fromAI');
	expect(
		outputOf(run, tool.name)
			.map(({ json }) => json.path)
			.sort(),
	).toEqual(Object.keys(sourceHashes(stage, 'dataFramer')).sort());
});

test('a service that is told by fields gives its files', async () => {
	const { data, credential } = otherServices(stage.sandbox).dataFramer();
	const { workflow } = example('service-by-fields');
	const run = await stage.engine.run(workflow, { [credential]: data });
	expect(endOf(run)).toBeUndefined();
	expect(await hashes(stage, outputOf(run, 'Download Archive'))).toEqual(sourceHashes(stage, 'dataFramer'));
});

async function ran(name: string): Promise<IRun> {
	const run = await stage.engine.run(withStandIns(example(name).workflow), credentialData(stage.sandbox));
	expect(endOf(run)).toBeUndefined();
	return run;
}

function example(name: string): { workflow: IWorkflowBase } {
	const entry = shown.get(name);
	if (entry === undefined) throw new Error(`The gallery does not show ${name}`);
	return entry;
}

function node({ nodes }: IWorkflowBase, name: string): INode {
	const found = nodes.find((one) => one.name === name);
	if (found === undefined) throw new Error(`There is no node ${name}`);
	return found;
}

function changed(workflow: IWorkflowBase, name: string, parameters: INode['parameters']): IWorkflowBase {
	const nodes = workflow.nodes.map((one) =>
		one.name === name ? { ...one, parameters: { ...one.parameters, ...parameters } } : one,
	);
	return { ...workflow, nodes };
}

/** The workflow with what the engine has in the place of what it lacks: a trigger for triggers, "No Operation" for the rest. */
function withStandIns(workflow: IWorkflowBase): IWorkflowBase {
	const nodes = workflow.nodes.map((one): INode => {
		if (one.type.startsWith('n8n-nodes-archives.')) return one;
		if (/trigger$|\.webhook$/i.test(one.type))
			return { ...one, type: 'n8n-nodes-base.manualTrigger', parameters: {} };
		if (one.type === 'n8n-nodes-base.set') {
			const items = `[${String(one.parameters.jsonOutput)}]`;
			return { ...one, type: 'test.items', parameters: { items } };
		}
		return { ...one, type: 'n8n-nodes-base.noOp', parameters: {} };
	});
	return { ...workflow, nodes };
}

/** Paths in the ZIP of an item, in order. */
async function pathsIn({ binary }: INodeExecutionData): Promise<string[]> {
	if (binary?.data === undefined) throw new Error('It came without bytes');
	const zip = await JSZip.loadAsync(await stage.engine.bytes(binary.data));
	return Object.values(zip.files)
		.filter(({ dir }) => !dir)
		.map(({ name }) => name)
		.sort();
}

/** What lies in the folder of the service's demo: its archive without the other things in it. */
function folderPaths(provider: ProviderName): string[] {
	const all = Object.keys(sourceHashes(stage, provider));
	return all.filter((path) => path.includes('/')).sort();
}
