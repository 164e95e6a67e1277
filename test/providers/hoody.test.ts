import { hoody } from '../../nodes/shared/providers/hoody';
import type { ArchiveHandle } from '../../nodes/shared/contract';
import { Refusal } from '../../nodes/shared/base/refusal';
import { newHandle } from '../../nodes/shared/base/handle';
import { deskOf, fieldsWith, playedApi, saidBy, type PlayedApi, type Reply } from './support';

const URL_OF_FILE = 'https://files.example.com/exports/monthly%20export.zip';
const ID = '7c1f0a34-0000-4000-8000-000000000001';
const ACTIVE = 'GET /api/v1/downloads';
const HISTORY = 'GET /?download_history=';
const EMPTY = { [ACTIVE]: { body: { downloads: [] } }, [HISTORY]: { body: { history: [] } } };
const FETCH = `GET /Downloads?${new URLSearchParams({ download: URL_OF_FILE, timeout: '300' })}`;

const remote = (values = {}) =>
	hoody.requestFrom(
		fieldsWith({ hoodySource: 'remoteUrl', hoodyDirectory: 'Downloads', hoodyUrl: URL_OF_FILE, ...values }),
	);
const fetching = (facts: Partial<ArchiveHandle> = {}) =>
	newHandle({
		provider: 'hoody',
		state: 'preparing',
		archiveId: ID,
		request: { ...remote(), path: 'Downloads/monthly export.zip' },
		...facts,
	});

function played(script: Record<string, Reply | Reply[]>) {
	return deskWith(playedApi(hoody, script));
}

function deskWith(api: PlayedApi) {
	return { api, ...deskOf(hoody, api) };
}

describe('paths', () => {
	it.each([
		['Reports/2026', '/Reports/2026'],
		['/Reports//2026/', '/Reports/2026'],
		['./Reports', '/Reports'],
		['/', '/'],
		['Ärger & Co/100 %', '/%C3%84rger%20%26%20Co/100%20%25'],
		['a#b', '/a%23b'],
		['%2e%2e/x', '/%252e%252e/x'],
		['stat', '/stat'],
		['health/x', '/health/x'],
		['api/v1/files', '/api/v1/files/api/v1/files'],
		['apivault', '/apivault'],
	])('the directory %j is zipped at %s', async (hoodyDirectory, path) => {
		const line = `GET ${path}?zip=`;
		const { api, create, open } = played({ [line]: { bytes: 'PK' } });
		const handle = await create(hoody.requestFrom(fieldsWith({ hoodyDirectory })));
		await (await open(handle)).fetch();
		expect(api.calls.map((call) => call.line)).toEqual([line]);
	});

	it.each([
		'',
		'..',
		'../secrets',
		'a/../b',
		'a?zip',
		'a\u0000',
		'a\nb',
		'a\\b',
		'https://x.example/a',
		'\ud800',
		'x'.repeat(5000),
	])('%j is refused', async (value) => {
		const directory = await saidBy(() => hoody.requestFrom(fieldsWith({ hoodyDirectory: value })));
		expect(directory.message).toMatch(/^Directory is (empty|no path on the container)$/);
		const file = await saidBy(() => hoody.identified?.(fieldsWith({ hoodyFile: value })));
		expect(file.message).toMatch(/^ZIP File is (empty|no path on the container)$/);
	});

	const STAT = 'GET /api/v1/files/stat/Reports/2026';
	const LISTED = 'GET /Reports/2026?json=';
	const asked = hoody.requestFrom(fieldsWith({ hoodyDirectory: 'Reports/2026' }));

	it.each<[string, Record<string, Reply>, string[]]>([
		['newer kits', { [STAT]: { body: { is_dir: true } } }, [STAT]],
		['older kits', { [STAT]: { body: { path_type: 'SymlinkDir' } } }, [STAT]],
		['kits that say little', { [STAT]: { body: {} } }, [STAT]],
		['remote backends', { [STAT]: { status: 404 }, [LISTED]: { body: { paths: [] } } }, [STAT, LISTED]],
		['kits that do not tell', { [STAT]: { status: 501 } }, [STAT]],
	])('looks first whether the directory is there: %s', async (_name, script, lines) => {
		const { api, createFound } = played(script);
		expect(await createFound(asked)).toMatchObject({ state: 'ready', fileName: '2026.zip' });
		expect(api.calls.map((call) => call.line)).toEqual(lines);
	});

	it.each<[string, Record<string, Reply>, string]>([
		[
			'nothing',
			{ [STAT]: { status: 404 }, [LISTED]: { status: 404 } },
			'There is no directory "Reports/2026" on the Hoody container',
		],
		[
			'a file',
			{ [STAT]: { body: { is_dir: false } } },
			'"Reports/2026" on the Hoody container is a file, and only a directory can be zipped',
		],
		[
			'a file of an older kit',
			{ [STAT]: { body: { path_type: 'SymlinkFile' } } },
			'"Reports/2026" on the Hoody container is a file, and only a directory can be zipped',
		],
		['a gate', { [STAT]: { status: 401 } }, 'Hoody did not accept the sign-in'],
	])('says at once what is there instead: %s', async (_name, script, message) => {
		expect((await saidBy(() => played(script).createFound(asked))).message).toBe(message);
	});

	it('asks who it is where the whole container is wanted', async () => {
		const version = 'GET /api/v1/version';
		const top = hoody.requestFrom(fieldsWith({ hoodyDirectory: '/' }));
		const { api, createFound } = played({ [version]: { body: { version: 'v1' } } });
		await createFound(top);
		expect(api.calls.map((call) => call.line)).toEqual([version]);
		const said = await saidBy(() => played({ [version]: { status: 401 } }).createFound(top));
		expect(said.message).toBe('Hoody did not accept the sign-in');
	});

	it('takes the top folder as a directory, and as no file', async () => {
		expect(hoody.requestFrom(fieldsWith({ hoodyDirectory: '/' }))).toEqual({ source: 'zip', directory: '' });
		expect((await saidBy(() => hoody.identified?.(fieldsWith({ hoodyFile: '/' })))).message).toBe(
			'ZIP File is empty',
		);
	});
});

