import type { ArchiveHandle } from '../../nodes/shared/contract';
import type { Recipe } from '../../nodes/shared/recipes/recipe';
import { createArchive, openArchive } from '../../nodes/shared/run/archives';
import { deskOf, playedApi, saidBy, type Desk, type PlayedApi, type Reply } from '../providers/support';
import { ARCHIVE, data, providerOf, read, taken } from './setUp';

const BASE = 'https://service.example/api';
/** On the same host, and not below it. */
const HERE = 'https://service.example/other/1';

function played(
	recipe: Recipe,
	script: Record<string, Reply | Reply[]>,
	card: { isEntered?: true } = {},
): { desk: Desk; api: PlayedApi } {
	const provider = providerOf(recipe, undefined, card);
	const api = playedApi(provider, script, { settings: { baseUrl: BASE } });
	return { desk: deskOf(provider, api), api };
}

const job: Recipe = {
	answer: 'job',
	create: { method: 'POST', path: '/projects/{project}/builds', body: { branch: '{branch}' } },
	id: 'data.id',
	look: { path: '/projects/{project}/builds/{id}' },
	states: { at: 'data.status', ready: ['finished'], working: ['inProgress'], failed: ['failed'] },
	reason: 'data.why',
	percent: 'data.progress',
	askLink: { path: '/projects/{project}/builds/{id}/download' },
	link: 'data.url',
	cancel: { method: 'DELETE', path: '/projects/{project}/builds/{id}' },
};
const REQUEST = { values: { project: 7, branch: '' } };
const STARTED = { 'POST /projects/7/builds': data({ data: { id: 'b/1' } }, { status: 201 }) };

test('a job is asked for, looked at and downloaded by a link that is asked for', async () => {
	const { desk, api } = played(job, {
		...STARTED,
		'GET /projects/7/builds/b%2F1': [
			data({ data: { status: 'inProgress', progress: 40 } }),
			data({ data: { status: 'finished' } }),
		],
		'GET /projects/7/builds/b%2F1/download': data({ data: { url: 'https://storage.example/x?sig=1' } }),
		'LINK https://storage.example/x?sig=1': ARCHIVE,
		'DELETE /projects/7/builds/b%2F1': data(null, { status: 404 }),
	});
	const made = await desk.create(REQUEST);
	expect(made).toMatchObject({
		state: 'preparing',
		archiveId: 'b/1',
		request: { values: { project: 7, branch: '' } },
	});
	const seen = await desk.check(made);
	expect(seen).toMatchObject({ state: 'preparing', progress: { percent: 40 }, warnings: [] });
	expect(await read(await desk.open(seen))).toBe('PK');
	await desk.cancel(seen);
	expect(api.calls[0].body).toEqual({});
	expect(JSON.stringify(seen)).not.toContain('storage.example');
});

test.each([
	[
		'an unknown state',
		{ status: 'paused' },
		{ state: 'preparing', warnings: [expect.stringContaining('"paused"')] },
	],
	['a reason', { status: 'failed', why: 'no files' }, { state: 'failed', reason: 'no files' }],
	[
		'a reason without end',
		{ status: 'failed', why: 'no '.repeat(5_000) },
		{ reason: expect.stringMatching(/^(?:no ){99}/) as string },
	],
	['several reasons', { status: 'failed', why: ['no files', 7, 'no room'] }, { reason: 'no files; no room' }],
	['no reason', { status: 'failed' }, { state: 'failed', reason: 'Service says "failed"' }],
])('%s is told', async (_name, answer, expected) => {
	const { desk } = played(job, { ...STARTED, 'GET /projects/7/builds/b%2F1': data({ data: answer }) });
	expect(await desk.check(await desk.create(REQUEST))).toMatchObject(expected);
});

test('a job that is gone has expired; one that was only named is not known', async () => {
	const { desk } = played(job, { ...STARTED, 'GET /projects/7/builds/b%2F1': data({}, { status: 404 }) });
	const made = await desk.create(REQUEST);
	expect(await desk.check(made)).toMatchObject({ state: 'expired' });
	expect(await saidBy(() => desk.check({ ...made, createdAt: null }))).toMatchObject({ code: 'NOT_FOUND' });
});

test.each([
	['without an id', data({ data: {} }), 'answered without an id'],
	['with an id that is far too long', data({ data: { id: 'x'.repeat(600) } }), 'answered without an id'],
	[
		'with a web page',
		{ bytes: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } },
		'sent a web page',
	],
])('an answer %s is refused', async (_name, reply, message) => {
	const { desk } = played(job, { 'POST /projects/7/builds': reply });
	expect((await saidBy(() => desk.create(REQUEST))).message).toContain(message);
});

