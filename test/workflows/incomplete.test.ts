/** What a service announced of an archive, against what came: told as data and as a hint, or refused. */
import type { INodeParameters } from 'n8n-workflow';
import { hintsOf } from '../engine/engine';
import { coded as providers } from '../../nodes/shared/providers';
import type { Sandbox } from '../sandbox';
import { endOf, openStage, outputOf, type ProviderName, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

/** DataFramer's list of what a run has generated. */
const LIST = /^GET .*\/runs\/[\w-]+\/$/;
const OPERATIONS = ['unpack', 'listFiles', 'downloadZip'];

const download = async (provider: ProviderName, operation: string, options: INodeParameters = {}) =>
	await stage.run(
		stage.create(provider),
		stage.wait(provider),
		stage.download(provider, operation, { options }),
	);

describe.each(Object.keys(providers) as ProviderName[])('%s', (provider) => {
	test.each(OPERATIONS)(
		'%s: nothing is told where nothing is missing, and nothing refused',
		async (operation) => {
			const run = await download(provider, operation, { incomplete: 'refuse' });
			expect(endOf(run)).toBeUndefined();
			expect(hintsOf(run, 'Download')).toEqual([]);
			const items = outputOf(run, 'Download');
			expect(items.length).toBeGreaterThan(0);
			for (const { json } of items) expect(json.archive).not.toHaveProperty('warnings');
		},
	);
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
	test.each(OPERATIONS)('%s tells it as data, and as a hint', async (operation) => {
		misbehave(stage.sandbox);
		const run = await download(provider, operation);
		expect(endOf(run)).toBeUndefined();
		expect(hintsOf(run, 'Download')).toHaveLength(1);
		const items = outputOf(run, 'Download');
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items)
			expect(json.archive).toMatchObject({ warnings: [expect.stringMatching(told)] });
	});

	test.each(OPERATIONS)('%s refuses it where that is wanted', async (operation) => {
		misbehave(stage.sandbox);
		const run = await download(provider, operation, { incomplete: 'refuse', deleteAfterwards: true });
		const [sentence] = endOf(run)?.description.split('. Ask for it again') ?? [];
		expect(endOf(run)?.message).toMatch(/^The archive of \w+ is not complete$/);
		expect(sentence).toMatch(told);
		expect(run.data.resultData.error).toMatchObject({ context: { code: 'FILES_MISSING' } });
		// What is not all there stays on the service.
		expect(stage.sandbox.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
	});
});

test('what is known to be missing beforehand is not fetched to be refused', async () => {
	stage.sandbox.behaviour.alfresco.unreadableFiles = 1;
	const run = await download('alfresco', 'unpack', { incomplete: 'refuse' });
	expect(endOf(run)?.message).toBe('The archive of Alfresco is not complete');
	expect(stage.sandbox.requests.filter(({ url }) => url.includes('/content'))).toEqual([]);
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
