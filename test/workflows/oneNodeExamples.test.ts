import type { IWorkflowBase } from 'n8n-workflow';
import { exampleFiles } from '../../scripts/examples';
import { filesStep } from '../engine/workflow';
import { credentialData } from '../sandbox/credentialData';
import { buildZip } from '../zip/support/buildZip';
import { endOf, hashes, openStage, outputOf, sourceHashes, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage.sandbox.close());

function example(name: string): IWorkflowBase {
	const workflow = exampleFiles().get(name);
	if (workflow === undefined) throw new Error(`examples/${name} is missing`);
	return workflow;
}

test('one node turns a Box folder into items', async () => {
	const run = await stage.engine.run(example('one-node.json'), credentialData(stage.sandbox));
	expect(endOf(run)).toBeUndefined();
	expect(await hashes(stage, outputOf(run, 'Download Archive'))).toEqual(sourceHashes(stage, 'box'));
});

test('a ZIP from a webhook becomes items, without any credential', async () => {
	const zip = buildZip([
		{ name: 'reports/may.csv', data: 'a,b', deflate: true },
		{ name: 'picture.png', data: 'x' },
		{ name: 'notes.txt', data: 'Hello' },
	]);
	const workflow = example('zip-from-webhook.json');
	const { type, parameters = {} } = filesStep(true, { data: zip });
	// Stands where the webhook does: the engine has none.
	const nodes = [
		{ ...workflow.nodes[0], name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		...workflow.nodes.map((node) => (node.name === 'Webhook' ? { ...node, type, parameters } : node)),
	];
	const connections = {
		...workflow.connections,
		Start: { main: [[{ node: 'Webhook', type: 'main' as const, index: 0 }]] },
	};
	const run = await stage.engine.run({ ...workflow, nodes, connections }, {});
	expect(endOf(run)).toBeUndefined();
	expect(outputOf(run, 'Download Archive').map(({ json }) => json.path)).toEqual([
		'reports/may.csv',
		'notes.txt',
	]);
});
