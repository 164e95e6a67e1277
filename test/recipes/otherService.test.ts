/** Other Service in n8n's own engine, set up by fields as the coded providers' services are, against the same sandbox. */
import type { INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { providers } from '../../nodes/shared/providers';
import { engineError, outputOf, startEngine, type Engine } from '../engine/engine';
import { line, type Step } from '../engine/workflow';
import { deskOf, fieldsWith, playedApi, saidBy } from '../providers/support';
import { startSandbox, type Sandbox } from '../sandbox';
import {
	OTHER_SERVICES,
	otherServices,
	parametersOf,
	type OtherServiceName,
	type SetUp,
} from './otherServices';
import { ARCHIVE, data, read } from './setUp';

let sandbox: Sandbox;
let engine: Engine;
beforeAll(async () => {
	[sandbox, engine] = [await startSandbox(), await startEngine()];
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const setUpOf = (name: OtherServiceName): SetUp => otherServices(sandbox)[name]();

function steps(setUp: SetUp, more: INodeParameters = {}): { create: Step; wait: Step; unpack: Step } {
	const { asking, following } = parametersOf(setUp);
	const step = (name: string, type: string, parameters: INodeParameters): Step => ({
		name,
		type: `n8n-nodes-archives.${type}`,
		parameters,
		credentials: [setUp.credential],
	});
	return {
		create: step('Create', 'createArchive', asking),
		wait: step('Wait', 'waitForArchive', {
			...following,
			options: { firstInterval: 0.1, longestInterval: 0.2 },
		}),
		unpack: step('Download', 'downloadArchive', { ...following, operation: 'unpack', ...more }),
	};
}

async function run(setUp: SetUp, ...line_: Step[]): Promise<IRun> {
	return await engine.run(line(...line_), { [setUp.credential]: setUp.data });
}

async function hashes(items: INodeExecutionData[]): Promise<Record<string, string>> {
	const found = await Promise.all(
		items.map(async ({ json, binary }) => {
			const bytes = await engine.bytes(binary!.data);
			return [String(json.path), createHash('sha256').update(bytes).digest('hex')] as const;
		}),
	);
	return Object.fromEntries(found);
}

test.each(OTHER_SERVICES)(
	'%s, set up by fields: every file comes with the bytes of the source',
	async (name) => {
		const setUp = setUpOf(name);
		const { create, wait, unpack } = steps(setUp, { options: { deleteAfterwards: name === 'alfresco' } });
		const done = await run(setUp, create, wait, unpack);
		expect(engineError(done)).toBeUndefined();
		expect(await hashes(outputOf(done, 'Download'))).toEqual(
			Object.fromEntries(sandbox.files(name).map(({ path, sha256 }) => [path, sha256])),
		);
		expect(outputOf(done, 'Wait')[0].json.warnings).toEqual([]);
		const handle = JSON.stringify(outputOf(done, 'Wait')[0].json);
		for (const secret of Object.values(setUp.data)) expect(handle).not.toContain(secret.trim());
		const signedIn = sandbox.requests.filter(({ headers }) => headers.authorization !== undefined);
		expect(signedIn.every(({ origin }) => origin === name)).toBe(true);
		if (name === 'alfresco') expect(sandbox.requests.at(-1)).toMatchObject({ method: 'DELETE', status: 204 });
	},
);

test('a state that nobody listed is told with its name, and waited on', async () => {
	const setUp = setUpOf('alfresco');
	setUp.every = {
		...setUp.every,
		otherServiceStateAt: 'entry.id',
		otherServiceReadyWhen: 'equal',
		otherServiceReadyAt: 'entry.bytesAdded',
		otherServiceReadyEquals: 'entry.totalBytes',
	};
	const { create, wait } = steps(setUp);
	const done = await run(setUp, create, wait);
	const [{ json }] = outputOf(done, 'Wait');
	expect(json).toMatchObject({ state: 'ready' });
	expect(json.warnings).toContainEqual(
		expect.stringMatching(
			/^Other Service gives "[\w-]+" as the state, which is not known here\. It is waited on\. List it in Working States, or in Failed States$/,
		),
	);
});

test('when the time is up, the last state is told, and where to list it', async () => {
	const setUp = setUpOf('alfresco');
	setUp.every = { ...setUp.every, otherServiceStateAt: 'entry.id' };
	const { create, wait } = steps(setUp);
	wait.parameters = { ...wait.parameters, timeout: 0 };
	const { description } = engineError(await run(setUp, create, wait)) ?? {};
	expect(description).toMatch(
		/It last said "[\w-]+"\. If the archive is ready then, list it in Ready States; if there will be none, in Failed States\./,
	);
});

test.each<[string, INodeParameters, RegExp]>([
	[
		'a word that is not listed as ready',
		{ otherServiceReady: 'finished' },
		/It last said "DONE"\. If the archive is ready then, list it in Ready States;/,
	],
	[
		'the status, where no place is given',
		{ otherServiceStateAt: '', otherServiceReady: 'finished' },
		/It last said "200"\. .+ State At is empty, so that is the HTTP status\./,
	],
	[
		'a place where there is nothing',
		{
			otherServiceReadyWhen: 'present',
			otherServiceReadyAt: 'entry.zipped',
			otherServiceStateAt: 'entry.none',
		},
		/By what stands at "entry\.zipped" it was not ready: check Value At\./,
	],
	[
		'a place without a state',
		{ otherServiceStateAt: 'data/state' },
		/answered without a state: nothing stands at "data\/state", so "State At" or "Path to Look At" may be wrong/,
	],
	[
		'a path without a job',
		{ otherServiceAnswer: 'nothing', otherServiceLookPath: '', otherServiceReady: 'finished' },
		/Each look was the same POST again: if that starts a job, set The Answer Is to A Job\./,
	],
])('when the time is up, the field that may be wrong is named: %s', async (_name, parameters, told) => {
	const setUp = setUpOf('alfresco');
	setUp.every = { ...setUp.every, ...parameters };
	const { create, wait } = steps(setUp);
	wait.parameters = { ...create.parameters, ...wait.parameters, timeout: 4 };
	expect(engineError(await run(setUp, create, wait))?.description).toMatch(told);
});

test('a job that was never there is told with the field of the path', async () => {
	const setUp = setUpOf('alfresco');
	setUp.every = { ...setUp.every, otherServiceLookPath: '/nowhere/{id}' };
	const { create, wait } = steps(setUp);
	expect(engineError(await run(setUp, create, wait))?.message).toMatch(
		/If it never did, check Path to Look At$/,
	);
});

test.each(['/:u:/r/a', '/a:b', '/a?query={ user { id } }', '/a?x=<b>', '/{{id}}'])(
	'%s is a path as services have it',
	async (otherServicePath) => {
		const setUp = setUpOf('hoody');
		setUp.every = { ...setUp.every, otherServicePath };
		const { create, unpack } = steps(setUp);
		expect(engineError(await run(setUp, create, unpack))?.message).toBe('Other Service could not find it');
	},
);

test('a failure is told with the place where its reason could be read', async () => {
	const setUp = setUpOf('alfresco');
	setUp.every = {
		...setUp.every,
		otherServiceReady: 'none',
		otherServiceFailed: 'PENDING, IN_PROGRESS, DONE',
	};
	const { create, wait } = steps(setUp);
	expect(engineError(await run(setUp, create, wait))?.message).toMatch(
		/^Other Service could not make the archive: Other Service says "\w+"\. If the answer says why, enter where in Reason At, below More About the Service$/,
	);
});

const headersOf = (name: string): INodeParameters => ({
	otherServiceMore: { headers: { entry: [{ name, value: '1' }] } },
});

test.each<[string, INodeParameters, string]>([
	['a path', { otherServicePath: '={{ "" }}' }, 'Path is empty'],
	['a body that is JSON', { otherServiceMethod: 'POST', otherServiceBody: '{"a": }' }, 'Body is no JSON'],
	[
		'a body with more than a number',
		{ otherServiceMethod: 'POST', otherServiceBody: '={{ 5 }}' },
		'Body is no JSON',
	],
	['a path that stays below', { otherServicePath: '/../admin' }, 'The path of a request is not usable'],
	[
		'a path of this service',
		{ otherServicePath: 'https://example.com/x' },
		'A path leads to another server than the Base URL in the credential',
	],
	[
		'a place for the link',
		{ otherServiceAnswer: 'link', otherServiceLinkAt: '={{ " " }}' },
		'Link At is empty',
	],
	['states', { otherServiceAnswer: 'nothing' }, 'Ready States is empty'],
	['values that there are', { otherServicePath: '/{folder}' }, 'There is no value for {folder}'],
	...[':folder', '<folder>', '${folder}', '{ folder }', '{folder }'].map(
		(placeholder): [string, INodeParameters, string] => [
			`placeholders as they are written here, not ${placeholder}`,
			{ otherServicePath: `/a/${placeholder}/b` },
			'A path holds a placeholder that is written in another way than here',
		],
	),
	['headers without a colon', headersOf('X-Key:'), 'A name in "Headers" is no name of a header'],
	[
		'headers that are not those of the connection',
		headersOf('Content-Length'),
		'The header Content-Length is set by n8n itself',
	],
])('it asks for %s', async (_name, parameters, message) => {
	const setUp = setUpOf('hoody');
	setUp.every = { ...setUp.every, ...parameters };
	const { create, unpack } = steps(setUp);
	const done = await run(setUp, create, unpack);
	expect(engineError(done)?.message).toBe(message);
});

test.each([
	[
		'archiveServiceHeaderApi',
		'header',
		{ headerName: ' X-Key ', headerSecret: 'secret-1 ' },
		{ 'x-key': 'secret-1' },
	],
	['archiveServiceQueryApi', 'query', { queryName: 'api key', querySecret: 'secret&2' }, {}],
	['archiveServiceBearerApi', 'bearer', { token: 'secret-3' }, { authorization: 'Bearer secret-3' }],
	[
		'archiveServiceBasicApi',
		'basic',
		{ user: 'ada', password: 'secret-4' },
		{ authorization: 'Basic YWRhOnNlY3JldC00' },
	],
])('%s signs in', async (credential, authentication, data, headers) => {
	const setUp: SetUp = { ...setUpOf('hoody'), credential, authentication };
	setUp.data = { ...setUp.data, ...data };
	const { create, unpack } = steps(setUp);
	await run(setUp, create, unpack);
	const [request] = sandbox.requests;
	expect(request.headers).toMatchObject(headers);
	expect(new URL(request.url, 'http://x').searchParams.get('api key')).toBe(
		authentication === 'query' ? 'secret&2' : null,
	);
});

test.each<[string, OtherServiceName, string]>([
	['data about a job', 'gumloop', 'Other Service sent a JSON text instead of the ZIP'],
	['a promise', 'dataFramer', 'Other Service is still making the archive'],
])('where The Archive is named and %s comes, the field is named', async (_name, name, message) => {
	const setUp = setUpOf(name);
	setUp.every = { ...setUp.every, otherServiceAnswer: 'archive' };
	const { create, unpack } = steps(setUp);
	const refused = engineError(await run(setUp, create, unpack));
	expect(refused?.message).toBe(message);
	expect(refused?.description).toMatch(
		/If it tells of a job, or holds a link, set "The Answer Is" to that\./,
	);
});

test('where a path to the archive gives data, the field that says so is named', async () => {
	const setUp = setUpOf('dataFramer');
	setUp.every = { ...setUp.every, otherServiceContentFrom: 'look' };
	const { create, wait, unpack } = steps(setUp);
	const refused = engineError(await run(setUp, create, wait, unpack));
	expect(refused?.message).toBe('Other Service sent a JSON text instead of the ZIP');
	expect(refused?.description).toMatch(/If it holds a link, set "Archive At" to a link, and "Link At"\./);
});

test('a handle of somebody with an address in it sends the credential nowhere else', async () => {
	const setUp = setUpOf('alfresco');
	const foreign = sandbox.origin('remote');
	const evil = {
		provider: 'otherService',
		state: 'ready',
		archiveId: `${foreign}/x`,
		request: { values: { path: foreign }, kept: { 'create.url': foreign }, create: { path: foreign } },
	};
	const { unpack } = steps(setUp, { archive: JSON.stringify(evil) });
	const done = await run(setUp, unpack);
	expect(engineError(done)).toBeDefined();
	expect(sandbox.requests.filter(({ origin }) => origin !== 'alfresco')).toEqual([]);
	expect(sandbox.requests.every(({ url }) => url.includes('/downloads/http%3A%2F%2F'))).toBe(true);
});

test('each node is told only what its own calls use', async () => {
	const setUp = setUpOf('alfresco');
	const { otherServiceLookPath, otherServiceStateAt, otherServiceReady, otherServiceContentPath } =
		setUp.every;
	const answer = { otherServiceAnswer: 'job' };
	const look = { ...answer, otherServiceLookPath, otherServiceStateAt, otherServiceReady };
	const told = (every: INodeParameters) => steps({ ...setUp, every });
	const done = await run(
		setUp,
		told(answer).create,
		told(look).wait,
		told({ ...answer, otherServiceContentPath }).unpack,
	);
	expect(engineError(done)).toBeUndefined();
	expect(outputOf(done, 'Download')).toHaveLength(sandbox.files('alfresco').length);
});

test.each<[string, 'create' | 'wait' | 'unpack', INodeParameters, string]>([
	['where to ask', 'create', { otherServicePath: '={{ "" }}' }, 'Path is empty'],
	['where to look', 'wait', { otherServiceLookPath: '' }, 'Path to Look At is empty'],
	['what is ready', 'wait', { otherServiceReady: '' }, 'Ready States is empty'],
	['what to fetch', 'unpack', { otherServiceContentPath: '' }, 'Path of the Archive is empty'],
	[
		'where to look for the link',
		'unpack',
		{ otherServiceContentFrom: 'link', otherServiceLinkAt: 'url', otherServiceLookPath: '' },
		'Path to Look At is empty',
	],
])('without %s, %s says so', async (_name, node, parameters, message) => {
	const setUp = setUpOf('alfresco');
	const { create, wait, unpack } = steps(setUp);
	const step = { create, wait, unpack }[node];
	step.parameters = { ...step.parameters, ...parameters };
	expect(engineError(await run(setUp, create, wait, unpack))?.message).toBe(message);
});

describe('what is entered', () => {
	const { otherService } = providers;
	const BASE = 'https://service.example/api';
	const asJob = {
		otherServiceAnswer: 'job',
		otherServiceMethod: 'POST',
		otherServicePath: '/jobs',
		otherServiceIdAt: 'id',
		otherServiceLookPath: '/jobs/{id}',
		otherServiceStateAt: 'state',
		otherServiceReady: 'done',
		otherServiceContentFrom: 'link',
		otherServiceLinkAt: 'url',
	};
	const rows = (...pairs: Array<[string, unknown]>) => ({
		entry: pairs.map(([name, value]) => ({ name, value })),
	});

	test('several times goes out several times, headers with each call to the service, and what is no text goes as JSON', async () => {
		const fields = {
			...asJob,
			otherServiceBody: '{ "filter": { "a": 1 }, "ids": [1, { "b": 2 }], "none": null, "all": true }',
			otherServiceMore: {
				bodyAs: 'form',
				query: rows(['id', '1'], ['id', '2'], ['x', ''], ['o', { a: 1 }]),
				headers: rows(['X-Key', 'k'], ['X-Key', ['l', { b: 2 }]]),
			},
		};
		const api = playedApi(
			otherService,
			{
				'POST /jobs?id=1&id=2&x=&o=%7B%22a%22%3A1%7D': data({ id: 5 }),
				'GET /jobs/5': data({ state: 'done', url: `${BASE}/files/5` }),
				'GET /files/5': ARCHIVE,
			},
			{ settings: { baseUrl: BASE } },
		);
		const desk = deskOf(otherService, api, fields);
		expect(await read(await desk.open(await desk.create({ values: {} })))).toBe('PK');
		expect(api.calls[0].form).toEqual({
			filter: '{"a":1}',
			ids: ['1', '{"b":2}'],
			none: '',
			all: 'true',
		});
		for (const { headers } of api.calls) expect(headers).toMatchObject({ 'X-Key': 'k, l, {"b":2}' });
	});

	test('a link to somebody else gets none of the headers', async () => {
		const link = 'https://storage.example/a.zip';
		const api = playedApi(
			otherService,
			{
				'POST /jobs': data({ id: 5 }),
				'GET /jobs/5': data({ state: 'done', url: link }),
				[`LINK ${link}`]: ARCHIVE,
			},
			{ settings: { baseUrl: BASE } },
		);
		const desk = deskOf(otherService, api, { ...asJob, otherServiceMore: { headers: rows(['X-Key', 'k']) } });
		await read(await desk.open(await desk.create({ values: {} })));
		expect(api.calls.at(-1)).toEqual({ line: `LINK ${link}`, headers: {} });
	});

	test.each(['/jobs/:id', '/jobs/:jobId/x', '/jobs/<id>', '/jobs/${id}', '/jobs/{ id }'])(
		'a placeholder of others is refused before anything is asked: %s',
		async (path) => {
			const api = playedApi(otherService, {}, { settings: { baseUrl: BASE } });
			const desk = deskOf(otherService, api, { ...asJob, otherServiceLookPath: path });
			const said = await saidBy(() => desk.create({ values: {} }));
			expect(said.message).toMatch(/^A path holds a placeholder/);
			expect(api.calls).toEqual([]);
		},
	);

	test.each<[string, object, unknown, RegExp]>([
		['ID At', { otherServiceIdAt: 'no.id' }, { id: 5 }, /^Correct "ID At": nothing .+ at "no\.id"/],
		['ID At, in a list', {}, [{ id: 5 }], /try "\[0\]\.id"/],
		['ID At, a header', { otherServiceIdAt: 'Content-Type' }, {}, /try "header:Content-Type"/],
		['ID At, empty', { otherServiceIdAt: '' }, {}, /^Enter in "ID At"/],
		['ID At, around it', {}, { download: { id: 5 } }, /Something has that name: try "download\.id"/],
		['ID At, as a page spells it', { otherServiceIdAt: 'x[0].Id' }, { x: [{ id: 5 }] }, /try "x\[0\]\.id"/],
		['ID At, without one', {}, { downloads: [] }, /check "Method", "Path" and "The Answer Is"\.$/],
	])('an answer without an id is told with the field: %s', async (_name, fields, body, words) => {
		const api = playedApi(otherService, { 'POST /jobs': data(body) }, { settings: { baseUrl: BASE } });
		const desk = deskOf(otherService, api, { ...asJob, ...fields });
		expect((await saidBy(() => desk.create({ values: {} }))).description).toMatch(words);
	});

	test.each<[string, object, boolean]>([
		['left at The Archive', { otherServiceAnswer: 'archive' }, true],
		['set to A Link', { otherServiceAnswer: 'link' }, true],
		['with the ID in its path', { otherServiceAnswer: 'archive', otherServicePath: '/jobs/{id}/zip' }, false],
	])('a node after a job, %s', async (_name, fields, isRefused) => {
		const api = playedApi(otherService, { 'POST /jobs': data({ id: 5 }) }, { settings: { baseUrl: BASE } });
		const made = await deskOf(otherService, api, asJob).create({ values: {} });
		const looked = deskOf(otherService, api, { ...asJob, ...fields }).check(made);
		const said = await looked.then(
			({ state }) => state,
			(cause: unknown) => (cause as Error).message,
		);
		expect(said).toBe(
			isRefused ? 'The archive is a job on Other Service, and this node looks for none' : 'ready',
		);
	});

	test('a place around that of the state is told with the message', async () => {
		const script = { 'POST /jobs': data({ id: 5 }), 'GET /jobs/5': data({ job: { state: 'done' } }) };
		const desk = deskOf(
			otherService,
			playedApi(otherService, script, { settings: { baseUrl: BASE } }),
			asJob,
		);
		const made = await desk.create({ values: {} });
		expect((await saidBy(() => desk.check(made))).message).toMatch(/may be wrong: try "job\.state"$/);
	});

	test('a job that is done without a link is told with the reason that stands beside it', async () => {
		const script = {
			'POST /jobs': data({ id: 5 }),
			'GET /jobs/5': data({ state: 'done', url: null, error: 'Folder not found.' }),
		};
		const api = playedApi(otherService, script, { settings: { baseUrl: BASE } });
		const desk = deskOf(otherService, api, { ...asJob, otherServiceMore: { reason: 'error' } });
		const made = await desk.create({ values: {} });
		expect((await saidBy(async () => await read(await desk.open(made)))).message).toBe(
			'Other Service gives no link to the archive: Folder not found.',
		);
	});

	test('a path that is an address out of an answer is told with the field for links', async () => {
		const script = {
			'POST /jobs': data({ id: 5 }),
			'GET /jobs/5': data({ state: 'done', url: 'https://storage.example/a.zip?sig=1' }),
		};
		const api = playedApi(otherService, script, { settings: { baseUrl: BASE } });
		const path = { otherServiceContentFrom: 'path', otherServiceContentPath: '/{look.url}' };
		const desk = deskOf(otherService, api, { ...asJob, ...path });
		const made = await desk.create({ values: {} });
		const said = await saidBy(async () => await read(await desk.open(made)));
		expect(said.message).toBe('A path is made of an address that an answer gave');
		expect(said.description).toContain('"A Link in the Last Answer"');
		expect(`${said.message} ${said.description}`).not.toContain('sig=1');
	});

	test('an ID without a job is told with the field that makes one', async () => {
		const api = playedApi(otherService, { 'POST /jobs': data({}) }, { settings: { baseUrl: BASE } });
		const desk = deskOf(otherService, api, { ...asJob, otherServiceAnswer: 'nothing' });
		const said = await saidBy(async () => await desk.check(await desk.create({ values: {} })));
		expect(said.description).toContain('set it to "A Job"');
	});

	test('an answer without a state names State At in its message, and a switch is a state', async () => {
		const script = { 'POST /jobs': data({ id: 5 }), 'GET /jobs/5': data({ ready: true }) };
		const api = playedApi(otherService, script, { settings: { baseUrl: BASE } });
		const desk = deskOf(otherService, api, asJob);
		const made = await desk.create({ values: {} });
		expect((await saidBy(() => desk.check(made))).message).toContain('at "state", so "State At"');
		const ready = { ...asJob, otherServiceStateAt: 'ready', otherServiceReady: true };
		expect(await deskOf(otherService, api, ready).check(made)).toMatchObject({ state: 'ready' });
	});

	test.each<[string, unknown]>([
		['a switch', true],
		['an object', { a: 1 }],
		['a list with nothing in it', [1, null]],
		['a text without end', 'x'.repeat(5_000)],
	])('%s as a value is told with its name', async (_what, value) => {
		const entered = fieldsWith({ otherServiceValues: { value: [{ name: 'folder', value }] } });
		const { message, code } = await saidBy(() => otherService.requestFrom(entered));
		expect({ message, code }).toEqual({ message: 'The value "folder" can\'t be used', code: 'BAD_INPUT' });
	});
});
