/** The documents' small print, one line each: what is asked, what must be answered. Then the way through it all. */
import { ask, basic, sandboxForTests, smallPrint } from './asking';
import { filesIn, journey, json, until } from './journey';

const holder = sandboxForTests();

smallPrint(holder, [
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
	[
		'a search through all below',
		'hoody',
		'GET /?json&q=plan',
		'none',
		undefined,
		200,
		{ paths: [{ name: 'stat/plan.txt', path_type: 'File' }] },
	],
	[
		'a pattern',
		'hoody',
		'GET /api/v1/files/glob/?pattern=**/*an.txt&max_results=1',
		'none',
		undefined,
		200,
		{ entries: [{ name: 'stat/plan.txt', is_dir: false }], truncated: false },
	],
	['cancel on an old kit', 'hoody', 'DELETE /api/v1/downloads/x', 'none', undefined, 404],
]);

const fetchUrl = () =>
	`/Downloads?${new URLSearchParams({ download: holder.sandbox.demo.hoody.url, filename: 'a.zip' })}`;

test('Hoody, new dialect: answers when it is done; history, listing and deletion have the new shapes', async () => {
	holder.sandbox.behaviour.hoody.dialect = 'new';
	const done = await ask(holder.sandbox, 'hoody', `GET ${fetchUrl()}`);
	expect(done).toMatchObject({
		status: 201,
		body: { success: true, message: 'Download successful', path: 'Downloads/a.zip' },
	});
	const history = await ask(holder.sandbox, 'hoody', 'GET /?download_history=');
	expect(history.body).toMatchObject({
		history: [{ status: 'completed', file_size: expect.any(Number), error_message: null }],
	});
	expect((await ask(holder.sandbox, 'hoody', 'GET /api/v1/files/Downloads')).body).toMatchObject({
		count: 1,
		entries: [{ name: 'a.zip', is_dir: false }],
	});
	expect(
		(await ask(holder.sandbox, 'hoody', 'GET /api/v1/files/Project%20files?zip=')).headers.get(
			'content-length',
		),
	).toBeNull();
	const range = await fetch(`${holder.sandbox.origin('hoody')}/api/v1/files/Downloads/a.zip`, {
		headers: { range: 'bytes=0-3' },
	});
	expect([range.status, await range.text()]).toEqual([206, 'PK\x03\x04']);
	expect((await ask(holder.sandbox, 'hoody', 'DELETE /api/v1/files/Downloads/a.zip')).status).toBe(204);
});

test('Hoody, new dialect: cancelled from outside, the waiting request hears 409', async () => {
	Object.assign(holder.sandbox.behaviour.hoody, { dialect: 'new', downloadMilliseconds: 600_000 });
	const waiting = ask(holder.sandbox, 'hoody', `GET ${fetchUrl()}`);
	const running = async () => {
		const { body } = await ask(holder.sandbox, 'hoody', 'GET /api/v1/downloads');
		return (body as { downloads: Array<{ id: string }> }).downloads;
	};
	const [{ id }] = await until(running, (downloads) => downloads.length > 0);
	expect((await ask(holder.sandbox, 'hoody', `DELETE /api/v1/downloads/${id}`)).status).toBe(202);
	expect((await waiting).status).toBe(409);
	expect((await ask(holder.sandbox, 'hoody', 'GET /?download_history')).body).toMatchObject({
		history: [{ status: 'cancelled' }],
	});
});

test('Hoody: asleep first, wrapped bodies, gates, more than ten downloads', async () => {
	holder.sandbox.behaviour.hoody.asleep = 1;
	expect(await ask(holder.sandbox, 'hoody', 'GET /api/v1/version')).toMatchObject({
		status: 502,
		body: expect.stringContaining('<html>'),
	});
	holder.sandbox.behaviour.hoody.enveloped = true;
	expect((await ask(holder.sandbox, 'hoody', 'GET /api/v1/downloads')).body).toEqual({
		statusCode: 200,
		message: 'Success',
		data: { downloads: [] },
	});
	holder.sandbox.behaviour.hoody.enveloped = false;

	const { token, user, password, headerName, headerValue } = holder.sandbox.credentials.hoody;
	const keys = {
		bearer: { authorization: `Bearer ${token}` },
		basic: { authorization: basic(`${user}:${password}`) },
		header: { [headerName]: headerValue },
	};
	for (const [gate, headers] of Object.entries(keys) as Array<[keyof typeof keys, Record<string, string>]>) {
		holder.sandbox.behaviour.hoody.gate = gate;
		expect((await ask(holder.sandbox, 'hoody', 'GET /api/v1/version')).status).toBe(401);
		expect((await fetch(`${holder.sandbox.origin('hoody')}/api/v1/version`, { headers })).status).toBe(200);
	}
	Object.assign(holder.sandbox.behaviour.hoody, { gate: 'none', downloadMilliseconds: 600_000 });
	const statuses: number[] = [];
	for (let number = 0; number < 11; number += 1)
		statuses.push((await ask(holder.sandbox, 'hoody', `GET ${fetchUrl()}`)).status);
	expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
});

journey(holder, 'hoody', async (sandbox) => {
	const { downloadFolder, url, fileName, zipFolder } = sandbox.demo.hoody;
	const origin = sandbox.origin('hoody');
	const query = new URLSearchParams({ download: url, filename: fileName });
	const started = await json(`${origin}/${downloadFolder}?${query}`);
	expect(started).toMatchObject({ status: 200, body: { success: true, message: 'Download started' } });
	await until(
		() => json(`${origin}/?download_history=`),
		(answer) => (answer.body.history as unknown[]).length === 1,
	);
	const fetched = await fetch(`${origin}/api/v1/files/${downloadFolder}/${encodeURIComponent(fileName)}`);
	expect(Object.keys(await filesIn(fetched)).length).toBe(sandbox.files('hoody').length);
	return await fetch(`${origin}/${encodeURIComponent(zipFolder)}?zip`);
});