describe('handles that anybody may have written', () => {
	const requests = [
		{},
		{ source: 'zip' },
		{ source: 'zip', directory: '../..' },
		{ source: 'zip', directory: 7 },
		{ source: 'file', path: '' },
		{ source: 'file', path: '/api/../x' },
		{ source: 'remoteUrl' },
		{ source: 'other', directory: 'x' },
	];
	it.each(requests)('%j is refused by every step', async (request) => {
		const { api, check, open, cancel, remove } = played({});
		const handle = newHandle({ provider: 'hoody', state: 'ready', request });
		for (const step of [check, open, cancel, remove]) {
			const { message, code } = await saidBy(() => step(handle));
			expect([message, code]).toEqual([
				expect.stringMatching(/archive item does not say which/),
				'BAD_HANDLE',
			]);
		}
		expect(api.calls).toEqual([]);
	});

	it.each([null, '', '../x', 'a/b', 'a?b', 'x'.repeat(101)])('the id %j is refused', async (archiveId) => {
		const { api, check, cancel } = played({});
		for (const step of [check, cancel]) {
			expect((await saidBy(() => step(fetching({ archiveId })))).message).toMatch(/no download id/);
		}
		expect(api.calls).toEqual([]);
	});

	it('an address that was cut is not fetched', async () => {
		const request = hoody.parse({ ...remote(), repeatable: false });
		expect((await saidBy(() => played({}).create(request))).message).toMatch(/whole address/);
	});
});

