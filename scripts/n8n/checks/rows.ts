import { buildZip } from '../../../test/zip/support/buildZip';
import { DATAFRAMER_RUNS } from '../../../test/sandbox';
import { archiveNode } from '../lib/archiveNode';
import { assert, type Checks } from '../lib/checks';
import { inLine, plainNode, runField } from '../lib/dataFramer';
import { itemsOf } from '../lib/executions';
import { importWorkflow, runByHand } from '../lib/runs';
import type { Workbench } from '../lib/workbench';
import type { WorkflowNode } from '../lib/workflow';
import { assertSucceeded } from './content';

const ROWS = 3_000;

/** Files as rows and as text for the nodes that follow, metadata joined, and one archive for each group of items. */
export async function checkRows(bench: Workbench, checks: Checks): Promise<void> {
	await checks.run('Rows of CSV and JSON Lines', 'one node', async () => {
		const items = await downloaded(bench, { readFilesAs: 'rows', mostRows: ROWS, joinMetadata: true });
		const from = (path: string) => items.filter(({ sourceFile }) => pathIn(sourceFile) === path);
		const sales = from('sales.csv');
		assert(sales.length === ROWS, `${sales.length} rows came out of sales.csv instead of ${ROWS}`);
		assert(sales[2].amount === '1,2', `the amount of a row is ${String(sales[2].amount)}`);
		const { warnings, metadata } = sales[0].sourceFile as { warnings?: string[]; metadata?: unknown };
		const [told = ''] = warnings ?? [];
		assert(told.startsWith('row 2 was left out'), `what was left out is told as "${told}"`);
		assert(JSON.stringify(metadata) === '{"rows":3001}', 'the metadata file was not joined');
		const log = from('log.jsonl');
		assert(log.length === 2, `${log.length} rows came out of log.jsonl instead of 2`);
		assert(items.length === ROWS + 2 + 1, `${items.length} items instead of ${ROWS + 3}`);
		// As n8n stores it: what it keeps of such names is its own affair, the other columns have to be there.
		assert(from('odd.csv')[0].b === '3', 'a column beside "__proto__" and "constructor" is missing');
		return `${items.length} rows, "${told}"`;
	});

	await checks.run('Text of each file', 'one node', async () => {
		const items = await downloaded(bench, { readFilesAs: 'text', mostCharacters: 20, include: '*.csv' });
		assert(items.length === 2, `${items.length} items instead of 2`);
		assert(items[0].text === 'customer;amount\nACME', `the text is ${JSON.stringify(items[0].text)}`);
		return '2 texts, one cut';
	});

	await checks.run('Group Items By', 'Box, one node', async () => {
		const found = bench.credentials.find(({ type }) => type === 'boxClientCredentialsApi');
		assert(found !== undefined, 'there is no credential for Box');
		const node: WorkflowNode = {
			...plainNode('Download', `${bench.packageName}.downloadArchive`, {
				archiveFrom: 'new',
				provider: 'box',
				boxAuthentication: 'clientCredentials',
				operation: 'listFiles',
				boxItems: { __rl: true, mode: 'id', value: '={{ $json.file }}' },
				combineItems: true,
				groupItemsBy: 'customer',
			}),
			credentials: { boxClientCredentialsApi: { id: found.id, name: found.name } },
		};
		const [folder, file] = bench.sandbox.demo.box.items.map(({ type, id }) => `${type}:${id}`);
		const files = [
			{ file: folder, customer: 'ACME' },
			{ file: folder, customer: 'Initech' },
			{ file, customer: 'ACME' },
		];
		const items = await run(bench, [
			plainNode('List', 'n8n-nodes-base.set', { mode: 'raw', jsonOutput: JSON.stringify({ files }) }, 3.4),
			plainNode('Files', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'files' }),
			node,
		]);
		const all = bench.sandbox.files('box').length;
		const of = (customer: string) => items.filter(({ group }) => group === customer).length;
		const [acme, initech] = [of('ACME'), of('Initech')];
		assert(
			acme === all && initech === all - 1 && items.length === acme + initech,
			`${acme} files for ACME and ${initech} for Initech instead of ${all} and ${all - 1}`,
		);
		return `3 items, 2 archives: ${acme} and ${initech} files`;
	});
}

/** What comes out of a DataFramer run with files like those that people have. */
async function downloaded(
	bench: Workbench,
	options: Record<string, unknown>,
): Promise<Array<Record<string, unknown>>> {
	const rows = Array.from({ length: ROWS }, (_, row) => `ACME;1,${row}\n`);
	bench.sandbox.serve(
		'dataFramer',
		buildZip([
			{
				name: 'sales.csv',
				data: ['customer;amount\n', rows[0], 'SECRET\n', ...rows.slice(1)].join(''),
				deflate: true,
			},
			{ name: 'sales.csv.metadata', data: '{"rows":3001}' },
			{ name: 'odd.csv', data: '__proto__,constructor,b\n1,2,3\n' },
			{ name: 'log.jsonl', data: '{"level":"info"}\nSECRET\n{"level":"error"}\n' },
		]),
	);
	const node = archiveNode(bench, 'Download', 'downloadArchive', {
		archiveFrom: 'new',
		operation: 'unpack',
		options,
		...runField(DATAFRAMER_RUNS.ready),
	});
	return await run(bench, [node]);
}

/** Runs nodes in a row, as a person does. @returns what the last one gave */
async function run(
	{ session, sandbox }: Workbench,
	nodes: WorkflowNode[],
): Promise<Array<Record<string, unknown>>> {
	try {
		const workflow = inLine('Rows and groups', [
			plainNode('Start', 'n8n-nodes-base.manualTrigger'),
			...nodes,
		]);
		const execution = await runByHand(session, await importWorkflow(session, workflow));
		assertSucceeded(execution);
		return itemsOf(execution, 'Download').map(({ json }) => json);
	} finally {
		sandbox.reset();
	}
}

function pathIn(sourceFile: unknown): unknown {
	return (sourceFile as { path?: unknown } | undefined)?.path;
}
