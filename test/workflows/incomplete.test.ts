/** What a service announced of an archive, against what came: told as data and as a hint, or refused. */
import type { INodeParameters } from 'n8n-workflow';
import { hintsOf } from '../engine/engine';
import { coded as providers } from '../../nodes/shared/providers';
import { line } from '../engine/workflow';
import { otherServices, parametersOf } from '../recipes/otherServices';
import { ALFRESCO_NODES, type Sandbox } from '../sandbox';
import { endOf, itemsStep, openStage, outputOf, QUICKLY, type ProviderName, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

/** DataFramer's list of what a run has generated. */
const LIST = /^GET .*\/runs\/[\w-]+\/$/;
const OPERATIONS = ['unpack', 'listFiles', 'downloadZip'];

/** Each operation behind two other nodes, and in the one node that asks for the archive itself. */
const WAYS = [...OPERATIONS, 'unpack in one node', 'listFiles in one node', 'downloadZip in one node'];

const download = async (provider: ProviderName, way: string, options: INodeParameters = {}) => {
	const [operation, ...isOneNode] = way.split(' in ');
	if (isOneNode.length > 0) return await stage.run(stage.oneNode(provider, operation, { options }));
	return await stage.run(
		stage.create(provider),
		stage.wait(provider),
		stage.download(provider, operation, { options }),
	);
};

describe.each(Object.keys(providers) as ProviderName[])('%s', (provider) => {
	test.each(WAYS)('%s: nothing is told where nothing is missing, and nothing refused', async (way) => {
		const run = await download(provider, way, { incomplete: 'refuse' });
		expect(endOf(run)).toBeUndefined();
		expect(hintsOf(run, 'Download')).toEqual([]);
		const items = outputOf(run, 'Download');
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) expect(json.archive).not.toHaveProperty('warnings');
	});
});

/** What goes wrong on the service, and what the user is told. */
const CASES: Array<[ProviderName, string, (sandbox: Sandbox) => void, RegExp]> = [
	[
		'alfresco',
		'files whose content is gone',
		({ behaviour }) => (behaviour.alfresco.unreadableFiles = 2),
		/^Alfresco packed 9 of 11 files$/,
	],
	[
		'alfresco',
		'fewer files than it says',
		({ behaviour }) => (behaviour.alfresco.lostFiles = 1),
		/^Alfresco announced 11 files, and the archive holds 10$/,
	],
	[
		'box',
		'skipped files',
		({ behaviour }) => (behaviour.box.skippedFiles = 2),
		/^Box left 2 files out of the archive: /,
	],
	[
		'box',
		'fewer files than its status counts',
		({ behaviour }) => (behaviour.box.lostFiles = 1),
		/^Box announced 11 files, and the archive holds 10$/,
	],
	[
		'dataFramer',
		'another size than announced',
		({ behaviour }) => (behaviour.dataFramer.surplusBytes = 1),
		/^DataFramer announced \d+ bytes, and the archive has \d+$/,
	],
	[
		'dataFramer',
		'a generated file that is not there',
		({ behaviour }) => (behaviour.dataFramer.lostFiles = 1),
		/^"orders\/orders-2026\.csv" was asked for and is not in the archive$/,
	],
	[
		'gumloop',
		'a file that was asked for and left out',
		({ behaviour }) => (behaviour.gumloop.lostFiles = 1),
		/^"orders-2026\.csv" was asked for and is not in the archive$/,
	],
];

describe.each(CASES)('%s: %s', (provider, _what, misbehave, told) => {
	test.each(WAYS)('%s tells it as data, and as a hint', async (way) => {
		misbehave(stage.sandbox);
		const run = await download(provider, way);
		expect(endOf(run)).toBeUndefined();
		expect(hintsOf(run, 'Download')).toHaveLength(1);
		const items = outputOf(run, 'Download');
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items)
			expect(json.archive).toMatchObject({ warnings: [expect.stringMatching(told)] });
	});

	test.each(WAYS)('%s refuses it where that is wanted', async (way) => {
		misbehave(stage.sandbox);
		const run = await download(provider, way, { incomplete: 'refuse', deleteAfterwards: true });
		const [sentence] = endOf(run)?.description.split('. Ask for it again') ?? [];
		expect(endOf(run)?.message).toMatch(/^The archive of \w+ is not complete$/);
		expect(sentence).toMatch(told);
		expect(run.data.resultData.error).toMatchObject({ context: { code: 'FILES_MISSING' } });
		// What is not all there stays on the service.
		expect(stage.sandbox.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
	});
});