describe('remote addresses', () => {
	it.each([
		'',
		'abc',
		'/exports/a.zip',
		'ftp://x.example/a.zip',
		'file:///etc/passwd',
		'javascript:alert(1)',
		'https://',
	])('%j is refused without being repeated', async (hoodyUrl) => {
		const said = await saidBy(() => remote({ hoodyUrl }));
		expect(said.message).toMatch(/^URL is (empty|no web address)$/);
		if (hoodyUrl !== '')
			expect(`${said.message}${said.description}`).not.toContain(hoodyUrl === 'https://' ? '////' : hoodyUrl);
	});

	it.each([
		['https://files.example.com/a.zip', true],
		['https://user:key@files.example.com/a.zip', false],
		['https://files.example.com/a.zip?X-Amz-Signature=key', false],
		['https://files.example.com/a.zip#key', false],
	])('%s is kept whole: %s', async (hoodyUrl, whole) => {
		const line = `GET /Downloads?${new URLSearchParams({ download: hoodyUrl, timeout: '300' })}`;
		const { create } = played({
			...EMPTY,
			[line]: { body: { download_id: ID, filename: 'a.zip', path: 'Downloads/a.zip', success: true } },
		});
		const { request } = await create(remote({ hoodyUrl }));
		expect(request).toEqual({
			source: 'remoteUrl',
			directory: 'Downloads',
			url: 'https://files.example.com/a.zip',
			timeout: 300,
			path: 'Downloads/a.zip',
			...(whole ? {} : { repeatable: false }),
		});
		expect(JSON.stringify(request)).not.toContain('key');
	});

	it.each([
		['under a name and a path', { filename: 'a.zip', path: 'Downloads/a.zip' }],
		['without a name', {}],
		['under a hostile name', { filename: '../x', path: '..' }],
	])('no key of an address stays in the handle when the file is taken %s', async (_name, told) => {
		const hoodyUrl = 'https://user:key@files.example.com/?sig=key#key';
		const line = `GET /Downloads?${new URLSearchParams({ download: hoodyUrl, timeout: '300' })}`;
		const { create } = played({ ...EMPTY, [line]: { body: { download_id: ID, ...told } } });
		const { request } = await create(remote({ hoodyUrl }));
		expect(request).toMatchObject({ url: 'https://files.example.com/', repeatable: false });
		expect(JSON.stringify(request)).not.toContain('key');
	});

	it.each([[0], [-1], ['soon']])('a Fetch Timeout of %j is refused', async (hoodyFetchTimeout) => {
		expect((await saidBy(() => remote({ hoodyFetchTimeout }))).message).toMatch(/Fetch Timeout/);
	});
});

