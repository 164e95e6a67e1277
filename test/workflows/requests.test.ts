/** How many requests an archive takes: none that nobody needs, in three nodes and in one. */
import type { INodeParameters } from 'n8n-workflow';
import { presetStands } from '../../scripts/attacks/stands/presets';
import { coded as providers } from '../../nodes/shared/providers';
import type { Preset } from '../../nodes/shared/recipes/preset';
import { presets } from '../../nodes/shared/recipes/presets';
import { line, type Step } from '../engine/workflow';
import type { RecordedRequest } from '../sandbox/core/recording';
import { endOf, itemsStep, openStage, outputOf, type ProviderName, type Stage } from './support';

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

describe('several items, in one node', () => {
	const items = itemsStep(
		...[1, 2, 3].map((last) => ({ node: `c0ffee00-1111-4222-8333-00000000000${last}` })),
	);
	const alfresco = (more: INodeParameters = {}) =>
		stage.oneNode('alfresco', 'downloadZip', {
			alfrescoNodes: '={{ $json.node }}',
			options: { deleteAfterwards: true },
			...more,
		});
	beforeEach(() => (stage.sandbox.behaviour.alfresco.buildMilliseconds = 0));

	test('with an archive each take four requests each', async () => {
		const run = await stage.run(items, alfresco());
		expect(endOf(run)).toBeUndefined();
		expect(outputOf(run, 'Download')).toHaveLength(3);
		expect(shapes(stage.sandbox.requests).sort()).toEqual([...ALFRESCO, ...ALFRESCO, ...ALFRESCO].sort());
	});

	test('with one archive for all take four', async () => {
		const run = await stage.run(items, alfresco({ combineItems: true }));
		expect(endOf(run)).toBeUndefined();
		expect(outputOf(run, 'Download')).toHaveLength(1);
		expect(shapes(stage.sandbox.requests)).toEqual(ALFRESCO);
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

/** Presets whose answer is a redirect to the archive. */
const REDIRECTED = ['github', 'githubArtifact'];

/**
 * Requests that an archive takes which one look finds at work and the next one ready. In three nodes Create Archive looks first
 * whether it is there, where nobody else would tell before Download Archive.
 */
function needed({ name, answer, find, look, askLink, content, link }: Preset, nodes: 1 | 3): number {
	const found = nodes === 3 && find !== undefined ? 1 : 0;
	if (answer === 'archive') return found + (REDIRECTED.includes(name) ? 2 : 1);
	if (answer === 'link') return found + 2;
	// What a look told travels in the handle. Links do not, nor does what handles have no place for.
	const isInHandle =
		answer === 'job' && (askLink !== undefined || (content !== undefined && link === undefined));
	const isLookedAt = nodes === 3 && (!isInHandle || JSON.stringify([askLink, content]).includes('{look.'));
	const calls = [answer === 'job' || look !== undefined, true, true, isLookedAt, askLink !== undefined, true];
	return found + calls.filter((isMade) => isMade).length;
}

describe.each([...presetStands])('%s', (name, open) => {
	const preset: Preset = presets[name as keyof typeof presets];
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
		expect(await counted((...all) => all)).toBe(needed(preset, 3));
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
		expect(await counted((create, _wait, download) => [asking(create, download)])).toBe(needed(preset, 1));
	});
});
