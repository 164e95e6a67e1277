/** The documents' small print, one line each: what is asked, what must be answered. */
import { createHash } from 'node:crypto';
import {
	ALFRESCO_NODES,
	BOX_ITEMS,
	DATAFRAMER_RUNS,
	GUMLOOP_BROKEN_FILE,
	GUMLOOP_RUNS,
	startSandbox,
	type OriginName,
	type Sandbox,
} from './index';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
afterEach(() => sandbox.reset());

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const ALFRESCO = '/alfresco/api/-default-/public/alfresco/versions/1';
const RUNS = '/api/dataframer/runs';

const auth: Record<string, () => Record<string, string>> = {
	none: () => ({}),
	alice: () => ({
		authorization: basic(`${sandbox.credentials.alfresco.user}:${sandbox.credentials.alfresco.password}`),
	}),
	box: () => ({ authorization: `Bearer ${sandbox.credentials.box.developerToken}` }),
	boxAs: () => ({ ...auth.box?.(), 'as-user': sandbox.credentials.box.asUser }),
	boxAsNobody: () => ({ ...auth.box?.(), 'as-user': '1' }),
	dataFramer: () => ({ authorization: `Bearer ${sandbox.credentials.dataFramer.apiKey}` }),
	personal: () => ({
		authorization: `Bearer ${sandbox.credentials.gumloop.apiKey}`,
		'x-auth-key': sandbox.credentials.gumloop.userId,
	}),
	personalBare: () => ({ authorization: `Bearer ${sandbox.credentials.gumloop.apiKey}` }),
	team: () => ({ authorization: `Bearer ${sandbox.credentials.gumloop.teamKey}` }),
};