describe('what the kit answers to a fetch', () => {
	const start = async (reply: Reply) => await played({ ...EMPTY, [FETCH]: reply }).create(remote());
	const result = (more = {}) => ({
		download_id: ID,
		filename: 'monthly export.zip',
		path: 'Downloads/monthly export.zip',
		success: true,
		...more,
	});

	it.each([
		['old', 200, result(), 'preparing'],
		['new', 201, result(), 'ready'],
		['enveloped', 200, { statusCode: 200, message: 'Success', data: result() }, 'preparing'],
		['absolute', 200, result({ path: '/Downloads/monthly export.zip' }), 'preparing'],
		[
			'absolute on the disk',
			200,
			result({ path: '/hoody/storage/Downloads/monthly export.zip' }),
			'preparing',
		],
		['no path', 200, result({ path: null }), 'preparing'],
		['hostile path', 200, result({ path: '../../etc/passwd' }), 'preparing'],
		['hostile name', 200, result({ path: null, filename: '../x' }), 'preparing'],
	])('%s', async (_name, status, body, state) => {
		expect(await start({ status, body })).toMatchObject({
			archiveId: ID,
			state,
			fileName: 'monthly export.zip',
			request: { path: 'Downloads/monthly export.zip' },
		});
	});

	it('a file that the kit renamed is looked for under its new name', async () => {
		const body = result({ filename: 'monthly export-1.zip', path: 'Downloads/monthly export-1.zip' });
		expect((await start({ body })).request.path).toBe('Downloads/monthly export-1.zip');
	});

	it.each([{}, [], null, 'text', { success: true }, { download_id: 5 }])(
		'%j is no download',
		async (body) => {
			expect((await saidBy(() => start({ body }))).message).toBe('Hoody answered without a download');
		},
	);

	it.each([
		['INVALID_URL', /cannot use this address/],
		['DOMAIN_BLOCKED', /may not fetch from this domain/],
		['DOWNLOAD_TIMEOUT', /did not arrive .* in time/],
		['REMOTE_FILE_NOT_FOUND', /no file at the remote address/],
		['NETWORK_ERROR', /could not fetch the remote address/],
		['INVALID_PARAMETER', /did not accept one of the values/],
		['INVALID_PATH', /cannot use this path/],
		['CONTAINS_SERVICE_STORAGE', /storage of Hoody itself/],
		['FILE_PATH_BUSY', /Something else is writing/],
		['FILE_PATH_CHANGED', /changed on Hoody meanwhile/],
		['MOUNT_PATH_RESERVED', /reserved for a mount/],
		['MOUNT_STORAGE_UNAVAILABLE', /storage behind this path/],
	])('%s is told in plain words, with a status of its own or with 200', async (code, words) => {
		expect((await saidBy(() => start({ status: 400, body: { code } }))).message).toMatch(words);
		const said = await saidBy(() => start({ body: { success: false, error: code } }));
		expect(said.message).toMatch(words);
		expect(said.description).toContain(`Hoody answered 200 (${code})`);
		const inEnvelope = {
			statusCode: 200,
			message: 'Refused',
			data: { success: false, error: 'Words', code },
		};
		expect((await saidBy(() => start({ body: inEnvelope }))).message).toMatch(words);
	});

	it.each([
		[403, 'DOWNLOAD_FORBIDDEN', /fetches no files/],
		[403, 'ACCESS_FORBIDDEN', /fetches no files/],
		[404, 'RESOURCE_NOT_FOUND', /no such directory/],
		[409, '', /was ended on Hoody/],
		[409, 'FILE_PATH_BUSY', /Something else is writing/],
		[429, '', /ten files/],
	])('%i %s', async (status, code, words) => {
		expect((await saidBy(() => start({ status, body: { code } }))).message).toMatch(words);
	});
});

describe('an answer to a fetch that got lost', () => {
	/** The transport, with a fetch whose answer never comes. */
	function silentFetch(script: Record<string, Reply | Reply[]>, cause: Error): PlayedApi {
		const api = playedApi(hoody, script);
		const { json } = api;
		api.json = async (request) => {
			if (request.query?.download === undefined) return await json(request);
			expect(request).toMatchObject({ repeatable: false, timeout: 330 });
			return await Promise.reject(cause);
		};
		return api;
	}
	const date = new Date(1_800_000_000_000).toUTCString();
	const job = (more = {}) => ({
		id: ID,
		filename: 'monthly export.zip',
		file_path: '/Downloads/monthly export.zip',
		start_time: 1_800_000_001,
		status: 'downloading',
		current_size: 5,
		expected_size: 10,
		...more,
	});
	const lists = (downloads: object[], history: object[] = []) => ({
		[ACTIVE]: [{ body: { downloads: [job({ id: 'before' })] }, headers: { date } }, { body: { downloads } }],
		[HISTORY]: { body: { history } },
	});
	const timeOut = new Refusal('Hoody did not answer in time', 'Later.', {
		code: 'UNREACHABLE',
		serviceCode: 'ECONNABORTED',
	});

	it.each([
		['is under way', lists([job()]), 'preparing'],
		['is done', lists([], [job({ status: 'completed', file_size: 10 })]), 'ready'],
		['failed', lists([], [job({ status: 'failed', error_message: 'NETWORK_ERROR' })]), 'failed'],
	])('the download %s', async (_name, script, state) => {
		const handle = await deskWith(silentFetch(script, timeOut)).create(remote());
		expect(handle).toMatchObject({ archiveId: ID, state, request: { path: 'Downloads/monthly export.zip' } });
	});

	it.each([
		['two could be it', lists([job(), job({ id: 'other' })])],
		['only one from before', lists([], [job({ id: 'before' })])],
		['only an older one', lists([], [job({ start_time: 1_799_999_000 })])],
		['only one of another file', lists([job({ file_path: '/Downloads/other.zip' })])],
	])('is told as it was when there is no certain download: %s', async (_name, script) => {
		expect(await saidBy(() => deskWith(silentFetch(script, timeOut)).create(remote()))).toMatchObject({
			message: timeOut.message,
			description: timeOut.description,
			code: 'UNREACHABLE',
		});
	});

	it('is not looked for when the kit itself refused', async () => {
		const refusal = new Refusal('no', 'no', { status: 400 });
		const api = silentFetch(lists([job()]), refusal);
		const { message, description, status } = refusal;
		expect(await saidBy(() => deskWith(api).create(remote()))).toMatchObject({
			message,
			description,
			status,
		});
		expect(api.calls).toHaveLength(1);
	});
});

