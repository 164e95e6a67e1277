import type { INodeParameters } from 'n8n-workflow';
import { credentialData } from '../sandbox/credentialData';
import { line } from '../engine/workflow';
import type { FaultOptions, FaultName, OriginName } from '../sandbox';
import {
	endOf,
	hashes,
	itemsStep,
	openStage,
	outputOf,
	sourceHashes,
	type ProviderName,
	type Stage,
} from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const WORDS_FOR_DEVELOPERS =
	/undefined|\[object|NaN|TypeError|at .*\.js|\b(error|problem|failure|mistake)\b/i;

function expectPlainWords(end: ReturnType<typeof endOf>): void {
	const text = `${end?.message} ${end?.description}`;
	expect(text).not.toMatch(WORDS_FOR_DEVELOPERS);
	expect(text).not.toMatch(/https?:\/\/\w/);
	for (const data of Object.values(credentialData(stage.sandbox))) {
		for (const value of Object.values(data)) if (value.length > 11) expect(text).not.toContain(value);
	}
	expect(end?.description).toMatch(/[a-z]/);
}

/** What the service does wrong, to which call, and what the user reads. */
type Fault = [
	what: string,
	provider: ProviderName,
	origin: OriginName,
	fault: FaultName | (FaultOptions & { name?: FaultName }),
	message: RegExp,
];

const CALLS: Fault[] = [
	['401', 'alfresco', 'alfresco', { status: 401, times: 9 }, /Alfresco did not accept the sign-in/],
	['403', 'alfresco', 'alfresco', { status: 403 }, /Alfresco does not allow this|may not|right/],
	['404', 'alfresco', 'alfresco', { status: 404, match: /POST/ }, /Alfresco/],
	['412', 'alfresco', 'alfresco', { status: 412, match: /POST/ }, /archive|content/],
	['409', 'alfresco', 'alfresco', { status: 409 }, /Alfresco is busy/],
	['500', 'alfresco', 'alfresco', { status: 500 }, /Alfresco could not answer/],
	[
		'a page where JSON was due',
		'alfresco',
		'alfresco',
		'html',
		/Alfresco sent a web page where data was expected/,
	],
	[
		'429 with an hour to wait',
		'alfresco',
		'alfresco',
		{ status: 429, retryAfter: '3600' },
		/Alfresco gets more requests than it allows/,
	],
	[
		'a redirect to another server',
		'alfresco',
		'alfresco',
		{ name: 'redirect', to: 'remote', status: 307 },
		/another server/,
	],
	['401', 'dataFramer', 'dataFramer', { status: 401, times: 9 }, /DataFramer did not accept the sign-in/],
	[
		'a page where JSON was due',
		'dataFramer',
		'dataFramer',
		'html',
		/DataFramer sent a web page where data was expected/,
	],
	['500', 'dataFramer', 'dataFramer', { status: 500 }, /DataFramer could not answer/],
];

describe('what a service may answer to Create Archive', () => {
	test.each(CALLS)('%s from %s', async (_what, provider, origin, fault, message) => {
		stage.sandbox.scenario(origin, fault);
		const end = endOf(await stage.run(stage.create(provider)));
		expect(end?.message).toMatch(message);
		expectPlainWords(end);
	});
});

const TRANSFERS: Fault[] = [
	[
		'a page',
		'alfresco',
		'alfresco',
		{ name: 'html', match: /\/content/ },
		/Alfresco sent a web page instead of the ZIP/,
	],
	['JSON', 'alfresco', 'alfresco', { name: 'json', match: /\/content/ }, /Alfresco sent a JSON text/],
	[
		'a cut connection',
		'alfresco',
		'alfresco',
		{ name: 'truncate', after: 50_000, match: /\/content/, times: 9 },
		/The connection to Alfresco broke off/,
	],
	[
		'a reset connection',
		'alfresco',
		'alfresco',
		{ name: 'reset', after: 50_000, match: /\/content/, times: 9 },
		/The connection to Alfresco broke off/,
	],
	[
		'an archive cut short',
		'box',
		'boxContent',
		{ name: 'shorten', after: 50_000 },
		/Box sent an archive without its end|ends? (before|too early)|cut|broke off/,
	],
	['a page', 'box', 'boxContent', 'html', /Box sent/],
	[
		'404 for every link',
		'box',
		'boxContent',
		{ status: 404, times: 9 },
		/Box does not know the download link/,
	],
	[
		'an expired link, every time',
		'dataFramer',
		'dataFramerStorage',
		{ name: 'expired', times: 9 },
		/DataFramer|link/,
	],
	['a page', 'dataFramer', 'dataFramerStorage', 'html', /DataFramer sent/],
	['500', 'gumloop', 'gumloop', { status: 500, match: /download_files/ }, /Gumloop/],
	['JSON', 'gumloop', 'gumloop', { name: 'json', match: /download_files/ }, /Gumloop sent/],
	[
		'a cut connection',
		'gumloop',
		'gumloop',
		{ name: 'truncate', after: 50_000, match: /download_files/, times: 9 },
		/The connection to Gumloop broke off/,
	],
	['403', 'hoody', 'hoody', { status: 403, match: /zip/ }, /Hoody|archive|zip/i],
	['a page', 'hoody', 'hoody', { name: 'html', match: /zip/ }, /Hoody sent/],
	[
		'an archive cut short',
		'hoody',
		'hoody',
		{ name: 'shorten', after: 50_000, match: /zip/ },
		/without its end|cut|broke off/,
	],
];

describe('what a service may send instead of the archive', () => {
	describe.each(['downloadZip', 'unpack'])('%s', (operation) => {
		test.each(TRANSFERS)('%s from %s', async (_what, provider, origin, fault, message) => {
			const made = await stage.run(stage.create(provider), stage.wait(provider));
			expect(endOf(made)).toBeUndefined();
			const archive = JSON.stringify(outputOf(made, 'Wait')[0].json);
			stage.sandbox.scenario(origin, fault);
			const end = endOf(
				await stage.run(stage.download(provider, operation, { archive, options: { attempts: 0 } })),
			);
			if (operation === 'downloadZip') expect(end?.message).toMatch(message);
			expect(end).toBeDefined();
			expectPlainWords(end);
		});
	});

	test('a server that stops sending ends within the stall timeout', async () => {
		const made = await stage.run(stage.create('alfresco'), stage.wait('alfresco'));
		const archive = JSON.stringify(outputOf(made, 'Wait')[0].json);
		stage.sandbox.scenario('alfresco', { name: 'stall', after: 50_000, match: /\/content/, times: 9 });
		const end = endOf(
			await stage.run(
				stage.download('alfresco', 'unpack', { archive, options: { stallTimeout: 1, attempts: 0 } }),
			),
		);
		expect(end?.message).toBe('Alfresco stopped sending');
	});

	test.each<[ProviderName, OriginName, Fault[3]]>([
		['alfresco', 'alfresco', { name: 'truncate', after: 50_000, match: /\/content/ }],
		['alfresco', 'alfresco', { name: 'reset', after: 50_000, match: /\/content/, times: 3 }],
		['box', 'boxContent', { name: 'shorten', after: 50_000 }],
		['gumloop', 'gumloop', { name: 'truncate', after: 50_000, match: /download_files/ }],
		['hoody', 'hoody', { name: 'reset', after: 50_000, match: /zip/ }],
	])('a transfer from %s that breaks goes on (%s, %j)', async (provider, origin, fault) => {
		const made = await stage.run(stage.create(provider), stage.wait(provider));
		const archive = JSON.stringify(outputOf(made, 'Wait')[0].json);
		stage.sandbox.scenario(origin, fault);
		const run = await stage.run(
			stage.download(provider, 'unpack', { archive, options: { longestPause: 0.1 } }),
		);
		expect(endOf(run)).toBeUndefined();
		expect(await hashes(stage, outputOf(run, 'Download'))).toEqual(sourceHashes(stage, provider));
	});

	test('a link that expired is asked for again', async () => {
		stage.sandbox.scenario('dataFramerStorage', 'expired');
		const run = await stage.run(
			stage.create('dataFramer'),
			stage.wait('dataFramer'),
			stage.download('dataFramer', 'unpack'),
		);
		expect(endOf(run)).toBeUndefined();
	});
});

const PARAMETERS: Array<
	[what: string, provider: ProviderName, parameters: INodeParameters, message: RegExp]
> = [
	['no nodes', 'alfresco', { alfrescoNodes: '={{ "" }}' }, /empty/],
	['a node id that can be none', 'alfresco', { alfrescoNodes: '../../people' }, /id/i],
	['no items', 'box', { boxItems: '={{ "" }}' }, /empty/],
	['the root folder', 'box', { boxItems: 'folder:0' }, /root folder/],
	['a web link', 'box', { boxItems: 'web_link:700001' }, /web link/],
	['no directory', 'hoody', { hoodyDirectory: '={{ "" }}' }, /empty/],
	['a directory that leads elsewhere', 'hoody', { hoodyDirectory: '../..' }, /no path/],
	['an address that is none', 'hoody', { hoodySource: 'remoteUrl', hoodyUrl: 'C:/a.zip' }, /no web address/],
	['an item of unknown kind', 'box', { boxItems: 'thing:1' }, /does not say which file or folder/],
];

describe('what a user may enter in Create Archive', () => {
	test.each(PARAMETERS)('%s (%s)', async (_what, provider, parameters, message) => {
		const end = endOf(await stage.run(stage.create(provider, parameters)));
		expect(end?.message).toMatch(message);
		expectPlainWords(end);
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('a wrong address in the credential', async () => {
		const data = credentialData(stage.sandbox);
		for (const baseUrl of [
			'',
			'not an address',
			'ftp://127.0.0.1/alfresco',
			`${stage.sandbox.origin('remote')}/alfresco`,
			'http://127.0.0.1:1/alfresco',
		]) {
			data.alfrescoBasicApi.baseUrl = baseUrl;
			const create = stage.create('alfresco');
			const end = endOf(await stage.engine.run(line(create), data));
			expect(end).toBeDefined();
			expectPlainWords(end);
		}
	});
});

describe('Continue On Fail', () => {
	test('the other items go through, and the one that does not says why', async () => {
		const run = await stage.run(
			itemsStep(
				{ nodes: stage.sandbox.demo.alfresco.nodeIds },
				{ nodes: [] },
				{ nodes: stage.sandbox.demo.alfresco.nodeIds },
			),
			stage.create('alfresco', { alfrescoNodes: '={{ $json.nodes }}' }, { onError: 'continueRegularOutput' }),
		);
		expect(endOf(run)).toBeUndefined();
		const [first, second, third, ...others] = outputOf(run, 'Create');
		expect(others).toEqual([]);
		expect(first).toMatchObject({
			json: { provider: 'alfresco', state: 'preparing' },
			pairedItem: { item: 0 },
		});
		expect(second).toMatchObject({
			json: {
				error: expect.stringMatching(/empty$/) as string,
				message: expect.stringMatching(/^.*empty: .* \(BAD_INPUT\)$/) as string,
				code: 'BAD_INPUT',
			},
			pairedItem: { item: 1 },
		});
		expect(third).toMatchObject({ json: { provider: 'alfresco' }, pairedItem: { item: 2 } });
	});

	test('the error output gets what does not go through', async () => {
		const run = await stage.run(
			itemsStep({ archive: {} }, { archive: 'x' }),
			stage.download(
				'alfresco',
				'unpack',
				{ archive: '={{ $json.archive }}' },
				{ onError: 'continueErrorOutput' },
			),
		);
		expect(outputOf(run, 'Download', 0)).toEqual([]);
		expect(outputOf(run, 'Download', 1).map(({ json }) => json.error)).toEqual([
			expect.stringContaining('no archive item'),
			expect.stringContaining('no archive item'),
		]);
		for (const { json } of outputOf(run, 'Download', 1))
			expect(json.message).toMatch(/no archive item: .* \(BAD_HANDLE\)$/);
	});

	/** n8n throws for a node that there is not, where it takes other failures for nothing. */
	const failing = (value: string) => `={{ $itemIndex === 0 ? $('Nowhere').first().json.a : ${value} }}`;

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'an expression that fails in the first item is the failure of that item (%s)',
		async (onError) => {
			const good = { combineItems: true, groupItemsBy: '={{ $itemIndex }}' };
			for (const parameters of [
				{ options: { stallTimeout: failing('60') } },
				{ options: { archivesAtOnce: failing('5') } },
				{ ...good, options: { stallTimeout: failing('60') } },
				{ ...good, groupItemsBy: failing('$itemIndex') },
			]) {
				const run = await stage.run(itemsStep({}, {}, {}), stage.create('box', parameters, { onError }));
				expect(endOf(run)).toBeUndefined();
				const all = [0, 1].flatMap((output) => outputOf(run, 'Create', output));
				const told = all.map(({ json, pairedItem }) => [pairedItem, json.error ?? json.state]);
				expect(told).toHaveLength(3);
				expect(told).toContainEqual([{ item: 0 }, "Referenced node doesn't exist"]);
				expect(told).toContainEqual([{ item: 1 }, 'ready']);
				expect(told).toContainEqual([{ item: 2 }, 'ready']);
			}
		},
	);

	test('without it the message names the item', async () => {
		const run = await stage.run(
			itemsStep({ nodes: stage.sandbox.demo.alfresco.nodeIds }, { nodes: [] }),
			stage.create('alfresco', { alfrescoNodes: '={{ $json.nodes }}' }),
		);
		expect(run.data.resultData.error?.context).toMatchObject({ itemIndex: 1, code: 'BAD_INPUT' });
	});
});