const byAddress: Recipe = { ...job, id: 'header:Location' };
test.each([
	['below the base URL', `${BASE}/projects/7/builds/n%C3%B6%2F1?x=1`, 'nö/1'],
	['from the root', '/api/projects/7/builds/15', '15'],
	['no address', '15', '15'],
	['from the call on', 'builds/15', '15'],
	['up from there', '../../projects/./7/builds/15', '15'],
])('an id is taken out of the address of a job: %s', async (_name, location, id) => {
	const { desk } = played(byAddress, {
		'POST /projects/7/builds': data(null, { status: 202, headers: { location } }),
	});
	expect((await desk.create(REQUEST)).archiveId).toBe(id);
});

test.each([
	['another host', 'https://evil.example/api/projects/7/builds/15', 'leads elsewhere'],
	['another path', `${BASE}/admin`, 'not like the path to look at'],
	['upwards', `${BASE}/projects/7/builds/`, 'not like the path to look at'],
	['out of the base URL', '../../../admin/15', 'leads elsewhere'],
	['a query alone', '?id=15', 'not like the path to look at'],
])('an address of a job that leads elsewhere is refused: %s', async (_name, location, message) => {
	const { desk } = played(byAddress, {
		'POST /projects/7/builds': data(null, { status: 202, headers: { location } }),
	});
	expect((await saidBy(() => desk.create(REQUEST))).message).toContain(message);
});

test('an archive that is the answer is asked for when it is read, and so a second time', async () => {
	const { desk, api } = played(
		{
			answer: 'archive',
			create: { method: 'POST', path: '/zip', body: { ids: '{ids}' } },
			fileName: '{+folder}.zip',
			ranges: true,
		},
		{ 'POST /zip': ARCHIVE },
	);
	const made = await desk.create({ values: { ids: [1, 2], folder: 'a/b' } });
	expect([made.state, made.fileName, api.calls]).toEqual(['ready', 'b.zip', []]);
	const content = await desk.open(made);
	expect([await read(content), await read(content), content.ranges]).toEqual(['PK', 'PK', true]);
	await content.fetch({ start: 1, end: 3 });
	expect(api.calls.map(({ body }) => body)).toEqual(Array.from({ length: 3 }, () => ({ ids: [1, 2] })));
	expect(api.calls[2].headers).toEqual({ Range: 'bytes=1-2' });
});

test('data in the place of the archive is told in its own words', async () => {
	const { desk, api } = played(
		{ answer: 'archive', create: { path: '/zip' } },
		{ 'GET /zip': data({ result: 2009, error: 'File not found.' }) },
	);
	const content = await desk.open(await desk.create({ values: {} }));
	const said = await saidBy(() => taken(content, api, 'Service'));
	expect(said.message).toContain('Service sent');
	expect(said.description).toContain('File not found.');
});

test('a link is asked for when it is read, made up of parts, and anew when it has ended', async () => {
	const { desk, api } = played(
		{
			answer: 'link',
			create: { path: '/getziplink', query: { folderid: '{folder}' } },
			link: 'https://{hosts.0}{path}',
			refusedWhen: { at: 'result', isNot: ['0'] },
		},
		{
			'GET /getziplink?folderid=9': [
				data({ result: 0, hosts: ['c1.example'], path: '/a' }),
				data({ result: 0, hosts: ['c1.example'], path: '/b' }),
				data({ result: 2000, error: 'Log in required.' }),
			],
			'LINK https://c1.example/a': [ARCHIVE, { status: 410 }],
			'LINK https://c1.example/b': [ARCHIVE, { status: 410 }],
		},
	);
	const content = await desk.open(await desk.create({ values: { folder: 9 } }));
	expect([await read(content), await read(content)]).toEqual(['PK', 'PK']);
	expect(api.calls.filter(({ line }) => line.startsWith('GET'))).toHaveLength(2);
	expect((await saidBy(() => read(content))).message).not.toBe('');
});

test('the same call is made until the answer is the archive, and then once more for its bytes', async () => {
	const { desk, api } = played(
		{ answer: 'nothing', create: { path: '/export' }, states: { readyIfArchive: true, working: ['202'] } },
		{ 'GET /export': [data(null, { status: 202 }), ARCHIVE] },
	);
	const made = await desk.create({ values: {} });
	expect(made.state).toBe('preparing');
	expect(await read(await desk.open(made))).toBe('PK');
	// The first, which was read as data, and the archive that only showed that it is ready.
	expect(api.closed).toBe(2);
});

