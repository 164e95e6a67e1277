import { DATAFRAMER_RUNS } from '../../../test/sandbox';
import { inLine, plainNode, runField } from '../lib/dataFramer';
import { assert, type Checks } from '../lib/checks';
import { itemsOf } from '../lib/executions';
import { importWorkflow, runByHand } from '../lib/runs';
import type { Workbench } from '../lib/workbench';
import type { Workflow, WorkflowNode } from '../lib/workflow';
import { archiveNode } from '../lib/archiveNode';
import { assertSucceeded } from './content';

const UNKNOWN_RUN = '00000000-0000-4000-8000-000000000000';

/** What happens to single items: where they come from, and where those go that did not work out. */
export async function checkItems(bench: Workbench, checks: Checks): Promise<void> {
	const { session, sandbox } = bench;
	const expected = sandbox.files('dataFramer').length;

	await checks.run('Two runs, Unpack', 'item linking', async () => {
		const runs = [
			{ label: 'first', id: DATAFRAMER_RUNS.ready },
			{ label: 'second', id: DATAFRAMER_RUNS.ready },
		];
		const labels = plainNode(
			'Label',
			'n8n-nodes-base.set',
			raw('={{ { label: $("Runs").item.json.label } }}'),
			3.4,
		);
		const execution = await runByHand(
			session,
			await importWorkflow(session, overRuns(bench, runs, [labels])),
		);
		assertSucceeded(execution);
		for (const { label } of runs) {
			const count = itemsOf(execution, 'Label').filter(({ json }) => json.label === label).length;
			assert(count === expected, `${count} files lead back to the ${label} run instead of ${expected}`);
		}
		return `every file leads back to its run`;
	});

	const good = { label: 'good', id: DATAFRAMER_RUNS.ready };
	const bad = { label: 'bad', id: UNKNOWN_RUN };
	await checks.run('One good run, one unknown', 'Continue On Fail', async () => {
		const workflow = overRuns(bench, [bad, good]);
		const create = workflow.nodes.find(({ name }) => name === 'Create') as WorkflowNode;
		create.onError = 'continueRegularOutput';
		const execution = await runByHand(session, await importWorkflow(session, upTo(workflow, 'Create')));
		assertSucceeded(execution);
		const [first, second] = itemsOf(execution, 'Create');
		assert(typeof first?.json.error === 'string', 'the unknown run did not become an item that says so');
		assert(second?.json.provider === 'dataFramer', 'the good run did not become a handle');
		return `"${first.json.error}"`;
	});
	await checks.run('One good run, one unknown', 'error output', async () => {
		const workflow = overRuns(bench, [bad, good]);
		const create = workflow.nodes.find(({ name }) => name === 'Create') as WorkflowNode;
		create.onError = 'continueErrorOutput';
		const execution = await runByHand(session, await importWorkflow(session, upTo(workflow, 'Create')));
		assertSucceeded(execution);
		const [fine, refused] = [itemsOf(execution, 'Create', 0), itemsOf(execution, 'Create', 1)];
		assert(
			fine.length === 1 && refused.length === 1,
			`${fine.length} and ${refused.length} items instead of 1 and 1`,
		);
		assert(refused[0].pairedItem !== undefined, 'the item of the error output is not linked');
		return 'one item on each output';
	});
	await checks.run('One unknown run', 'stops the workflow', async () => {
		const execution = await runByHand(session, await importWorkflow(session, overRuns(bench, [bad])));
		assert(execution.status === 'error', `the execution ended as "${execution.status}"`);
		assert((execution.error?.message ?? '') !== '', 'the execution does not say why it ended');
		return `"${execution.error?.message}"`;
	});
}

/** Trigger, one item for each run, Create, Wait, Download, and what follows. */
function overRuns(bench: Workbench, runs: object[], then: WorkflowNode[] = []): Workflow {
	const [create, wait, unpack] = [
		archiveNode(bench, 'Create', 'createArchive', runField('={{ $json.id }}')),
		archiveNode(bench, 'Wait', 'waitForArchive'),
		archiveNode(bench, 'Unpack', 'downloadArchive', { operation: 'unpack' }),
	];
	return inLine('Over runs', [
		plainNode('Start', 'n8n-nodes-base.manualTrigger'),
		plainNode('List', 'n8n-nodes-base.set', raw(JSON.stringify({ runs })), 3.4),
		plainNode('Runs', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'runs' }),
		create,
		wait,
		unpack,
		...then,
	]);
}

/** The same workflow, ending after `name`. */
function upTo(workflow: Workflow, name: string): Workflow {
	const end = workflow.nodes.findIndex((node) => node.name === name);
	return inLine(workflow.name, workflow.nodes.slice(0, end + 1));
}

function raw(jsonOutput: string): Record<string, unknown> {
	return { mode: 'raw', jsonOutput };
}
