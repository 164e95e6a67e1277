import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { examples } from '../../examples';
import { assert, type Checks } from '../lib/checks';
import { withCredentials, withOnly } from '../lib/examples';
import { importWorkflow, runByHand } from '../lib/runs';
import type { Workbench } from '../lib/workbench';
import { nodeOf, type Workflow } from '../lib/workflow';
import { assertSucceeded } from './content';

const NODES = ['createArchive', 'waitForArchive', 'downloadArchive'];

/**
 * n8n's editor takes a field for "the" authentication field, and hides it, when credentials are shown by it and each of
 * its options shows one. It then lists the credentials of all of them in one menu: with Authentication that is all the choice
 * there is, and any other field could not be changed.
 */
function fieldsThatTheEditorHides({ credentials = [], properties }: INodeTypeDescription): string[] {
	const conditions = credentials.flatMap(({ displayOptions }) => Object.entries(displayOptions?.show ?? {}));
	const shows = (field: string, value: unknown) =>
		conditions.some(([name, values]) => name === field && (values as unknown[] | undefined)?.includes(value));
	const names = new Set(conditions.map(([name]) => name));
	const hides = ({ name, options = [] }: INodeProperties) =>
		names.has(name) &&
		options.length > 0 &&
		options.every((option) => 'value' in option && shows(name, option.value));
	return properties
		.filter(hides)
		.map(({ name }) => name)
		.slice(0, 1);
}

/** What the editor is given to show: node types, tools for AI agents, hints in the output panel. */
export async function checkEditor(bench: Workbench, checks: Checks): Promise<void> {
	const { session, packageName, sandbox } = bench;
	await checks.run('Node types', 'loaded by n8n', async () => {
		const types = (await (await session.raw('GET', '/types/nodes.json')).json()) as Array<{ name: string }>;
		const names = new Set(types.map(({ name }) => name));
		for (const node of NODES) {
			assert(names.has(`${packageName}.${node}`), `the node ${node} is not there`);
			assert(names.has(`${packageName}.${node}Tool`), `the AI tool ${node}Tool is not there`);
		}
		return `${NODES.length} nodes, each as a tool for AI agents too`;
	});
	await checks.run('Credentials', 'all in one menu', async () => {
		const types = (await (await session.raw('GET', '/types/nodes.json')).json()) as INodeTypeDescription[];
		const ours = types.filter(({ name }) => name.startsWith(`${packageName}.`));
		const hidden = new Set(ours.flatMap(fieldsThatTheEditorHides));
		assert(
			[...hidden].join() === 'authentication',
			`the editor hides ${[...hidden].join(', ') || 'nothing'}`,
		);
		return 'only the field Authentication is hidden';
	});
	await checks.run('Files that Box skips', 'hint', async () => {
		sandbox.reset();
		sandbox.behaviour.box.skippedFiles = 2;
		const example = examples().find(({ provider }) => provider === 'box');
		assert(example !== undefined, 'there is no example for Box');
		const workflow = withOnly(
			withCredentials(example.workflow as unknown as Workflow, bench.credentials),
			'unpack',
		);
		const execution = await runByHand(session, await importWorkflow(session, workflow));
		sandbox.reset();
		assertSucceeded(execution);
		const unpack = nodeOf(workflow, 'downloadArchive').name;
		const hints = execution.runData[unpack]?.at(-1)?.hints ?? [];
		assert(
			hints.some(({ message }) => /2|skip/i.test(message)),
			'no hint tells of the skipped files',
		);
		return `"${hints[0].message.replace(/<[^>]+>/g, ' ').slice(0, 80)}"`;
	});
}