const withLink: Recipe = {
	answer: 'nothing',
	create: { path: '/export' },
	states: { readyIfPresent: 'url' },
	link: 'url',
};
test.each<[string, Reply, string]>([
	[
		'a ZIP that is called a text',
		{ bytes: 'PK\x03\x04', headers: { 'content-type': 'text/plain' } },
		'ready',
	],
	['a ZIP of no type', { bytes: 'PK\x05\x06' }, 'ready'],
	['a text that begins as one', { bytes: 'PK7' }, 'preparing'],
	['bytes that are none', { bytes: 'MZ', headers: { 'content-type': 'application/octet-stream' } }, 'ready'],
	[
		'JSON that a storage calls bytes',
		{ bytes: ' {"state":1}', headers: { 'content-type': 'binary/octet-stream' } },
		'preparing',
	],
	['JSON that is called a ZIP', { bytes: '[]', headers: { 'content-type': 'application/zip' } }, 'preparing'],
	['nothing that is called a ZIP', { headers: { 'content-type': 'application/zip' } }, 'ready'],
	['nothing', { status: 204 }, 'preparing'],
])('what the answer is, its first bytes tell: %s', async (_what, reply, state) => {
	const { desk } = played(
		{ answer: 'nothing', create: { path: '/zip' }, states: { readyIfArchive: true } },
		{ 'GET /zip': reply },
	);
	expect((await desk.create({ values: {} })).state).toBe(state);
});

test('a link of the look is used at once, is nowhere in the handle, and is looked for anew when it has ended', async () => {
	const { desk, api } = played(withLink, {
		'GET /export': [
			data({ url: 'https://s.example/1' }),
			data({ url: 'https://s.example/1' }),
			data({ url: 'https://s.example/2' }),
		],
		'LINK https://s.example/1': { status: 403, bytes: '<Code>AccessDenied</Code>' },
		'LINK https://s.example/2': ARCHIVE,
	});
	const made = await desk.create({ values: {} });
	expect(JSON.stringify(made)).not.toContain('s.example');
	expect(await read(await desk.open(made))).toBe('PK');
	expect(api.calls.map(({ line }) => line)).toEqual([
		'GET /export',
		'GET /export',
		'LINK https://s.example/1',
		'GET /export',
		'LINK https://s.example/2',
	]);
});

test.each([
	['below the base URL', `${BASE}/files/1?t=2`, 'GET /files/1?t=2'],
	['from the root', '/api/files/1', 'GET /files/1'],
	['from there on', 'files/1?t=2', 'GET /files/1?t=2'],
	['of the same host in other letters', 'HTTPS://Service.example:443/api/files/1', 'GET /files/1'],
	['that does not lead up', `${BASE}/../files/1`, `LINK ${BASE}/../files/1`],
	['of a host that begins alike', `${BASE}.evil.example/1`, `LINK ${BASE}.evil.example/1`],
	['of another path of the host', 'https://service.example/other/1', 'LINK https://service.example/other/1'],
])('a link gets the credential only %s', async (_name, url, line) => {
	const { desk, api } = played(withLink, { 'GET /export': data({ url }), [line]: ARCHIVE });
	expect(await read(await desk.open(await desk.create({ values: {} })))).toBe('PK');
	expect(api.calls.at(-1)?.line).toBe(line);
});

test.each([
	['on the host of the service', HERE, { isEntered: true as const }, /not below the Base URL.* shorten/],
	['on the host of a preset', HERE, {}, /^Run the node again/],
	['elsewhere', 'https://s.example/1', { isEntered: true as const }, /^Run the node again/],
])('a link %s that opens nothing says what to do', async (_name, url, card, words) => {
	const script = {
		'GET /export': data({ url }),
		[`LINK ${url}`]: { status: 401, bytes: '<p>Sign in</p>' },
	};
	const { desk } = played(withLink, script, card);
	const made = await desk.create({ values: {} });
	await expect(desk.open(made).then(read)).rejects.toMatchObject({
		message: expect.stringContaining('does not open it') as unknown,
		description: expect.stringMatching(words) as unknown,
	});
});

test('a job to which a redirect leads is the one that its Location names', async () => {
	const { desk } = played(
		{ ...job, id: 'header:Location' },
		{
			'POST /projects/7/builds': data(null, {
				status: 303,
				headers: { location: '/api/projects/7/builds/9' },
			}),
		},
	);
	expect(await desk.create(REQUEST)).toMatchObject({ archiveId: '9' });
});

test('content is where the look says, by an id that is encoded, and one look is enough', async () => {
	const { desk, api } = played(
		{
			...job,
			askLink: undefined,
			link: undefined,
			content: { path: '/files/{look.data.fileIds[0]}/{create.data.token}/{create.header:X-Job}' },
		},
		{
			'POST /projects/7/builds': data(
				{ data: { id: 1, token: 'x y' } },
				{ headers: { 'content-type': 'application/json', 'x-job': 'j' } },
			),
			'GET /projects/7/builds/1': data({ data: { status: 'finished', fileIds: ['../f'] } }),
			'GET /files/..%2Ff/x%20y/j': ARCHIVE,
		},
	);
	const made = await desk.create(REQUEST);
	const kept = { 'create.data.token': 'x y', 'create.header:X-Job': 'j' };
	expect(made.request).toEqual({ values: REQUEST.values, kept });
	expect(await read(await desk.open(made))).toBe('PK');
	expect(api.calls.map(({ line }) => line)).toEqual([
		'POST /projects/7/builds',
		'GET /projects/7/builds/1',
		'GET /files/..%2Ff/x%20y/j',
	]);
	expect(JSON.stringify(await desk.check(made))).not.toContain('../f');
});

