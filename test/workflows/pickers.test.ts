/** What is picked, pasted or typed in the fields of Create Archive, through n8n's own reading of them. */
import type { INodeParameters } from 'n8n-workflow';
import { coded } from '../../nodes/shared/providers';
import { ALFRESCO_NODES, BOX_ITEMS, DATAFRAMER_RUNS, GUMLOOP_RUNS, HOODY_FOLDERS } from '../sandbox';
import { endOf, itemsStep, openStage, outputOf, type ProviderName, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const rl = (mode: string, value: unknown) => ({ __rl: true, mode, value }) as unknown as INodeParameters;
const folder = { type: 'folder', id: BOX_ITEMS.folder };
const file = { type: 'file', id: BOX_ITEMS.file };
const SHARE = 'https://acs.example/share/page/folder-details?nodeRef=workspace%3A%2F%2FSpacesStore%2F';

type Row = [what: string, provider: ProviderName, parameters: INodeParameters, request: object];

const ENTERED: Row[] = [
	['a text, as before', 'box', { boxItems: 'folder:160001\nfile:500001' }, { items: [folder, file] }],
	['from the list', 'box', { boxItems: rl('list', 'folder:160001') }, { items: [folder] }],
	[
		'by its address',
		'box',
		{ boxItems: rl('url', 'https://app.box.com/folder/160001?s=x') },
		{ items: [folder] },
	],
	['by id, several', 'box', { boxItems: rl('id', 'folder:160001, file:500001') }, { items: [folder, file] }],
	['pasted lines', 'box', { boxItems: rl('id', 'folder:160001 file:500001') }, { items: [folder, file] }],
	[
		'an expression that gives a list',
		'box',
		{ boxItems: rl('id', '={{ $json.list }}') },
		{ items: [folder, file] },
	],
	['the same by address', 'box', { boxItems: rl('url', '={{ $json.list }}') }, { items: [folder, file] }],
	[
		'one after the other',
		'box',
		{
			boxItems: rl('list', 'folder:160001'),
			boxMoreItems: { picked: [{ picked: rl('url', 'https://app.box.com/file/500001') }] },
		},
		{ items: [folder, file] },
	],
	[
		'a text, as before',
		'alfresco',
		{ alfrescoNodes: ALFRESCO_NODES.file },
		{ nodeIds: [ALFRESCO_NODES.file] },
	],
	[
		'from the list',
		'alfresco',
		{ alfrescoNodes: rl('list', ALFRESCO_NODES.library) },
		{ nodeIds: [ALFRESCO_NODES.library] },
	],
	[
		'by its address',
		'alfresco',
		{ alfrescoNodes: rl('url', SHARE + ALFRESCO_NODES.folder) },
		{ nodeIds: [ALFRESCO_NODES.folder] },
	],
	[
		'one after the other',
		'alfresco',
		{
			alfrescoNodes: rl('id', ALFRESCO_NODES.folder),
			alfrescoMoreNodes: { picked: [{ picked: rl('list', ALFRESCO_NODES.file) }] },
		},
		{ nodeIds: [ALFRESCO_NODES.folder, ALFRESCO_NODES.file] },
	],
	['a text, as before', 'dataFramer', { runId: DATAFRAMER_RUNS.ready }, { runId: DATAFRAMER_RUNS.ready }],
	[
		'from the list',
		'dataFramer',
		{ runId: rl('list', DATAFRAMER_RUNS.ready) },
		{ runId: DATAFRAMER_RUNS.ready },
	],
	[
		'by its address, among other ids',
		'dataFramer',
		{
			runId: rl(
				'url',
				`https://app.dataframer.ai/projects/${DATAFRAMER_RUNS.empty}/runs/${DATAFRAMER_RUNS.ready}/files`,
			),
		},
		{ runId: DATAFRAMER_RUNS.ready },
	],
	[
		'by an address with one id in it',
		'dataFramer',
		{ runId: rl('url', `https://app.dataframer.ai/results/${DATAFRAMER_RUNS.ready}`) },
		{ runId: DATAFRAMER_RUNS.ready },
	],
	['a text, as before', 'gumloop', { gumloopRunId: GUMLOOP_RUNS.done }, { runId: GUMLOOP_RUNS.done }],
	[
		'from the list, below a flow',
		'gumloop',
		{ gumloopFlow: rl('list', 'workbook:book_1'), gumloopRunId: rl('list', GUMLOOP_RUNS.done) },
		{ runId: GUMLOOP_RUNS.done },
	],
	[
		'by its address',
		'gumloop',
		{
			gumloopRunId: rl(
				'url',
				`https://www.gumloop.com/pipeline?workbook_id=a&run_id=${GUMLOOP_RUNS.done}&x=1`,
			),
		},
		{ runId: GUMLOOP_RUNS.done },
	],
	[
		'with a team from the list',
		'gumloop',
		{ gumloopRunId: GUMLOOP_RUNS.done, options: { gumloopProjectId: rl('list', 'team_4f8c92ab') } },
		{ runId: GUMLOOP_RUNS.done, projectId: 'team_4f8c92ab' },
	],
	[
		'a text, as before',
		'hoody',
		{ hoodyDirectory: HOODY_FOLDERS.project },
		{ directory: HOODY_FOLDERS.project },
	],
	[
		'from the list',
		'hoody',
		{ hoodyDirectory: rl('list', HOODY_FOLDERS.project) },
		{ directory: HOODY_FOLDERS.project },
	],
	['the top from the list', 'hoody', { hoodyDirectory: rl('list', '/') }, { directory: '' }],
	[
		'by path',
		'hoody',
		{ hoodyDirectory: rl('path', '/Project files/') },
		{ directory: HOODY_FOLDERS.project },
	],
];

test.each(ENTERED)('%s: %s', async (_what, provider, parameters, request) => {
	const run = await stage.run(
		itemsStep({ list: ['folder:160001', 'file:500001'] }),
		stage.create(provider, parameters),
	);
	expect(endOf(run)).toBeUndefined();
	const [{ json }] = outputOf(run, 'Create');
	expect(json.request).toMatchObject(request);
});

describe("ids dragged out of n8n's own Box node, whose items have the type beside them", () => {
	const dragged = rl('id', '={{ $json.id }}');
	const of = async (parameters: INodeParameters) => {
		const run = await stage.run(itemsStep(folder, file), stage.create('box', parameters));
		expect(endOf(run)).toBeUndefined();
		return outputOf(run, 'Create').map(({ json }) => json.request);
	};

	test('are of the type of their own item', async () => {
		expect(await of({ boxItems: dragged })).toEqual([{ items: [folder] }, { items: [file] }]);
	});

	test('and so in one archive for all, and in More Files and Folders', async () => {
		expect(await of({ boxItems: dragged, combineItems: true })).toEqual([{ items: [folder, file] }]);
		const more = { picked: [{ picked: dragged }] } as unknown as INodeParameters;
		const [request] = await of({ boxItems: rl('list', 'file:500001'), boxMoreItems: more });
		expect(request).toEqual({ items: [file, folder] });
	});
});

const REFUSED: Array<[what: string, provider: ProviderName, parameters: INodeParameters, message: RegExp]> = [
	[
		'a shared link that an expression gives',
		'box',
		{ boxItems: rl('url', '={{ "https://app.box.com/s/secret" }}') },
		/A shared link of Box does not tell which file or folder/,
	],
	[
		'an address without an id',
		'alfresco',
		{ alfrescoNodes: rl('url', 'https://acs.example/share/page/site/finance') },
		/The address is no id of a file or folder in Alfresco/,
	],
	[
		'an address of something else',
		'gumloop',
		{ gumloopRunId: rl('url', '={{ "https://x.example/" }}') },
		/Flow Run is no run of Gumloop/,
	],
	[
		'an expression that gives nothing',
		'box',
		{ boxItems: rl('url', '={{ "" }}') },
		/Files and Folders is empty/,
	],
	[
		'a wrong thing among more',
		'box',
		{ boxItems: 'folder:1', boxMoreItems: { picked: [{ picked: rl('id', 'hub:1') }] } },
		/"hub:1" does not say/,
	],
];

test.each(REFUSED)(
	'%s is refused in the words of the provider (%s)',
	async (_what, provider, parameters, message) => {
		const end = endOf(await stage.run(stage.create(provider, parameters)));
		expect(end?.message).toMatch(message);
		expect(JSON.stringify(end)).not.toContain('secret');
		expect(stage.sandbox.requests).toEqual([]);
	},
);

test.each<[ProviderName, INodeParameters]>([
	['box', { boxItems: rl('list', '') }],
	['box', { boxItems: rl('url', 'https://app.box.com/s/secret') }],
	['alfresco', { alfrescoNodes: rl('list', '') }],
	['dataFramer', { runId: rl('url', 'https://app.dataframer.ai/runs/7') }],
	['gumloop', { gumloopRunId: rl('list', '') }],
	['hoody', { hoodyDirectory: rl('list', '') }],
])('n8n itself stops before the run where a field of %s says nothing: %j', async (provider, parameters) => {
	await expect(stage.run(stage.create(provider, parameters))).rejects.toThrow(/issues/);
});

test.each<[ProviderName, INodeParameters]>([
	['dataFramer', { runId: rl('list', DATAFRAMER_RUNS.ready) }],
	['hoody', { hoodyFile: rl('list', 'Downloads/monthly.zip') }],
])('what is picked for Download Archive by ID names the archive of %s', async (provider, parameters) => {
	const run = await stage.run(stage.download(provider, 'listFiles', { archiveFrom: 'id', ...parameters }));
	const end = endOf(run);
	// There is no such file on the container, which is what Hoody says, asked for it.
	if (provider === 'hoody') expect(stage.sandbox.requests.at(-1)?.url).toBe('/Downloads/monthly.zip');
	else expect(end?.message).toMatch(/still making the archive/);
});

test.each(['createArchive', 'downloadArchive'])('%s brings a method for each list in the build', (name) => {
	const { methods } = stage.engine.nodeType(`n8n-nodes-archives.${name}`);
	const built = Object.keys(methods?.listSearch ?? {});
	expect(built).toEqual(Object.values(coded).flatMap(({ pickers = {} }) => Object.keys(pickers)));
});
