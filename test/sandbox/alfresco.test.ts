/** The documents' small print, one line each: what is asked, what must be answered. Then the way through it all. */
import { ALFRESCO_NODES } from './index';
import { ask, basic, headersOf, sandboxForTests, smallPrint } from './asking';
import { journey, json, post, until } from './journey';

const holder = sandboxForTests();
const ALFRESCO = '/alfresco/api/-default-/public/alfresco/versions/1';
const nodes = (...nodeIds: string[]) => ({ nodeIds });
const error = (statusCode: number) => ({ error: { statusCode } });

smallPrint(holder, [
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
	[
		'children along a path, with the folder itself',
		'alfresco',
		`GET ${ALFRESCO}/nodes/-root-/children?relativePath=Sites/finance&include=path&includeSource=true`,
		'alice',
		undefined,
		200,
		{
			list: {
				source: { name: 'finance', path: { name: '/Company Home/Sites' } },
				entries: [{ entry: { name: 'documentLibrary', path: { name: '/Company Home/Sites/finance' } } }],
			},
		},
	],
	[
		'a path that is not there',
		'alfresco',
		`GET ${ALFRESCO}/nodes/-root-/children?relativePath=Sites/nobody`,
		'alice',
		undefined,
		404,
	],
	[
		'sites with their libraries',
		'alfresco',
		`GET ${ALFRESCO}/sites?relations=containers`,
		'alice',
		undefined,
		200,
		{
			list: {
				entries: [
					{
						entry: { id: 'finance', title: 'Finance' },
						relations: {
							containers: { list: { entries: [{ entry: { folderId: 'documentLibrary' } }] } },
						},
					},
				],
			},
		},
	],
	['a short search', 'alfresco', `GET ${ALFRESCO}/queries/nodes?term=ab`, 'alice', undefined, 400],
]);

async function alfrescoJob(
	...ids: string[]
): Promise<{ id: string; settled(status: string): Promise<unknown> }> {
	const { body } = await ask(
		holder.sandbox,
		'alfresco',
		`POST ${ALFRESCO}/downloads`,
		'alice',
		nodes(...ids),
	);
	const { id } = (body as { entry: { id: string } }).entry;
	const look = async () => {
		const { body: seen } = await ask(holder.sandbox, 'alfresco', `GET ${ALFRESCO}/downloads/${id}`, 'alice');
		return (seen as { entry: { status: string } }).entry;
	};
	const settled = (status: string) => until(look, (entry) => entry.status === status);
	return { id, settled };
}

test('Alfresco: too large has its two numbers, stuck stays stuck even when cancelled', async () => {
	const large = await alfrescoJob(ALFRESCO_NODES.tooLarge);
	const told = await large.settled('MAX_CONTENT_SIZE_EXCEEDED');
	expect(told).toMatchObject({ bytesAdded: 2_152_852_358, totalBytes: 5_368_709_121, filesAdded: 0 });
	const stuck = await alfrescoJob(ALFRESCO_NODES.stuck);
	await stuck.settled('IN_PROGRESS');
	expect(
		(await ask(holder.sandbox, 'alfresco', `DELETE ${ALFRESCO}/downloads/${stuck.id}`, 'alice')).status,
	).toBe(202);
	await stuck.settled('IN_PROGRESS');
});

test('Alfresco: a whole answer carries Content-Range, names are written with plus signs, same names stay', async () => {
	const job = await alfrescoJob(ALFRESCO_NODES.folder);
	expect(
		(await ask(holder.sandbox, 'alfresco', `GET ${ALFRESCO}/nodes/${job.id}/content`, 'alice')).body,
	).toMatchObject(error(404));
	await job.settled('DONE');
	const { status, headers } = await ask(
		holder.sandbox,
		'alfresco',
		`GET ${ALFRESCO}/nodes/${job.id}/content`,
		'alice',
	);
	const size = headers.get('content-length');
	expect([status, headers.get('content-range')]).toEqual([200, `bytes 0-${Number(size) - 1}/${size}`]);
	expect(headers.get('content-disposition')).toContain("filename*=UTF-8''Projekt+%C3%9Cbersicht.zip");
	expect(
		(await ask(holder.sandbox, 'alfresco', `DELETE ${ALFRESCO}/nodes/${job.id}?permanent=true`, 'alice'))
			.status,
	).toBe(204);
	expect(
		(await ask(holder.sandbox, 'alfresco', `GET ${ALFRESCO}/nodes/${job.id}/content`, 'alice')).status,
	).toBe(404);
	const doubled = await alfrescoJob(...ALFRESCO_NODES.sameName);
	expect(await doubled.settled('DONE')).toMatchObject({ totalFiles: 2 });
	const zip = String(
		(await ask(holder.sandbox, 'alfresco', `GET ${ALFRESCO}/nodes/${doubled.id}/content`, 'alice')).body,
	);
	expect(zip.match(/plan\.txt/g)).toHaveLength(4);
});

test('Alfresco: tickets in every form, tokens of the identity service by every grant', async () => {
	const login = { userId: 'alice', password: holder.sandbox.credentials.alfresco.password };
	const { body } = await ask(
		holder.sandbox,
		'alfresco',
		'POST /alfresco/api/-default-/public/authentication/versions/1/tickets',
		'none',
		login,
	);
	const ticket = (body as { entry: { id: string } }).entry.id;
	const me = `${holder.sandbox.origin('alfresco')}${ALFRESCO}/people/-me-`;
	const status = async (headers: Record<string, string>, query = '') =>
		(await fetch(me + query, { headers })).status;
	expect(await status({ authorization: basic(ticket) })).toBe(200);
	expect(await status({ authorization: basic(`ROLE_TICKET:${ticket}`) })).toBe(200);
	expect(await status({}, `?alf_ticket=${ticket}`)).toBe(200);
	holder.sandbox.expireLinks('alfresco');
	expect(await status({ authorization: basic(ticket) })).toBe(401);

	const { realm, clientId, clientSecret, user, password } = holder.sandbox.credentials.identity;
	const client = { client_id: clientId, client_secret: clientSecret };
	const realmUrl = `${holder.sandbox.origin('identity')}/realms/${realm}/protocol/openid-connect`;
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
	holder.sandbox.expireLinks('identity');
	expect(await status({ authorization: `Bearer ${byCode.access_token}` })).toBe(401);
});

journey(holder, 'alfresco', async (sandbox) => {
	const headers = headersOf('alice');
	const base = `${sandbox.origin('alfresco')}/alfresco/api/-default-/public/alfresco/versions/1`;
	// Nothing is done while we look, however slow this machine is.
	sandbox.behaviour.alfresco.buildMilliseconds = 3_600_000;
	const created = await json(`${base}/downloads`, post({ nodeIds: sandbox.demo.alfresco.nodeIds }, headers));
	expect(created).toMatchObject({ status: 202, body: { entry: { status: 'PENDING', totalFiles: 0 } } });
	const { id } = created.body.entry as { id: string };
	const early = await fetch(`${base}/nodes/${id}/content`, { headers });
	expect(early.status).toBe(404);
	sandbox.behaviour.alfresco.buildMilliseconds = 0;
	await until(
		() => json(`${base}/downloads/${id}`, { headers }),
		(answer) => (answer.body.entry as { status: string }).status === 'DONE',
	);
	return await fetch(`${base}/nodes/${id}/content?attachment=true`, { headers });
});