const byCall: Recipe = { ...job, askLink: undefined, link: undefined, content: { path: '/files/{id}' } };

test.each<[string, Recipe, boolean]>([
	['behind a call', byCall, false],
	['behind a link that is asked for', job, false],
	['behind a link of the look', { ...job, askLink: undefined }, true],
	['where the look says', { ...byCall, content: { path: '/files/{look.data.file}' } }, true],
])(
	'what is our own and was ready is looked at again where the answer is needed: %s',
	async (_where, recipe, isLookedAt) => {
		const { desk, api } = played(recipe, {
			...STARTED,
			'GET /projects/7/builds/b%2F1': data({
				data: { status: 'finished', url: 'https://s.example/1', file: 'f' },
			}),
		});
		const { handle, request } = await createArchive(desk.session, REQUEST);
		const archive = { handle: { ...handle, state: 'ready' as const }, request };
		await openArchive(desk.session, { ...archive, isOurs: () => true });
		expect(api.calls).toHaveLength(isLookedAt ? 2 : 1);
		await openArchive(desk.session, archive);
		expect(api.calls).toHaveLength(isLookedAt ? 3 : 2);
	},
);

test.each<[string, Recipe['files'], number | null]>([
	['it tells the number of', ['data.zipped', 'data.total'], 9],
	['nobody says where it tells the number of', undefined, null],
])('as many files are announced as %s', async (_what, files, announced) => {
	const { desk } = played(
		{ ...job, files },
		{
			...STARTED,
			'GET /projects/7/builds/b%2F1': data({ data: { status: 'finished', zipped: 8, total: 9 } }),
		},
	);
	const content = await desk.open(await desk.create(REQUEST));
	expect([content.files, content.size]).toEqual([announced, null]);
});

test('a service that has nothing to give ends well, with an archive without files', async () => {
	const { desk } = played(
		{ ...job, states: { ...job.states, nothing: ['skipped'] } },
		{ ...STARTED, 'GET /projects/7/builds/b%2F1': data({ data: { status: 'skipped' } }) },
	);
	const seen = await desk.check(await desk.create(REQUEST));
	expect(seen).toMatchObject({ state: 'ready', warnings: [expect.stringContaining('nothing to give')] });
	const zip = await read(await desk.open(seen));
	expect([zip.length, zip.slice(0, 4)]).toEqual([22, 'PK\x05\x06']);
});

test('what was read is deleted with one call more, and need not be there any more', async () => {
	const { desk, api } = played(
		{ ...job, remove: { method: 'DELETE', path: '/files/{id}' } },
		{
			...STARTED,
			'GET /projects/7/builds/b%2F1': data({ data: { status: 'finished' } }),
			'DELETE /files/b%2F1': [{ status: 204 }, { status: 404 }],
		},
	);
	const made = await desk.create(REQUEST);
	await desk.open(made);
	await desk.remove(made);
	await desk.remove(made);
	expect(api.calls.map(({ line }) => line.split(' ')[0])).toEqual(['POST', 'GET', 'DELETE', 'DELETE']);
});

test.each<[string, Partial<ArchiveHandle>, RegExp]>([
	[
		'a path as the id',
		{ archiveId: '../../admin' },
		/wrote down an answer to GET \/projects\/7\/builds\/\.\.%2F\.\.%2Fadmin/,
	],
	['dots as the id', { archiveId: '..' }, /is not usable/],
	[
		'an address as a value',
		{ request: { values: { project: 'https://evil.example' } } },
		/GET \/projects\/https%3A%2F%2Fevil/,
	],
	['dots as a value', { request: { values: { project: '..' } } }, /is not usable/],
	['no value', { request: {} }, /no value for \{project\}/],
	['objects as values', { request: { values: { project: {} } } }, /does not say what is asked for/],
	[
		'a thousand values',
		{ request: { values: Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`a${i}`, 1])) } },
		/does not say/,
	],
])('a handle from anybody leads nowhere else: %s', async (_name, forged, said) => {
	const { desk } = played(job, STARTED);
	const made = await desk.create(REQUEST);
	await expect(desk.open({ ...made, ...forged })).rejects.toThrow(said);
});