test.each(['unpack', 'unpack in one node'])(
	'what is known to be missing beforehand is not fetched to be refused: %s',
	async (way) => {
		stage.sandbox.behaviour.alfresco.unreadableFiles = 1;
		const run = await download('alfresco', way, { incomplete: 'refuse' });
		expect(endOf(run)?.message).toBe('The archive of Alfresco is not complete');
		expect(stage.sandbox.requests.filter(({ url }) => url.includes('/content'))).toEqual([]);
	},
);

test('one archive for several items is compared like any other', async () => {
	stage.sandbox.behaviour.alfresco.lostFiles = 1;
	const { folder, file } = ALFRESCO_NODES;
	const run = await stage.run(
		itemsStep({ node: folder }, { node: file }),
		stage.oneNode('alfresco', 'listFiles', { alfrescoNodes: '={{ $json.node }}', combineItems: true }),
	);
	expect(endOf(run)).toBeUndefined();
	expect(hintsOf(run, 'Download')).toEqual(['Alfresco announced 11 files, and the archive holds 10']);
});

describe('a service that the user describes', () => {
	/** Alfresco as Other Service, told where the number of files stands. */
	const described = (sandbox: Sandbox) => {
		const setUp = otherServices(sandbox).alfresco();
		setUp.every.otherServiceMore = {
			...(setUp.every.otherServiceMore as object),
			filesTotal: 'entry.totalFiles',
		};
		return setUp;
	};

	test.each([0, 1])('the number of files that it tells is compared: %p missing', async (missing) => {
		stage.sandbox.behaviour.alfresco.lostFiles = missing;
		const setUp = described(stage.sandbox);
		const { credential, data } = setUp;
		const { asking } = parametersOf(setUp);
		const step = {
			name: 'Download',
			type: 'n8n-nodes-archives.downloadArchive',
			parameters: {
				...asking,
				archiveFrom: 'new',
				operation: 'unpack',
				options: { ...asking.options, ...QUICKLY },
			},
			credentials: [credential],
		};
		const run = await stage.engine.run(line(step), { [credential]: data });
		expect(endOf(run)).toBeUndefined();
		const told = ['Other Service announced 11 files, and the archive holds 10'];
		expect(hintsOf(run, 'Download')).toEqual(missing === 0 ? [] : told);
	});
});

test('names are not compared where patterns leave some out, and the list is not asked for', async () => {
	stage.sandbox.behaviour.dataFramer.lostFiles = 1;
	const run = await download('dataFramer', 'unpack', { include: '**/*.png', incomplete: 'refuse' });
	expect(endOf(run)).toBeUndefined();
	expect(outputOf(run, 'Download')).toHaveLength(2);
	expect(hintsOf(run, 'Download')).toEqual([]);
	expect(stage.sandbox.requests.filter(({ method, url }) => LIST.test(`${method} ${url}`))).toEqual([]);
});

test.each([
	[
		'in passing is told',
		500,
		['DataFramer did not tell which files the run has generated: nobody could compare'],
	],
	['at all announces nothing', 403, []],
])('a list that can not be read %s, and takes no file along', async (_how, status, told) => {
	stage.sandbox.scenario('dataFramer', { status, match: LIST });
	const run = await download('dataFramer', 'unpack', { incomplete: 'refuse' });
	expect(endOf(run)).toBeUndefined();
	expect(outputOf(run, 'Download')).toHaveLength(stage.sandbox.files('dataFramer').length);
	expect(hintsOf(run, 'Download')).toEqual(told);
});

test.each(['tell', 'refuse'])('a key that a service puts into a name is not told: %s', async (incomplete) => {
	const { apiKey } = stage.sandbox.credentials.dataFramer;
	const [{ path }] = stage.sandbox.files('dataFramer');
	const body = { generated_files: [{ path }, { path: `${apiKey}.txt` }] };
	stage.sandbox.scenario('dataFramer', { status: 200, body, match: LIST });
	const run = await download('dataFramer', 'listFiles', { incomplete });
	const items = outputOf(run, 'Download').map(({ json }) => json.archive);
	const told = [hintsOf(run, 'Download'), items, endOf(run)].map((one) => JSON.stringify(one)).join();
	expect(told).toContain('was asked for and is not in the archive');
	expect(told).not.toContain(apiKey);
});