describe('how far a fetch is', () => {
	const look = async (script: Record<string, Reply | Reply[]>, handle = fetching()) =>
		await played(script).check(handle);

	it.each([
		[
			'starting',
			{ current_size: 0, expected_size: null, progress_percentage: null },
			{ bytes: 0, totalBytes: null, percent: null },
		],
		[
			'downloading',
			{ current_size: 5, expected_size: 10, progress_percentage: null },
			{ bytes: 5, totalBytes: 10, percent: 50 },
		],
		[
			'downloading',
			{ current_size: 5, expected_size: 10, progress_percentage: 49.987 },
			{ bytes: 5, totalBytes: 10, percent: 50 },
		],
		[
			'downloading',
			{ current_size: 'x', expected_size: -1, progress_percentage: 900 },
			{ bytes: null, totalBytes: null, percent: 100 },
		],
	])('%s: %j', async (status, sizes, progress) => {
		const downloads = [
			{ id: 'another', status: 'completed' },
			{ id: ID, status, ...sizes },
		];
		expect(await look({ [ACTIVE]: { body: { downloads } } })).toMatchObject({ state: 'preparing', progress });
	});

	it.each([
		['old', { total_bytes: 10, error: null }],
		['new', { file_size: 10, error_message: null, duration: 2 }],
	])('completed, in the history of the %s kit', async (_name, more) => {
		const history = [{ id: ID, status: 'completed', file_path: '/Downloads/monthly export.zip', ...more }];
		expect(
			await look({ ...EMPTY, [HISTORY]: { body: { statusCode: 200, data: { history } } } }),
		).toMatchObject({
			state: 'ready',
			progress: { bytes: 10, totalBytes: 10, percent: 100 },
			request: { path: 'Downloads/monthly export.zip' },
		});
	});

	it.each([
		['failed', { error: 'DOMAIN_BLOCKED' }, 'failed', /may not fetch from this domain/],
		[
			'failed',
			{ error_message: 'Could not open https://user:pw@files.example.com/a?sig=1' },
			'failed',
			/Could not open \[link hidden\]/,
		],
		['failed', {}, 'failed', /gives no reason/],
		['cancelled', {}, 'cancelled', /somebody cancelled it/],
	])('%s %j', async (status, more, state, reason) => {
		const script = { ...EMPTY, [HISTORY]: { body: { history: [{ id: ID, status, ...more }] } } };
		const seen = await look(script);
		expect(seen).toMatchObject({ state, reason: expect.stringMatching(reason) as string, warnings: [] });
		expect(await look(script, seen)).toEqual(seen);
	});

	it('a status of another kind is told', async () => {
		const script = { [ACTIVE]: { body: { downloads: [{ id: ID, status: 'constructor' }] } } };
		expect((await saidBy(() => look(script))).message).toMatch(/not known here/);
	});

	it('reads the list of the directory where there is none of all', async () => {
		const body = { downloads: [{ id: ID, status: 'starting' }] };
		const script = { [ACTIVE]: { status: 404 }, 'GET /Downloads?downloads=': { body } };
		expect((await look(script)).state).toBe('preparing');
	});

	const STAT = 'GET /api/v1/files/stat/Downloads/monthly%20export.zip';
	it.each([
		['is not there', { status: 404 }, null, /its file is not there/],
		['is a folder', { body: { size: 1, is_dir: true } }, null, /its file is not there/],
		['is too short', { body: { size: 4 } }, 10, /only 4 of 10 bytes/],
	])('in neither list, twice, and the file %s', async (_name, stat, totalBytes, reason) => {
		const progress = { ...fetching().progress, totalBytes };
		const { api, check } = played({ ...EMPTY, [STAT]: stat });
		const seen = await check(fetching({ progress }));
		expect(seen).toMatchObject({ state: 'failed', reason: expect.stringMatching(reason) as string });
		expect(seen.warnings).toEqual([]);
		expect(api.pauses).toEqual([1000]);
		expect(api.calls.filter(({ line }) => line === HISTORY)).toHaveLength(2);
	});

	it.each([null, 10])('in neither list, twice, and the file is there (of %j bytes)', async (totalBytes) => {
		const script = { ...EMPTY, [STAT]: { body: { size: 10, is_dir: false } } };
		const seen = await look(script, fetching({ progress: { ...fetching().progress, totalBytes } }));
		expect(seen).toMatchObject({ state: 'ready', reason: null, progress: { bytes: 10, percent: 100 } });
		expect(seen.warnings).toEqual([expect.stringMatching(/taken for all of it/)]);
	});
});

