/** Create Archive says what is missing, and names what is there; who reads the archive at once asks nobody twice. */
import type { INodeParameters } from 'n8n-workflow';
import { BOX_ITEMS } from '../sandbox/services/box/tree';
import { endOf, openStage, outputOf, type ProviderName, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const NOWHERE = '00000000-0000-4000-8000-000000000000';

test.each<[string, ProviderName, INodeParameters, string]>([
	[
		'a folder of Box',
		'box',
		{ boxItems: 'folder:99' },
		'Box has no folder 99, or does not show it to this account',
	],
	[
		'one of several items of Box',
		'box',
		{ boxItems: `folder:${BOX_ITEMS.folder}, file:98` },
		'Box has no file 98, or does not show it to this account',
	],
	[
		'a file of Box that was given as a folder',
		'box',
		{ boxItems: `folder:${BOX_ITEMS.file}` },
		`Box has no folder ${BOX_ITEMS.file}, or does not show it to this account`,
	],
	[
		'a directory of Hoody',
		'hoody',
		{ hoodySource: 'zip', hoodyDirectory: 'No/such' },
		'There is no directory "No/such" on the Hoody container',
	],
	[
		'a node of Alfresco',
		'alfresco',
		{ alfrescoNodes: NOWHERE },
		`Alfresco could not find the file or folder ${NOWHERE}`,
	],
	['a run of DataFramer', 'dataFramer', { runId: NOWHERE }, `DataFramer could not find the run ${NOWHERE}`],
	[
		'a flow run of Gumloop',
		'gumloop',
		{ gumloopRunId: 'run_nowhere' },
		'Gumloop could not find the flow run run_nowhere',
	],
])('%s is missing', async (_name, provider, fields, message) => {
	const run = await stage.run(stage.create(provider, fields));
	expect(endOf(run)).toMatchObject({ message });
	expect(endOf(run)?.description).not.toBe('');
});

test.each<[ProviderName, INodeParameters, string]>([
	['box', { boxItems: `folder:${BOX_ITEMS.folder}` }, 'Quarterly reports.zip'],
	['hoody', { hoodySource: 'zip', hoodyDirectory: 'Project files' }, 'Project files.zip'],
])('%s names the archive after what is there', async (provider, fields, fileName) => {
	const run = await stage.run(stage.create(provider, fields));
	expect(endOf(run)).toBeUndefined();
	expect(outputOf(run, 'Create')[0].json).toMatchObject({ state: 'ready', fileName });
});

test('a wrong sign-in is told by Create, not only when the files are fetched', async () => {
	stage.sandbox.scenario('box', { status: 401 }, { times: Infinity });
	const run = await stage.run(stage.create('box'));
	expect(endOf(run)?.message).toMatch(/^Box did not accept the sign-in/);
});

test('what is missing is named as well where one node does it all', async () => {
	const run = await stage.run(stage.oneNode('box', 'unpack', { boxItems: 'folder:99' }));
	expect(endOf(run)?.message).toBe('Box has no folder 99, or does not show it to this account');
});
