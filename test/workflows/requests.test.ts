/** How many requests an archive takes: none that nobody needs, in three nodes and in one. */
import type { INodeParameters } from 'n8n-workflow';
import { presetStands } from '../../scripts/attacks/stands/presets';
import { coded as providers } from '../../nodes/shared/providers';
import { line, type Step } from '../engine/workflow';
import type { RecordedRequest } from '../sandbox/core/recording';
import { endOf, openStage, outputOf, type ProviderName, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

/** An id of a job, a link or a run, as one part of a path. */
const ID = /\/(?=[^/]*\d)[\w%=.-]{16,}(?=\/|$)/g;

/** Requests as they are compared: by server, method and path. */
function shapes(requests: readonly RecordedRequest[]): string[] {
	return requests.map(({ origin, method, url }) => {
		const path = url
			.split('?')[0]
			.replace(/^.*\/versions\/1(?=\/)/, '')
			.replace(ID, '/ID');
		return `${method} ${origin}${path}`;
	});
}

interface Expected {
	what: string;
	/** Fields of Create Archive beside those of the example. */
	create?: INodeParameters;
	three: string[];
	/** The same as in three nodes where it is left out. */
	one?: string[];
}

const RUN = 'dataFramer/api/dataframer/runs/ID/';
const ALFRESCO = [
	'POST alfresco/downloads',
	'GET alfresco/downloads/ID',
	'GET alfresco/nodes/ID/content',
	'DELETE alfresco/nodes/ID',
];
const BOX = [
	'POST box/oauth2/token',
	'POST box/2.0/zip_downloads',
	'GET boxContent/2.0/zip_downloads/ID/content',
	'GET box/2.0/zip_downloads/ID/status',
];
const GUMLOOP = ['GET gumloop/api/v1/get_pl_run', 'POST gumloop/api/v1/download_files'];
const DATA_FRAMER = [
	// It begins to build, it is done, and (in three nodes, since no link travels between them) it gives a link.
	`GET ${RUN}files/download/`,
	`GET ${RUN}files/download/`,
	`GET ${RUN}files/download/`,
	'GET dataFramerStorage/dataframer-archives/runs/ID/all_files.zip',
	`GET ${RUN}`,
];

const CODED: Record<ProviderName, Expected[]> = {
	alfresco: [
		{ what: 'nodes', three: ALFRESCO },
		{
			what: 'one node whose name nobody knows',
			create: { alfrescoNodes: 'c0ffee00-1111-4222-8333-000000000001' },
			three: ALFRESCO,
		},
	],
	// Nobody but Create Archive would tell that something is missing before Download Archive: it looks. One node need not.
	box: [
		{
			what: 'a folder',
			create: { boxItems: 'folder:160001' },
			three: [BOX[0], 'GET box/2.0/folders/160001', ...BOX.slice(1)],
			one: BOX,
		},
		{ what: 'several items', three: [BOX[0], BOX[1], ...BOX.slice(1)], one: BOX },
	],
	dataFramer: [{ what: 'a run', three: DATA_FRAMER, one: DATA_FRAMER.slice(1) }],
	gumloop: [{ what: 'a flow run that is done', three: GUMLOOP }],
	hoody: [
		{
			what: 'a folder',
			three: ['GET hoody/api/v1/files/stat/Project%20files', 'GET hoody/Project%20files'],
			one: ['GET hoody/Project%20files'],
		},
	],
};

describe.each(Object.keys(providers) as ProviderName[])('%s', (provider) => {
	const options = { deleteAfterwards: true };
	/** Ready at the first look after asking. */
	const atOnce = () => {
		const { behaviour } = stage.sandbox;
		behaviour.alfresco.buildMilliseconds = 0;
		Object.assign(behaviour.dataFramer, { buildMilliseconds: 0, pendingAnswers: 1 });
	};

	test.each(CODED[provider])('$what, in three nodes', async ({ create, three }) => {
		atOnce();
		const run = await stage.run(
			stage.create(provider, create),
			stage.wait(provider),
			stage.download(provider, 'downloadZip', { options }),
		);
		expect(endOf(run)).toBeUndefined();
		expect(shapes(stage.sandbox.requests)).toEqual(three);
	});

	test.each(CODED[provider])('$what, in one node', async ({ create, three, one }) => {
		atOnce();
		const run = await stage.run(stage.oneNode(provider, 'downloadZip', { ...create, options }));
		expect(endOf(run)).toBeUndefined();
		expect(shapes(stage.sandbox.requests)).toEqual(one ?? three);
	});
});

test('a run of DataFramer whose archive is there already: the link that came with the first answer is used', async () => {
	Object.assign(stage.sandbox.behaviour.dataFramer, { buildMilliseconds: 0, pendingAnswers: 0 });
	const run = await stage.run(stage.oneNode('dataFramer', 'downloadZip'));
	expect(endOf(run)).toBeUndefined();
	expect(shapes(stage.sandbox.requests)).toEqual(DATA_FRAMER.slice(2));
});

test('only what is not our own is looked at before it is read', async () => {
	stage.sandbox.behaviour.alfresco.buildMilliseconds = 0;
	const made = await stage.run(stage.create('alfresco'), stage.wait('alfresco'));
	stage.sandbox.requests.length = 0;
	const archive = JSON.stringify(outputOf(made, 'Wait')[0].json);
	const options = { deleteAfterwards: true, otherExecutions: true };
	const run = await stage.run(stage.download('alfresco', 'downloadZip', { archive, options }));
	expect(endOf(run)).toBeUndefined();
	expect(shapes(stage.sandbox.requests)).toEqual(ALFRESCO.slice(1));
});

/** Requests for an archive that one look finds at work and the next one ready: in three nodes, and in one. */
const PRESETS: Record<string, { three: number; one: number } | undefined> = {
	// In three nodes Download Archive looks once more, since handles may come from anybody and hold no link.
	crowdin: { three: 6, one: 5 },
	lokalise: { three: 5, one: 4 },
	seafile: { three: 5, one: 4 },
	// Its look has the id of the file, which is part of the archive's path: it is asked for it.
	qualtrics: { three: 6, one: 5 },
	// The answer is a redirect to a link; in three nodes Create Archive looks first whether it is there.
	github: { three: 3, one: 2 },
	githubArtifact: { three: 3, one: 2 },
	// The answer is the archive. Dropbox answers such a look on another host, where the credential does not go.
	dataverse: { three: 2, one: 1 },
	dropbox: { three: 1, one: 1 },
	gitlab: { three: 2, one: 1 },
	immich: { three: 2, one: 1 },
	labelStudio: { three: 2, one: 1 },
	nextcloud: { three: 2, one: 1 },
	osf: { three: 2, one: 1 },
	paperlessNgx: { three: 2, one: 1 },
	zenodo: { three: 2, one: 1 },
};

describe.each([...presetStands])('%s', (name, open) => {
	const quickly = { firstInterval: 0.1, longestInterval: 0.1 };

	/** @param steps the nodes, out of those that the stand has */
	async function counted(steps: (create: Step, wait: Step, download: Step) => Step[]): Promise<number> {
		const stand = await open();
		try {
			const create = stand.step('Create');
			const wait = stand.step('Wait', { options: quickly });
			const download = stand.step('Download', { operation: 'downloadZip' });
			const run = await stage.engine.run(line(...steps(create, wait, download)), stand.credentials);
			expect(endOf(run)).toBeUndefined();
			return stand.requests.length;
		} finally {
			await stand.close();
		}
	}

	test('in three nodes', async () => {
		expect(await counted((...all) => all)).toBe(PRESETS[name]?.three);
	});

	test('in one node', async () => {
		const asking = ({ parameters: asked = {} }: Step, download: Step): Step => ({
			...download,
			parameters: {
				...asked,
				...download.parameters,
				archiveFrom: 'new',
				options: { ...(asked.options as INodeParameters), ...quickly },
			},
		});
		expect(await counted((create, _wait, download) => [asking(create, download)])).toBe(PRESETS[name]?.one);
	});
});