describe('reading', () => {
	const file = () => {
		const { request, ...facts } = hoody.identified?.(fieldsWith({ hoodyFile: '/stat/a b.zip' })) ?? {};
		return newHandle({ ...facts, provider: 'hoody', state: 'preparing', request: { ...request } });
	};

	it('a file comes in pieces, by the root form', async () => {
		const { api, open } = played({ 'GET /stat/a%20b.zip': { status: 206, bytes: 'PK' } });
		const content = await open(file());
		expect(content).toMatchObject({ ranges: true, size: null, fileName: 'a b.zip' });
		await content.fetch({ start: -10 }, { 'If-Range': '"1"' });
		expect(api.calls[0].headers).toEqual({ Range: 'bytes=-10', 'If-Range': '"1"' });
	});

	it('a file that was fetched has the size that was fetched', async () => {
		const handle = newHandle({
			provider: 'hoody',
			state: 'ready',
			progress: { files: null, totalFiles: null, bytes: 10, totalBytes: 10, percent: 100 },
			request: { source: 'remoteUrl', directory: 'x', url: 'https://a.example/b.zip', path: 'x/b.zip' },
		});
		expect(await played({}).open(handle)).toMatchObject({ ranges: true, size: 10 });
	});

	it('a folder comes whole', async () => {
		const handle = newHandle({
			provider: 'hoody',
			state: 'ready',
			request: { source: 'zip', directory: 'x' },
		});
		expect(await played({}).open(handle)).toMatchObject({ ranges: false, size: null });
	});

	it.each([
		[400, 'INVALID_PATH', /cannot use this path/],
		[401, '', /did not accept the sign-in/],
		[403, 'ACCESS_FORBIDDEN', /does not send folders as ZIP/],
		[404, '', /no such folder/],
		[501, '', /remote backend/],
	])('a folder, answered with %i %s', async (status, code, words) => {
		const { open } = played({ 'GET /x?zip=': { status, body: { code } } });
		const handle = newHandle({
			provider: 'hoody',
			state: 'ready',
			request: { source: 'zip', directory: 'x' },
		});
		const content = await open(handle);
		expect((await saidBy(() => content.fetch())).message).toMatch(words);
	});

	it.each([
		['still under way', 'downloading', /still making/],
		['failed', 'failed', /could not make/],
		['cancelled', 'cancelled', /was cancelled/],
	])('a fetch that is %s is not read', async (_name, status, words) => {
		const { open } = played({ [ACTIVE]: { body: { downloads: [{ id: ID, status }] } } });
		expect((await saidBy(() => open(fetching()))).message).toMatch(words);
	});
});

