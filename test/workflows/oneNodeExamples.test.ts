import type { IWorkflowBase } from 'n8n-workflow';
import { exampleFiles } from '../../scripts/examples';
import { credentialData } from '../sandbox/credentialData';
import { buildZip } from '../zip/support/buildZip';
import { endOf, hashes, openStage, outputOf, sourceHashes, withUpload, type Stage } from './support';

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
	const run = await stage.engine.run(withUpload(example('zip-from-webhook.json'), zip), {});
	expect(endOf(run)).toBeUndefined();
	expect(outputOf(run, 'Download Archive').map(({ json }) => json.path)).toEqual([
		'reports/may.csv',
		'notes.txt',
	]);
});