async function ask(
	origin: OriginName,
	call: string,
	who = 'none',
	body?: unknown,
): Promise<{ status: number; body: unknown; headers: Headers }> {
	const [method = 'GET', path = '/'] = call.split(' ');
	const response = await fetch(sandbox.origin(origin) + path, {
		method,
		redirect: 'manual',
		headers: { ...auth[who]?.(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
	return {
		status: response.status,
		body: isJson ? (JSON.parse(text) as unknown) : text,
		headers: response.headers,
	};
}

const nodes = (...nodeIds: string[]) => ({ nodeIds });
const items = (type: string, ...ids: unknown[]) => ({ items: ids.map((id) => ({ type, id })) });
const files = (run_id: string, ...file_names: string[]) => ({
	run_id,
	file_names,
	user_id: 'user_8XyqSandbox',
});
const error = (statusCode: number) => ({ error: { statusCode } });

test.each<[string, OriginName, string, string, unknown, number, unknown?]>([
	['no login', 'alfresco', `GET ${ALFRESCO}/people/-me-`, 'none', undefined, 401, error(401)],
	[
		'who am I',
		'alfresco',
		`GET ${ALFRESCO}/people/-me-`,
		'alice',
		undefined,
		200,
		{ entry: { id: 'alice' } },
	],
	['ready without login', 'alfresco', `GET ${ALFRESCO}/probes/-ready-`, 'none', undefined, 200],
	['no nodes', 'alfresco', `POST ${ALFRESCO}/downloads`, 'alice', nodes(), 400, error(400)],
	[
		'a node twice',
		'alfresco',
		`POST ${ALFRESCO}/downloads`,
		'alice',
		nodes(ALFRESCO_NODES.file, ALFRESCO_NODES.file),
		400,
	],
	[
		'a forbidden node',
		'alfresco',
		`POST ${ALFRESCO}/downloads`,
		'alice',
		nodes(ALFRESCO_NODES.forbidden),
		403,
	],
	['an unknown node', 'alfresco', `POST ${ALFRESCO}/downloads`, 'alice', nodes('nobody'), 404],
	[
		'an archived node',
		'alfresco',
		`POST ${ALFRESCO}/downloads`,
		'alice',
		nodes(ALFRESCO_NODES.archived),
		412,
	],
	['not a download', 'alfresco', `GET ${ALFRESCO}/downloads/${ALFRESCO_NODES.file}`, 'alice', undefined, 400],
	[
		'content of a folder',
		'alfresco',
		`GET ${ALFRESCO}/nodes/${ALFRESCO_NODES.folder}/content`,
		'alice',
		undefined,
		400,
	],
	[
		'children',
		'alfresco',
		`GET ${ALFRESCO}/nodes/-root-/children?maxItems=1`,
		'alice',
		undefined,
		200,
		{ list: { pagination: { count: 1, hasMoreItems: true } } },
	],
	['no token', 'box', 'GET /2.0/users/me', 'none', undefined, 401, ''],
	['me', 'box', 'GET /2.0/users/me', 'box', undefined, 200, { id: '20001', max_upload_size: 5_368_709_120 }],
	['as somebody', 'box', 'GET /2.0/users/me', 'boxAs', undefined, 200, { id: '20002' }],
	['as nobody', 'box', 'GET /2.0/users/me', 'boxAsNobody', undefined, 403],
	[
		'no items',
		'box',
		'POST /2.0/zip_downloads',
		'box',
		items('file'),
		400,
		{ code: 'bad_request', type: 'error' },
	],
	['root folder', 'box', 'POST /2.0/zip_downloads', 'box', items('folder', '0'), 400],
	['web link', 'box', 'POST /2.0/zip_downloads', 'box', items('web_link', BOX_ITEMS.webLink), 400],
	['number as id', 'box', 'POST /2.0/zip_downloads', 'box', items('file', 500_001), 400],
	['forbidden item', 'box', 'POST /2.0/zip_downloads', 'box', items('file', BOX_ITEMS.forbidden), 403],
	[
		'too many files',
		'box',
		'POST /2.0/zip_downloads',
		'box',
		items('folder', BOX_ITEMS.tooMany),
		400,
		{ code: 'zip_download_file_count_exceeded_limit' },
	],
	[
		'too many bytes',
		'box',
		'POST /2.0/zip_downloads',
		'box',
		items('folder', BOX_ITEMS.tooLarge),
		400,
		{ code: 'zip_download_pre_compressed_bytes_exceeded_limit' },
	],
	[
		'unknown link',
		'boxContent',
		'GET /2.0/zip_downloads/abc==/content',
		'none',
		undefined,
		404,
		{ code: 'not_found' },
	],
	['bad folder id', 'box', 'GET /2.0/folders/abc/items', 'box', undefined, 405],
	[
		'folder items',
		'box',
		'GET /2.0/folders/0/items?usemarker=true&limit=2',
		'box',
		undefined,
		200,
		{ next_marker: '2', limit: 2 },
	],
	['no key', 'dataFramer', `GET ${RUNS}/`, 'none', undefined, 401],
	[
		'no slash',
		'dataFramer',
		`GET ${RUNS}/${DATAFRAMER_RUNS.ready}/files/download`,
		'dataFramer',
		undefined,
		301,
	],
	[
		'empty run',
		'dataFramer',
		`GET ${RUNS}/${DATAFRAMER_RUNS.empty}/files/download/`,
		'dataFramer',
		undefined,
		404,
		{ error: 'No generated files found' },
	],
	[
		'failed run',
		'dataFramer',
		`GET ${RUNS}/${DATAFRAMER_RUNS.failed}/`,
		'dataFramer',
		undefined,
		200,
		{ status: 'FAILED' },
	],
	[
		'run in progress',
		'dataFramer',
		`GET ${RUNS}/${DATAFRAMER_RUNS.inProgress}/files/download/`,
		'dataFramer',
		undefined,
		404,
	],
	['personal key alone', 'gumloop', 'GET /api/v1/teams', 'personalBare', undefined, 401],
	[
		'personal key',
		'gumloop',
		'GET /api/v1/teams',
		'personal',
		undefined,
		200,
		{ teams: [{ id: 'team_4f8c92ab' }, {}] },
	],
	['other user', 'gumloop', 'GET /api/v1/list_saved_items?user_id=x', 'personal', undefined, 403],
	['no user', 'gumloop', `GET /api/v1/get_pl_run?run_id=${GUMLOOP_RUNS.done}`, 'personal', undefined, 400],
	['no run', 'gumloop', 'GET /api/v1/get_pl_run?user_id=user_8XyqSandbox', 'personal', undefined, 400],
	[
		'unknown run',
		'gumloop',
		'GET /api/v1/get_pl_run?run_id=x&project_id=team_4f8c92ab',
		'team',
		undefined,
		404,
	],
	[
		'queued run',
		'gumloop',
		`GET /api/v1/get_pl_run?run_id=${GUMLOOP_RUNS.running}&project_id=team_4f8c92ab`,
		'team',
		undefined,
		200,
		{ state: 'QUEUED' },
	],
	[
		'no outputs',
		'gumloop',
		`GET /api/v1/get_pl_run?run_id=${GUMLOOP_RUNS.withoutOutputs}&project_id=team_4f8c92ab`,
		'team',
		undefined,
		200,
		{ state: 'DONE', outputs: null },
	],
	['no names', 'gumloop', 'POST /api/v1/download_files', 'personal', files(GUMLOOP_RUNS.done), 400],
	[
		'unknown name',
		'gumloop',
		'POST /api/v1/download_files',
		'personal',
		files(GUMLOOP_RUNS.done, GUMLOOP_BROKEN_FILE),
		500,
	],
	[
		'kill',
		'gumloop',
		'POST /api/v1/kill_pipeline',
		'team',
		{ run_id: GUMLOOP_RUNS.running },
		200,
		{ success: true },
	],
	['version', 'hoody', 'GET /api/v1/version', 'none', undefined, 200, { features: ['downloads', 'zip'] }],
	['head on v1', 'hoody', 'HEAD /api/v1/files/Downloads', 'none', undefined, 405],
	[
		'listing',
		'hoody',
		'GET /Project%20files?json',
		'none',
		undefined,
		200,
		{ kind: 'Index', allow_archive: true },
	],
	[
		'page without json',
		'hoody',
		'GET /Project%20files',
		'none',
		undefined,
		200,
		expect.stringContaining('<!DOCTYPE html>'),
	],
	[
		'reserved word by the root',
		'hoody',
		'GET /stat/plan.txt',
		'none',
		undefined,
		200,
		'A folder may be called anything.\n',
	],
	['reserved word on v1', 'hoody', 'GET /api/v1/files/stat/plan.txt', 'none', undefined, 404],
	[
		'listing instead of jobs on v1',
		'hoody',
		'GET /api/v1/files/Downloads?downloads=',
		'none',
		undefined,
		200,
		{ kind: 'Index' },
	],
	['no such directory', 'hoody', 'GET /nowhere?download=http://x.example/', 'none', undefined, 404],
	[
		'bad address',
		'hoody',
		'GET /Downloads?download=abc',
		'none',
		undefined,
		400,
		{ success: false, error: 'INVALID_URL' },
	],
	[
		'blocked host',
		'hoody',
		'GET /Downloads?download=http://blocked.example/',
		'none',
		undefined,
		400,
		{ error: 'DOMAIN_BLOCKED' },
	],
	['cancel on an old kit', 'hoody', 'DELETE /api/v1/downloads/x', 'none', undefined, 404],
])('%s: %s %s', async (...[, origin, call, who, body, status, expected]) => {
	const answer = await ask(origin, call, who, body);
	expect(answer.status).toBe(status);
	if (typeof expected === 'object' && !('asymmetricMatch' in (expected as object)))
		expect(answer.body).toMatchObject(expected as object);
	else if (expected !== undefined) expect(answer.body).toEqual(expected);
});

async function dataFramerLink(): Promise<string> {
	sandbox.behaviour.dataFramer.pendingAnswers = 0;
	sandbox.behaviour.dataFramer.buildMilliseconds = 0;
	const { body } = await ask(
		'dataFramer',
		`GET ${RUNS}/${DATAFRAMER_RUNS.ready}/files/download/`,
		'dataFramer',
	);
	return (body as { download_url: string }).download_url;
}

test('DataFramer storage: ranges yes, a second credential no, HEAD no, after its time no', async () => {
	const link = await dataFramerLink();
	const whole = await fetch(link);
	const size = Number(whole.headers.get('content-length'));
	const bytes = Buffer.from(await whole.arrayBuffer());
	const etag = whole.headers.get('etag') ?? '';
	const get = (headers: Record<string, string>) => fetch(link, { headers });
	const tail = await get({ range: 'bytes=-22' });
	expect([tail.status, tail.headers.get('content-range')]).toEqual([
		206,
		`bytes ${size - 22}-${size - 1}/${size}`,
	]);
	expect(Buffer.from(await tail.arrayBuffer()).equals(bytes.subarray(-22))).toBe(true);
	expect((await get({ range: 'bytes=5-', 'if-range': etag })).status).toBe(206);
	expect((await get({ range: 'bytes=5-', 'if-range': '"other"' })).status).toBe(200);
	expect((await get({ range: `bytes=${size}-` })).status).toBe(416);
	const twice = await get({ authorization: 'Bearer x' });
	expect([twice.status, await twice.text()]).toEqual([
		400,
		expect.stringContaining('Only one auth mechanism allowed'),
	]);
	expect((await fetch(link, { method: 'HEAD' })).status).toBe(403);
	expect((await fetch(link.slice(0, -1))).status).toBe(403);
	sandbox.expireLinks('dataFramerStorage');
	const late = await fetch(link);
	expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
	expect((await fetch(await dataFramerLink())).status).toBe(200);
});

test('Box: names that meet are told in pairs; skipped files in the status; five downloads at once', async () => {
	const create = async (...ids: string[]) =>
		(await ask('box', 'POST /2.0/zip_downloads', 'box', items('file', ...ids))).body as {
			download_url: string;
			status_url: string;
			name_conflicts: Array<Array<{ original_name: string }>>;
		};
	const zip = await create(...BOX_ITEMS.sameName);
	expect(zip.name_conflicts).toMatchObject([[{ original_name: 'plan.txt' }, { original_name: 'plan.txt' }]]);
	expect(new URL(zip.download_url).origin).toBe(sandbox.origin('boxContent'));
	expect(zip.download_url).toContain('==');
	Object.assign(sandbox.behaviour.box, { skippedFiles: 1, skippedFolders: 2 });
	const content = await fetch(zip.download_url);
	expect(content.headers.get('content-length')).toBeNull();
	expect(content.headers.get('content-type')).toBe('application/octet-stream');
	await content.arrayBuffer();
	const status = await (await fetch(zip.status_url, { headers: auth.box?.() })).json();
	expect(status).toMatchObject({ state: 'succeeded', skipped_file_count: 1, skipped_folder_count: 2 });

	sandbox.scenario('boxContent', 'stall', { after: 10, times: 5 });
	const stop = new AbortController();
	for (let number = 0; number < 5; number += 1) {
		await fetch((await create(BOX_ITEMS.file)).download_url, { signal: stop.signal });
	}
	const sixth = await fetch((await create(BOX_ITEMS.file)).download_url);
	expect([sixth.status, await sixth.json()]).toMatchObject([
		429,
		{ code: 'user_too_many_concurrent_downloads' },
	]);
	stop.abort();

	const late = await create(BOX_ITEMS.file);
	sandbox.expireLinks('boxContent');
	expect((await fetch(late.download_url)).status).toBe(404);
});

async function alfrescoJob(
	...ids: string[]
): Promise<{ id: string; settled(status: string): Promise<unknown> }> {
	const { body } = await ask('alfresco', `POST ${ALFRESCO}/downloads`, 'alice', nodes(...ids));
	const { id } = (body as { entry: { id: string } }).entry;
	const settled = async (status: string): Promise<unknown> => {
		for (let round = 0; round < 300; round += 1) {
			const look = (await ask('alfresco', `GET ${ALFRESCO}/downloads/${id}`, 'alice')).body as {
				entry: { status: string };
			};
			if (look.entry.status === status) return look.entry;
			await new Promise((next) => setTimeout(next, 10));
		}
		throw new Error(`Never ${status}`);
	};
	return { id, settled };
}

test('Alfresco: too large has its two numbers, stuck stays stuck even when cancelled', async () => {
	const large = await alfrescoJob(ALFRESCO_NODES.tooLarge);
	const told = await large.settled('MAX_CONTENT_SIZE_EXCEEDED');
	expect(told).toMatchObject({ bytesAdded: 2_152_852_358, totalBytes: 5_368_709_121, filesAdded: 0 });
	const stuck = await alfrescoJob(ALFRESCO_NODES.stuck);
	await stuck.settled('IN_PROGRESS');
	expect((await ask('alfresco', `DELETE ${ALFRESCO}/downloads/${stuck.id}`, 'alice')).status).toBe(202);
	await stuck.settled('IN_PROGRESS');
});

test('Alfresco: a whole answer carries Content-Range, names are written with plus signs, same names stay', async () => {
	const job = await alfrescoJob(ALFRESCO_NODES.folder);
	expect((await ask('alfresco', `GET ${ALFRESCO}/nodes/${job.id}/content`, 'alice')).body).toMatchObject(
		error(404),
	);
	await job.settled('DONE');
	const { status, headers } = await ask('alfresco', `GET ${ALFRESCO}/nodes/${job.id}/content`, 'alice');
	const size = headers.get('content-length');
	expect([status, headers.get('content-range')]).toEqual([200, `bytes 0-${Number(size) - 1}/${size}`]);
	expect(headers.get('content-disposition')).toContain("filename*=UTF-8''Projekt+%C3%9Cbersicht.zip");
	expect((await ask('alfresco', `DELETE ${ALFRESCO}/nodes/${job.id}?permanent=true`, 'alice')).status).toBe(
		204,
	);
	expect((await ask('alfresco', `GET ${ALFRESCO}/nodes/${job.id}/content`, 'alice')).status).toBe(404);
	const doubled = await alfrescoJob(...ALFRESCO_NODES.sameName);
	expect(await doubled.settled('DONE')).toMatchObject({ totalFiles: 2 });
	const zip = String((await ask('alfresco', `GET ${ALFRESCO}/nodes/${doubled.id}/content`, 'alice')).body);
	expect(zip.match(/plan\.txt/g)).toHaveLength(4);
});

test('Alfresco: tickets in every form, tokens of the identity service by every grant', async () => {
	const login = { userId: 'alice', password: sandbox.credentials.alfresco.password };
	const { body } = await ask(
		'alfresco',
		'POST /alfresco/api/-default-/public/authentication/versions/1/tickets',
		'none',
		login,
	);
	const ticket = (body as { entry: { id: string } }).entry.id;
	const me = `${sandbox.origin('alfresco')}${ALFRESCO}/people/-me-`;
	const status = async (headers: Record<string, string>, query = '') =>
		(await fetch(me + query, { headers })).status;
	expect(await status({ authorization: basic(ticket) })).toBe(200);
	expect(await status({ authorization: basic(`ROLE_TICKET:${ticket}`) })).toBe(200);
	expect(await status({}, `?alf_ticket=${ticket}`)).toBe(200);
	sandbox.expireLinks('alfresco');
	expect(await status({ authorization: basic(ticket) })).toBe(401);

	const { realm, clientId, clientSecret, user, password } = sandbox.credentials.identity;
	const client = { client_id: clientId, client_secret: clientSecret };
	const realmUrl = `${sandbox.origin('identity')}/realms/${realm}/protocol/openid-connect`;
	const token = async (form: Record<string, string>) => {
		const response = await fetch(`${realmUrl}/token`, {
			method: 'POST',
			body: new URLSearchParams({ ...client, ...form }),
		});
		return (await response.json()) as { access_token: string; refresh_token: string };
	};
	const redirect_uri = 'http://127.0.0.1/callback';
	const page = new URLSearchParams({ client_id: clientId, response_type: 'code', redirect_uri, state: 's' });
	const back = await fetch(`${realmUrl}/auth?${page}`, { redirect: 'manual' });
	const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
	const byCode = await token({ grant_type: 'authorization_code', code, redirect_uri });
	for (const granted of [
		byCode,
		await token({ grant_type: 'refresh_token', refresh_token: byCode.refresh_token }),
		await token({ grant_type: 'password', username: user, password }),
		await token({ grant_type: 'client_credentials' }),
	]) {
		expect(await status({ authorization: `Bearer ${granted.access_token}` })).toBe(200);
	}
	sandbox.expireLinks('identity');
	expect(await status({ authorization: `Bearer ${byCode.access_token}` })).toBe(401);
});

const fetchUrl = () =>
	`/Downloads?${new URLSearchParams({ download: sandbox.demo.hoody.url, filename: 'a.zip' })}`;

test('Hoody, new dialect: answers when it is done; history, listing and deletion have the new shapes', async () => {
	sandbox.behaviour.hoody.dialect = 'new';
	const done = await ask('hoody', `GET ${fetchUrl()}`);
	expect(done).toMatchObject({
		status: 201,
		body: { success: true, message: 'Download successful', path: 'Downloads/a.zip' },
	});
	const history = await ask('hoody', 'GET /?download_history=');
	expect(history.body).toMatchObject({
		history: [{ status: 'completed', file_size: expect.any(Number), error_message: null }],
	});
	expect((await ask('hoody', 'GET /api/v1/files/Downloads')).body).toMatchObject({
		count: 1,
		entries: [{ name: 'a.zip', is_dir: false }],
	});
	expect(
		(await ask('hoody', 'GET /api/v1/files/Project%20files?zip=')).headers.get('content-length'),
	).toBeNull();
	const range = await fetch(`${sandbox.origin('hoody')}/api/v1/files/Downloads/a.zip`, {
		headers: { range: 'bytes=0-3' },
	});
	expect([range.status, await range.text()]).toEqual([206, 'PK\x03\x04']);
	expect((await ask('hoody', 'DELETE /api/v1/files/Downloads/a.zip')).status).toBe(204);
});

test('Hoody, new dialect: cancelled from outside, the waiting request hears 409', async () => {
	Object.assign(sandbox.behaviour.hoody, { dialect: 'new', downloadMilliseconds: 600_000 });
	const waiting = ask('hoody', `GET ${fetchUrl()}`);
	let id = '';
	for (let round = 0; round < 200 && id === ''; round += 1) {
		const { body } = await ask('hoody', 'GET /api/v1/downloads');
		id = (body as { downloads: Array<{ id: string }> }).downloads[0]?.id ?? '';
	}
	expect((await ask('hoody', `DELETE /api/v1/downloads/${id}`)).status).toBe(202);
	expect((await waiting).status).toBe(409);
	expect((await ask('hoody', 'GET /?download_history')).body).toMatchObject({
		history: [{ status: 'cancelled' }],
	});
});

test('Hoody: asleep first, wrapped bodies, gates, more than ten downloads', async () => {
	sandbox.behaviour.hoody.asleep = 1;
	expect(await ask('hoody', 'GET /api/v1/version')).toMatchObject({
		status: 502,
		body: expect.stringContaining('<html>'),
	});
	sandbox.behaviour.hoody.enveloped = true;
	expect((await ask('hoody', 'GET /api/v1/downloads')).body).toEqual({
		statusCode: 200,
		message: 'Success',
		data: { downloads: [] },
	});
	sandbox.behaviour.hoody.enveloped = false;

	const { token, user, password, headerName, headerValue } = sandbox.credentials.hoody;
	const keys = {
		bearer: { authorization: `Bearer ${token}` },
		basic: { authorization: basic(`${user}:${password}`) },
		header: { [headerName]: headerValue },
	};
	for (const [gate, headers] of Object.entries(keys) as Array<[keyof typeof keys, Record<string, string>]>) {
		sandbox.behaviour.hoody.gate = gate;
		expect((await ask('hoody', 'GET /api/v1/version')).status).toBe(401);
		expect((await fetch(`${sandbox.origin('hoody')}/api/v1/version`, { headers })).status).toBe(200);
	}
	Object.assign(sandbox.behaviour.hoody, { gate: 'none', downloadMilliseconds: 600_000 });
	const statuses: number[] = [];
	for (let number = 0; number < 11; number += 1)
		statuses.push((await ask('hoody', `GET ${fetchUrl()}`)).status);
	expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
});

test('Gumloop: OAuth needs PKCE with S256, refresh tokens work once', async () => {
	const { clientId } = sandbox.credentials.gumloop;
	const origin = sandbox.origin('gumloop');
	const redirect_uri = 'http://127.0.0.1/callback';
	const page = { client_id: clientId, response_type: 'code', redirect_uri };
	const visit = async (more: Record<string, string>) => {
		const answer = await fetch(`${origin}/oauth/authorize?${new URLSearchParams({ ...page, ...more })}`, {
			redirect: 'manual',
		});
		return new URL(answer.headers.get('location') ?? '').searchParams;
	};
	expect((await visit({})).get('error')).toBe('invalid_request');
	const code_verifier = 'sandbox-verifier-0123456789-0123456789-0123456789';
	const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
	const form = async (fields: Record<string, string>) => {
		const body = new URLSearchParams({ client_id: clientId, ...fields });
		const answer = await fetch(`${origin}/oauth/token`, { method: 'POST', body });
		return { status: answer.status, body: (await answer.json()) as Record<string, string> };
	};
	const challenge = { code_challenge, code_challenge_method: 'S256' };
	const byCode = { grant_type: 'authorization_code', redirect_uri };
	const wrong = (await visit(challenge)).get('code') ?? '';
	expect((await form({ ...byCode, code: wrong, code_verifier: 'x' })).status).toBe(400);
	const code = (await visit(challenge)).get('code') ?? '';
	const granted = await form({ ...byCode, code, code_verifier });
	expect(granted.status).toBe(200);
	expect((await form({ ...byCode, code, code_verifier })).status).toBe(400);
	const headers = { authorization: `Bearer ${granted.body.access_token}` };
	expect((await fetch(`${origin}/api/v1/teams`, { headers })).status).toBe(200);
	const refresh = { grant_type: 'refresh_token', refresh_token: granted.body.refresh_token ?? '' };
	expect([(await form(refresh)).status, (await form(refresh)).status]).toEqual([200, 400]);
});
