import type { ICredentialType } from 'n8n-workflow';
import type { ServerResponse } from 'node:http';
import { fetchToken } from '../../nodes/shared/http/signIn/fetchToken';
import { textIn } from '../../nodes/shared/base/untrusted';
import { keyed, serve, transport, type Server } from './support';

const KEY = 'k3y-of-the-kingdom';
const servers: Server[] = [];
afterEach(() => {
	for (const server of servers.splice(0)) server.close();
});

async function server(answer: Parameters<typeof serve>[0]): Promise<Server> {
	const one = await serve(answer);
	servers.push(one);
	return one;
}

const json = (
	response: ServerResponse,
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
) => {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

async function text(body: AsyncIterable<Uint8Array>): Promise<string> {
	const parts: Uint8Array[] = [];
	for await (const part of body) parts.push(part);
	return Buffer.concat(parts).toString();
}

const settled = async (milliseconds = 100) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('what is sent', () => {
	test('a call with JSON, below the address, signed in', async () => {
		const { origin, seen } = await server((_q, r) => json(r, 201, { a: 1 }, { 'X-One': 'b' }));
		const api = transport({ baseUrl: `${origin}/v1/`, key: KEY });
		const answer = await api.json({
			method: 'POST',
			path: '/a',
			query: { b: ['c', 'd'] },
			body: { e: 1 },
			headers: { F: 'g' },
		});
		expect(answer).toMatchObject({ status: 201, body: { a: 1 }, headers: { 'x-one': 'b' } });
		expect(seen).toMatchObject([
			{
				line: 'POST /v1/a?b=c&b=d',
				body: '{"e":1}',
				headers: {
					authorization: `Bearer ${KEY}`,
					f: 'g',
					accept: 'application/json',
					'accept-encoding': 'identity',
				},
			},
		]);
	});

	test.each(['PUT', 'PATCH', 'DELETE'] as const)('%s', async (method) => {
		const { origin, seen } = await server((_q, r) => json(r, 200, {}));
		await transport({ baseUrl: origin, key: KEY }).json({ method, path: '/a', body: { b: 1 } });
		expect(seen[0].line).toBe(`${method} /a`);
	});

	test('a form', async () => {
		const { origin, seen } = await server((_q, r) => json(r, 200, {}));
		await transport({ baseUrl: origin, key: KEY }).json({
			method: 'POST',
			path: '/a',
			form: { b: ['c d', 'e'], f: '' },
		});
		expect(seen[0].body).toBe('b=c+d&b=e&f=');
		expect(seen[0].headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
	});

	test('headers of the sign-in', async () => {
		const { origin, seen } = await server((_q, r) => json(r, 200, {}));
		const signIn = {
			value: 'x',
			name: 'X',
			credential: 'keyedApi',
			baseUrl: () => origin,
			headers: () => ({ 'As-User': '7' }),
		};
		await transport({ baseUrl: origin, key: KEY }, { signIn }).json({ path: '/a' });
		expect(seen[0].headers['as-user']).toBe('7');
	});

	test('what the credential and the connection tell', async () => {
		const api = transport({ baseUrl: 'http://127.0.0.1:1', key: KEY, name: ' ann ' }, { deadline: 1e15 });
		expect([api.setting('name'), api.setting('none'), api.deadline]).toEqual(['ann', '', 1e15]);
		// A provider reads what its sign-in declares; a key stays with the transport.
		expect([api.setting('key'), api.setting('baseUrl')]).toEqual(['', '']);
		expect(api.localPath('http://127.0.0.1:1/a?b')).toBe('/a?b');
		expect(api.shown(`a ${KEY} b`)).toBe('a [hidden] b');
		expect(() => transport({ baseUrl: 'nowhere', key: KEY })).toThrow(
			'The address in the Box credential is not usable',
		);
		await expect(api.json({ path: '/../a' })).rejects.toThrow(
			'One of the values would lead to another place on Box',
		);
	});
});

describe('answers', () => {
	test.each<[string, number, string, Record<string, string>, object]>([
		[
			'a refusal',
			403,
			`{"code":"no_way","message":"not with ${KEY}"}`,
			{},
			{
				message: 'Box does not allow this',
				code: 'NOT_ALLOWED',
				serviceCode: 'no_way',
				status: 403,
				description: expect.stringContaining('(no_way: not with [hidden])') as string,
			},
		],
		[
			'a page of another application',
			404,
			'<html>no</html>',
			{},
			{ message: 'Box is not at the address in the credential', code: 'BAD_ADDRESS' },
		],
		[
			'a page',
			200,
			'<html>Sign in</html>',
			{},
			{ message: 'Box sent a web page where data was expected', code: 'UNEXPECTED_ANSWER' },
		],
		['half of an answer', 200, '{"a":', {}, { message: 'Box sent data that is cut off or broken' }],
		[
			'too much',
			200,
			`["${'x'.repeat(2 * 1024 * 1024)}"]`,
			{},
			{ message: 'Box sent an answer of more than 2 MiB' },
		],
		[
			'too many',
			200,
			`[${'{},'.repeat(100_000)}1]`,
			{},
			{ message: 'Box sent an answer with too many values in it' },
		],
		[
			'a long wait',
			429,
			'{}',
			{ 'retry-after': '300' },
			{
				message: 'Box gets more requests than it allows',
				retryAfter: 300,
				description: expect.stringContaining('in 5 minutes') as string,
			},
		],
		['a wait that a 404 asks for', 404, '{}', { 'retry-after': '300' }, { retryAfter: null }],
	])('%s', async (_, status, body, headers, refusal) => {
		const { origin, seen, sockets } = await server((_q, r) => json(r, status, body, headers));
		await expect(transport({ baseUrl: origin, key: KEY }).json({ path: '/a' })).rejects.toMatchObject(
			refusal,
		);
		expect(seen).toHaveLength(1);
		await settled();
		expect(sockets()).toBe(0);
	});

	test('an empty answer is null, and a wanted status is an answer', async () => {
		const { origin } = await server((q, r) =>
			json(r, q.url === '/a' ? 204 : 404, q.url === '/a' ? '' : { gone: true }),
		);
		const api = transport({ baseUrl: origin, key: KEY });
		expect(await api.json({ path: '/a' })).toMatchObject({ status: 204, body: null });
		expect(await api.json({ path: '/b', answers: [404] })).toMatchObject({
			status: 404,
			body: { gone: true },
		});
	});

	test("a call's own words, and the provider's", async () => {
		const { origin } = await server((_q, r) => json(r, 400, { mine: 'x1' }));
		const explain = ({ code }: { code: string }) => ({ message: `Own: ${code}`, description: 'Do.' });
		const provider = {
			displayName: 'Box',
			explain,
			wordsIn: (body: Readonly<Record<string, unknown>>) => ({ code: String(body.mine) }),
		};
		const api = transport({ baseUrl: origin, key: KEY }, { provider });
		await expect(api.json({ path: '/a' })).rejects.toThrow('Own: x1');
		const called = { path: '/a', explain: () => ({ message: 'This call', description: 'Do.' }) };
		await expect(api.json(called)).rejects.toThrow('This call');
		const answer = await api.json({ path: '/a', answers: [400] });
		expect(await api.refusal(answer)).toMatchObject({ message: 'Own: x1', status: 400 });
		const stream = await api.bytes({ path: '/a', answers: [400] });
		expect(await api.refusal(stream, called.explain)).toMatchObject({
			message: 'This call',
			serviceCode: 'x1',
		});
	});

	test('keys of the provider are hidden', async () => {
		const api = transport(
			{ baseUrl: 'http://127.0.0.1:1', key: KEY },
			{ provider: { displayName: 'Box', secretLike: /bx_\w+/ } },
		);
		expect(api.shown('a bx_1 b')).toBe('a [hidden] b');
	});
});

describe('what passes', () => {
	test('is tried again', async () => {
		let count = 0;
		const { origin, seen } = await server((_q, r) =>
			count++ === 0 ? json(r, 503, {}) : json(r, 200, { ok: true }),
		);
		expect((await transport({ baseUrl: origin, key: KEY }).json({ path: '/a' })).body).toEqual({ ok: true });
		expect(seen).toHaveLength(2);
	});

	test.each<[string, 'POST' | 'PATCH' | 'PUT', boolean | undefined, number]>([
		['a POST is not', 'POST', undefined, 1],
		['a PATCH is not', 'PATCH', undefined, 1],
		['a POST that does no harm twice is', 'POST', true, 2],
		['a PUT is', 'PUT', undefined, 2],
		['a PUT that does harm is not', 'PUT', false, 1],
	])('%s', async (_, method, repeatable, times) => {
		let count = 0;
		const { origin, seen } = await server((_q, r) => (count++ === 0 ? json(r, 503, {}) : json(r, 200, {})));
		await transport({ baseUrl: origin, key: KEY })
			.json({ method, path: '/a', repeatable })
			.catch(() => undefined);
		expect(seen).toHaveLength(times);
	});

	test('a wanted status is not tried again', async () => {
		const { origin, seen } = await server((_q, r) => json(r, 503, {}));
		expect((await transport({ baseUrl: origin, key: KEY }).json({ path: '/a', answers: [503] })).status).toBe(
			503,
		);
		expect(seen).toHaveLength(1);
	});

	test('a link that works once is made anew for each try', async () => {
		let count = 0;
		const { origin, seen } = await server((_q, r) => (count++ === 0 ? json(r, 503, {}) : r.end('bytes')));
		const api = transport({ baseUrl: origin, key: KEY });
		const { body } = await api.link({
			url: async () => await Promise.resolve(`${origin}/link${seen.length}`),
		});
		expect(await text(body)).toBe('bytes');
		expect(seen.map(({ line }) => line)).toEqual(['GET /link0', 'GET /link1']);
		expect(seen.some(({ headers }) => 'authorization' in headers)).toBe(false);
	});

	test('a connection that is dropped is told with the number of tries', async () => {
		const { origin, seen } = await server((q) => q.socket.destroy());
		await expect(
			transport({ baseUrl: origin, key: KEY }).json({ method: 'POST', path: '/a' }),
		).rejects.toMatchObject({
			message: 'The connection to Box was closed before an answer came',
			code: 'CONNECTION_LOST',
		});
		expect(seen).toHaveLength(1);
	});
});

describe('redirects', () => {
	test('below the address, with the sign-in', async () => {
		const { origin, seen } = await server((q, r) =>
			q.url === '/v1/a' ? r.writeHead(302, { location: '/v1/b' }).end() : json(r, 200, { ok: true }),
		);
		expect((await transport({ baseUrl: `${origin}/v1`, key: KEY }).json({ path: '/a' })).body).toEqual({
			ok: true,
		});
		expect(seen.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`]);
	});

	test('in circles', async () => {
		const { origin, seen } = await server((_q, r) => r.writeHead(302, { location: '/a' }).end());
		await expect(transport({ baseUrl: origin, key: KEY }).json({ path: '/a' })).rejects.toThrow(
			'Box redirects in circles',
		);
		expect(seen).toHaveLength(6);
	});

	test('to another server: bytes are fetched without the sign-in, and nothing of it is quoted', async () => {
		const other = await server((q, r) =>
			q.url === '/ok' ? r.end('bytes') : json(r, 403, { code: 'INTERNAL', message: 'internal words' }),
		);
		const { origin } = await server((q, r) =>
			r.writeHead(302, { location: `${other.origin}${q.url}` }).end(),
		);
		const signIn = {
			value: 'x',
			name: 'X',
			credential: 'keyedApi',
			baseUrl: () => origin,
			headers: () => ({ 'As-User': '7' }),
		};
		const api = transport({ baseUrl: origin, key: KEY }, { signIn });
		const answer = await api.bytes({ path: '/ok' });
		expect(answer.elsewhere).toBe(true);
		expect(await text(answer.body)).toBe('bytes');
		await expect(api.bytes({ path: '/no' })).rejects.toMatchObject({
			status: 403,
			serviceCode: null,
			description: expect.not.stringMatching(/internal/i) as string,
		});
		const wanted = await api.bytes({ path: '/no', answers: [403] });
		expect(await api.refusal(wanted)).toMatchObject({
			status: 403,
			serviceCode: null,
			description: expect.not.stringMatching(/internal/i) as string,
		});
		expect(other.seen.some(({ headers }) => 'authorization' in headers || 'as-user' in headers)).toBe(false);
		await expect(api.json({ path: '/ok' })).rejects.toThrow(`Box redirects to another server: ${other.host}`);
	});

	test('to another server with the key somewhere in the address: nothing is sent there', async () => {
		const other = await server((_q, r) => r.end('bytes'));
		const { origin } = await server((q, r) => {
			const back = encodeURIComponent(`${origin}/a?key=${KEY}`);
			r.writeHead(302, { location: `${other.origin}/sign-in?to=${back}` }).end(q.url);
		});
		await expect(transport({ baseUrl: origin, key: KEY }).bytes({ path: '/a' })).rejects.toThrow(
			`Box redirects to another server: ${other.host}`,
		);
		expect(other.seen).toEqual([]);
	});

	test('a link to another server is not quoted either, one to the service is', async () => {
		const other = await server((_q, r) => json(r, 400, { message: 'internal words' }));
		const own = await server((_q, r) => json(r, 400, { message: 'own words' }));
		const api = transport({ baseUrl: own.origin, key: KEY });
		await expect(api.link({ url: `${other.origin}/x` })).rejects.toMatchObject({
			description: expect.not.stringContaining('words') as string,
		});
		await expect(api.link({ url: `${own.origin}/x` })).rejects.toMatchObject({
			description: expect.stringContaining('own words') as string,
		});
	});
});

describe('time', () => {
	test('a Stall Timeout that no timer can keep is as long as one can', async () => {
		const { origin } = await server((_q, r) => json(r, 200, { is: 'here' }));
		const api = transport({ baseUrl: origin, key: KEY }, { stallAfter: 1e12 });
		expect((await api.json({ path: '/' })).body).toEqual({ is: 'here' });
	});

	const hang = () => undefined;
	const drip = (_q: unknown, r: ServerResponse) => {
		r.writeHead(200, { 'content-type': 'application/json' });
		const timer = setInterval(() => r.write(' '), 50);
		r.on('close', () => clearInterval(timer));
	};

	test.each<[string, Parameters<typeof serve>[0], { stallAfter?: number }, object]>([
		['a server that never answers', hang, { stallAfter: 0.3 }, { message: 'Box did not answer in time' }],
		['a server that drips', drip, { stallAfter: 0.5 }, { message: 'Box stopped sending' }],
		[
			'the deadline, before the first byte',
			hang,
			{},
			{ message: 'The time for the archive from Box is up', code: 'TIME_IS_UP' },
		],
		[
			'the deadline, in the middle',
			drip,
			{},
			{ message: 'The time for the archive from Box is up', code: 'TIME_IS_UP' },
		],
		['the deadline, between tries', (_q, r) => json(r, 503, {}), {}, { status: 503 }],
	])('%s', async (_, answer, more, refusal) => {
		const { origin, sockets } = await server(answer);
		const limits = 'stallAfter' in more ? more : { deadline: Date.now() + 400 };
		await expect(transport({ baseUrl: origin, key: KEY }, limits).json({ path: '/a' })).rejects.toMatchObject(
			refusal,
		);
		await settled();
		expect(sockets()).toBe(0);
	});

	test("a call's own time", async () => {
		const { origin, seen } = await server(hang);
		await expect(transport({ baseUrl: origin, key: KEY }).json({ path: '/a', timeout: 0.2 })).rejects.toThrow(
			'Box did not answer in time',
		);
		expect(seen).toHaveLength(1);
	});

	test.each<[string, Parameters<typeof serve>[0]]>([
		['before the first byte', hang],
		['in the middle', drip],
		['between tries', (_q, r) => json(r, 503, {})],
	])('Stop %s', async (_, answer) => {
		const { origin, sockets } = await server(answer);
		const stop = new AbortController();
		const call = transport({ baseUrl: origin, key: KEY }, { signal: stop.signal }).json({ path: '/a' });
		setTimeout(() => stop.abort(), 150);
		await expect(call).rejects.toMatchObject({ name: 'Stopped' });
		await settled();
		expect(sockets()).toBe(0);
	});

	/** A credential that fetches its token itself. */
	const fetching = (origin: string): ICredentialType => ({
		...keyed,
		name: 'fetchingApi',
		properties: [
			...keyed.properties,
			{
				displayName: 'Token',
				name: 'token',
				type: 'hidden',
				typeOptions: { expirable: true, password: true },
				default: '',
			},
		],
		async preAuthentication() {
			const answer = await fetchToken(this.helpers, `${origin}/token`, { body: { a: 1 } }, {});
			return { token: textIn(answer.body, 'token') ?? '' };
		},
		authenticate: {
			type: 'generic',
			properties: { headers: { Authorization: '=Bearer {{ $credentials.token }}' } },
		},
	});

	test.each<[string, { stop?: true; deadline?: true; stallAfter?: number }, object]>([
		['Stop', { stop: true }, { name: 'Stopped' }],
		['the deadline', { deadline: true }, { code: 'TIME_IS_UP' }],
		['the time for an answer', { stallAfter: 0.3 }, { message: 'Box did not answer in time' }],
	])('%s while a token is fetched, with no socket left', async (_, how, refusal) => {
		const { origin, sockets, seen } = await server(hang);
		const stop = new AbortController();
		const api = transport(
			{ baseUrl: origin, key: KEY },
			{
				signal: stop.signal,
				deadline: how.deadline === true ? Date.now() + 300 : null,
				stallAfter: how.stallAfter ?? 30,
			},
			fetching(origin),
		);
		const call = api.json({ path: '/a' });
		if (how.stop === true) setTimeout(() => stop.abort(), 200);
		await expect(call).rejects.toMatchObject(refusal);
		await settled();
		expect(seen.map(({ line }) => line)).toEqual(['POST /token']);
		expect(sockets()).toBe(0);
	});

	test('a token that was fetched is hidden from then on', async () => {
		const { origin } = await server((q, r) =>
			q.url === '/token'
				? json(r, 200, { token: 'fresh-token-1' })
				: json(r, 403, { message: 'no fresh-token-1 here' }),
		);
		const api = transport({ baseUrl: origin, key: KEY }, {}, fetching(origin));
		await expect(api.json({ path: '/a' })).rejects.toMatchObject({
			description: expect.stringContaining('no [hidden] here') as string,
		});
	});

	test('a pause hears Stop and the deadline', async () => {
		const stop = new AbortController();
		const api = transport({ baseUrl: 'http://127.0.0.1:1', key: KEY }, { signal: stop.signal });
		expect(api.signal).toBe(stop.signal);
		const pause = api.pause(60_000);
		stop.abort();
		await expect(pause).rejects.toMatchObject({ name: 'Stopped' });
	});

	test('bytes that come too slowly end, and answers that are read whole do not count', async () => {
		const { origin } = await server((_q, r) => json(r, 200, {}));
		const api = transport({ baseUrl: origin, key: KEY }, { leastRate: 1024, longestTransfer: 0 });
		await api.json({ path: '/a' });
		await expect(api.bytes({ path: '/a' }).then(async ({ body }) => await text(body))).rejects.toThrow(
			'The transfer from Box takes too long',
		);
	});
});