describe('ending', () => {
	const CANCEL = `DELETE /api/v1/downloads/${ID}`;
	const done = {
		id: ID,
		status: 'completed',
		directory: '/Downloads',
		filename: 'monthly export.zip',
		file_path: '/Downloads/monthly export.zip',
	};
	const REMOVE = 'DELETE /api/v1/files/Downloads/monthly%20export.zip';

	it.each([404, 405])('a kit that answers %i cannot cancel', async (status) => {
		const { cancel } = played({ [CANCEL]: { status } });
		expect((await saidBy(() => cancel(fetching()))).message).toMatch(/cannot cancel the download/);
	});

	it('cancels', async () => {
		const { api, cancel } = played({ [CANCEL]: { status: 202, body: { success: true, id: ID } } });
		await cancel(fetching());
		expect(api.calls).toHaveLength(1);
	});

	it.each([
		[200, { success: true }],
		[204, null],
		[404, null],
	])('deletes what was fetched: %i', async (status, body) => {
		const { api, remove } = played({ [HISTORY]: { body: { history: [done] } }, [REMOVE]: { status, body } });
		await remove(fetching({ state: 'ready' }));
		expect(api.calls.at(-1)?.line).toBe(REMOVE);
	});

	it('deletes below a reserved word by the root form', async () => {
		const job = { ...done, directory: 'move', file_path: 'move/monthly export.zip' };
		const line = 'DELETE /move/monthly%20export.zip';
		const { api, remove } = played({ [HISTORY]: { body: { history: [job] } }, [line]: { status: 204 } });
		await remove(fetching({ request: { ...remote(), directory: 'move', path: 'move/monthly export.zip' } }));
		expect(api.calls.at(-1)?.line).toBe(line);
	});

	it.each<[string, Partial<ArchiveHandle>]>([
		[
			'a file that is no download',
			{ archiveId: null, request: { source: 'file', path: 'Downloads/monthly export.zip' } },
		],
		['another file', { request: { ...remote(), path: 'Downloads/other.zip' } }],
		['the folder', { request: { ...remote(), path: 'Downloads' } }],
		[
			'a file of that name elsewhere',
			{ request: { ...remote(), directory: '', path: 'monthly export.zip' } },
		],
		['a job that is not listed', { archiveId: 'other' }],
		['no place', { request: { ...remote(), path: '' } }],
	])('does not delete %s', async (_name, facts) => {
		const { api, remove } = played({ [HISTORY]: { body: { history: [done] } } });
		expect((await saidBy(() => remove(fetching(facts)))).message).toMatch(/^only files that/);
		expect(api.calls.filter(({ line }) => line.startsWith('DELETE'))).toEqual([]);
	});

	it('leaves a zipped folder alone', async () => {
		const { api, remove } = played({});
		await remove(
			newHandle({ provider: 'hoody', state: 'ready', request: { source: 'zip', directory: 'x' } }),
		);
		expect(api.calls).toEqual([]);
	});
});

describe('sign-ins', () => {
	it('takes the address as the base, whatever slashes end it', () => {
		const bases = hoody.signIns.map(({ baseUrl }) => baseUrl({ baseUrl: ' https://kit.example/files// ' }));
		expect(bases).toEqual(hoody.signIns.map(() => 'https://kit.example/files'));
	});

	it.each(['', 'X Gate', 'X-Gate:', 'X\nGate', 7])('the header name %j is refused', async (headerName) => {
		const header = hoody.signIns.find(({ value }) => value === 'header');
		expect((await saidBy(() => header?.headers?.({ headerName }))).message).toMatch(/Header Name/);
	});
});
