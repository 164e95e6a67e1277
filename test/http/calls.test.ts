import { Readable } from 'node:stream';
import type { INodeProperties } from 'n8n-workflow';
import { Refusal } from '../../nodes/shared/base/refusal';
import { connect, type Connection } from '../../nodes/shared/http/connect';
import { certificateField } from '../../nodes/shared/http/signIn/credentialFields';
import { holdTime, passing, playedN8n, type Played } from './played';

const BASE = 'https://api.example.com/v1';
const KEY = 'k3y-of-the-kingdom';
const ELSEWHERE = 'https://cdn.example.net/x';

beforeEach(() => {
	holdTime();
	jest.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const field = (name: string, password = false): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	typeOptions: { password },
});

/** A connection to a service that answers as it is written down. */
function connected(replies: Played[], more: Partial<Connection> = {}, properties?: INodeProperties[]) {
	const { context, asked } = playedN8n(replies, properties ?? [field('key', true), field('baseUrl')]);
	const api = connect({
		context,
		provider: { displayName: 'Box' },
		signIn: { value: 'x', name: 'X', credential: 'boxApi', baseUrl: () => BASE },
		credentials: { key: KEY },
		deadline: null,
		stallAfter: 30,
		...more,
	});
	return { api, asked };
}

const said = (body: unknown, status = 200): Played => ({ status, body: JSON.stringify(body) });
/** Sends this, and never another byte. */
const stalling = (...pieces: string[]) => {
	const stream = new Readable({ read: () => undefined });
	for (const piece of pieces) stream.push(piece);
	return stream;
};
/** Sends a byte every so many seconds. */
const dripping = (seconds: number) =>
	new Readable({
		read() {
			setTimeout(() => this.push('x'), seconds * 1000);
		},
	});
async function text(body: AsyncIterable<Uint8Array>): Promise<string> {
	const parts: Uint8Array[] = [];
	for await (const part of body) parts.push(part);
	return Buffer.concat(parts).toString();
}

describe('a call', () => {
	it('reads with GET, asks for JSON, and is signed in', async () => {
		const { api, asked } = connected([said({ a: 1 })]);
		expect(await passing(api.json({ path: '/a', query: { b: 'c' } }))).toEqual({
			status: 200,
			headers: {},
			body: { a: 1 },
		});
		expect(asked).toMatchObject([
			{
				credential: 'boxApi',
				options: {
					method: 'GET',
					url: `${BASE}/a?b=c`,
					timeout: 30_000,
					headers: { Accept: 'application/json' },
				},
			},
		]);
		expect(asked[0].options.body).toBeUndefined();
		expect(asked[0].options.skipSslCertificateValidation).toBeUndefined();
	});

	it.each<[string, object, object]>([
		['JSON', { body: { b: 1 } }, { body: { b: 1 } }],
		['a form, which wins', { body: { b: 1 }, form: { c: ['1', '2'] } }, { body: 'c=1&c=2' }],
		['its own headers', { headers: { Accept: 'text/plain' } }, { headers: { Accept: 'text/plain' } }],
		['its own time', { timeout: 7 }, { timeout: 7_000 }],
		['no time at all', { timeout: 0.001 }, { timeout: 1 }],
	])('sends %s', async (_name, request, options) => {
		const { api, asked } = connected([said({})]);
		await passing(api.json({ method: 'POST', path: '/a', ...request }));
		expect(asked).toMatchObject([{ options: { method: 'POST', ...options } }]);
	});

	it('has the headers of the sign-in, out of its credential', async () => {
		const signIn = {
			value: 'x',
			name: 'X',
			credential: 'boxApi',
			baseUrl: () => BASE,
			headers: ({ user }: Record<string, unknown>) => ({ 'As-User': String(user) }),
		};
		const { api, asked } = connected([said({})], { signIn, credentials: { user: '7' } });
		await passing(api.json({ path: '/a' }));
		expect(asked[0].options.headers).toMatchObject({ 'As-User': '7' });
	});

	it.each<[unknown, true | undefined]>([
		[true, true],
		[false, undefined],
		['true', undefined],
		[undefined, undefined],
	])('takes any certificate where the switch is %p: %p', async (allowUnauthorizedCerts, any) => {
		const { api, asked } = connected([said({})], { credentials: { allowUnauthorizedCerts } as never });
		await passing(api.json({ path: '/a' }));
		expect(asked[0].options.skipSslCertificateValidation).toBe(any);
	});

	it.each<[string, INodeProperties[] | undefined, boolean]>([
		['has', [certificateField], true],
		['has not', [field('baseUrl')], false],
		['is not known', [], false],
	])('tells of the switch where the credential %s it', async (_name, properties, told) => {
		const expired = Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' });
		const { api } = connected([expired], {}, properties);
		const description = (told ? expect : expect.not).stringContaining('Ignore SSL Issues') as string;
		await expect(passing(api.json({ path: '/a' }))).rejects.toMatchObject({
			code: 'BAD_CERTIFICATE',
			description,
		});
	});

	it.each<[string, INodeProperties[], string]>([
		['named', [field('baseUrl'), field('key', true)], 'Box redirects to another server: cdn.example.net'],
		['not named where the address is a key', [field('baseUrl', true)], 'Box redirects to another server'],
		[
			'named where another field is called so',
			[field('other', true)],
			'Box redirects to another server: cdn.example.net',
		],
	])('that is sent elsewhere ends, and the place is %s', async (_name, properties, message) => {
		const { api } = connected([{ status: 302, headers: { location: ELSEWHERE } }], {}, properties);
		await expect(passing(api.json({ path: '/a' }))).rejects.toMatchObject({ message });
	});

	it('does without knowing the fields of its credential', async () => {
		const { context } = playedN8n([said({ a: 1 })]);
		const signIn = { value: 'x', name: 'X', credential: 'boxApi', baseUrl: () => BASE };
		const provider = { displayName: 'Box' };
		const api = connect({ context, provider, signIn, credentials: {}, deadline: null, stallAfter: 30 });
		expect((await passing(api.json({ path: '/a' }))).body).toEqual({ a: 1 });
	});

	it.each<[string, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', boolean | undefined, number]>([
		['a GET', 'GET', undefined, 2],
		['a PUT', 'PUT', undefined, 2],
		['a DELETE', 'DELETE', undefined, 2],
		['a POST', 'POST', undefined, 1],
		['a PATCH', 'PATCH', undefined, 1],
		['a POST that does no harm twice', 'POST', true, 2],
		['a PATCH that does no harm twice', 'PATCH', true, 2],
		['a GET that does', 'GET', false, 1],
	])(
		'%s is asked so often when the service is busy for a moment: %s %s %d',
		async (_name, method, repeatable, times) => {
			const busy: Played[] = [{ status: 503 }, said({})];
			for (const way of ['json', 'bytes'] as const) {
				const { api, asked } = connected(busy);
				await passing(api[way]({ method, path: '/a', repeatable })).catch(() => undefined);
				expect(asked).toHaveLength(times);
			}
		},
	);
});

describe('an answer', () => {
	it.each([
		[199, false],
		[200, true],
		[299, true],
		[300, false],
		[304, false],
	])('with %d is one that was hoped for: %p', async (status, hoped) => {
		const answer = passing(connected([said({}, status)]).api.json({ path: '/a' }));
		if (hoped) expect(await answer).toMatchObject({ status });
		else await expect(answer).rejects.toMatchObject({ status });
	});

	it.each<[string, string, object]>([
		['a state as long as it may be', JSON.stringify('x'.repeat(2 * 1024 * 1024 - 2)), {}],
		[
			'a longer one',
			JSON.stringify('x'.repeat(2 * 1024 * 1024 - 1)),
			{ message: 'Box sent an answer of more than 2 MiB' },
		],
		[
			'no JSON',
			'hello',
			{
				message: 'Box sent plain text where data was expected',
				description: expect.stringContaining('"hello"'),
			},
		],
		[
			'too much in it',
			`[${'1,'.repeat(50_000)}1]`,
			{ message: 'Box sent an answer with too many values in it' },
		],
		// Its commas and brackets are no values.
		[
			'a page with a large script',
			`<html><script>${'['.repeat(60)}</script>${'1,'.repeat(50_000)}</html>`,
			{ message: 'Box sent a web page where data was expected', code: 'UNEXPECTED_ANSWER' },
		],
		[
			'a table',
			'a,b\n'.repeat(60_000),
			{ message: 'Box sent plain text where data was expected', code: 'UNEXPECTED_ANSWER' },
		],
	])('%s', async (_name, body, refusal) => {
		const answer = passing(connected([{ status: 200, body }]).api.json({ path: '/a' }));
		if (Object.keys(refusal).length === 0) expect(await answer).toMatchObject({ status: 200 });
		else await expect(answer).rejects.toMatchObject(refusal);
	});

	it.each<[string, Played, object]>([
		[
			'the service’s own words',
			said({ code: 'no', message: `not with ${KEY}` }, 403),
			{
				message: 'Box does not allow this',
				serviceCode: 'no',
				description: expect.stringContaining('(no: not with [hidden])'),
			},
		],
		[
			'what a header says, where nothing else does',
			{
				status: 403,
				headers: {
					'www-authenticate': `Bearer realm="Service", error="insufficient_scope", error_description="not with ${KEY}"`,
				},
			},
			{
				serviceCode: 'insufficient_scope',
				description: expect.stringContaining('(insufficient_scope: not with [hidden])'),
			},
		],
		[
			'nothing',
			{ status: 403 },
			{ serviceCode: null, description: expect.stringMatching(/answered 403\.$/) },
		],
		[
			'a page',
			{ status: 403, body: '<html>no</html>' },
			{ message: 'Box is behind something that refuses the request' },
		],
		['no page', { status: 403, body: 'no' }, { message: 'Box does not allow this' }],
		[
			'only the beginning',
			{ status: 400, body: `<Error><Message>own words</Message></Error>${'x'.repeat(16 * 1024)}` },
			{ description: expect.stringContaining('(own words)') },
		],
		['when to come again', { status: 429, headers: { 'retry-after': '300' } }, { retryAfter: 300 }],
		[
			'the same of a server that is down',
			{ status: 500, headers: { 'retry-after': '300' } },
			{ retryAfter: 300 },
		],
		[
			'but not of what is not found',
			{ status: 404, headers: { 'retry-after': '300' } },
			{ retryAfter: null },
		],
		['nor of one just below', { status: 499, headers: { 'retry-after': '300' } }, { retryAfter: null }],
		['how often it was asked', { status: 503 }, { description: expect.stringContaining('asked 5 times') }],
	])('that was not hoped for tells %s', async (_name, reply, refusal) => {
		await expect(passing(connected([reply]).api.json({ path: '/a' }))).rejects.toMatchObject(refusal);
	});

	it('that breaks off while it says why not is told by its status', async () => {
		const broken = stalling('{"code":');
		setTimeout(() => broken.destroy(new Error('x')), 1_000);
		await expect(
			passing(connected([{ status: 403, body: broken }]).api.json({ path: '/a' })),
		).rejects.toMatchObject({
			message: 'Box does not allow this',
			serviceCode: null,
		});
		const stop = new AbortController();
		const answer = connected([{ status: 403, body: stalling('{') }], { signal: stop.signal }).api.json({
			path: '/a',
		});
		setTimeout(() => stop.abort(), 1_000);
		await expect(passing(answer)).rejects.toMatchObject({ name: 'Stopped' });
	});

	it.each<[string, Readable, number]>([
		['stands still', stalling('{'), 30],
		['drips', dripping(1), 30],
	])('that %s ends after the time that a silence may last', async (_name, body, seconds) => {
		const began = Date.now();
		await expect(passing(connected([{ status: 200, body }]).api.json({ path: '/a' }))).rejects.toMatchObject({
			message: 'Box stopped sending',
			description: expect.stringContaining(`for ${seconds} seconds`) as string,
		});
		expect(Date.now() - began).toBeLessThanOrEqual((seconds + 1) * 1000);
		expect(body.destroyed).toBe(true);
	});

	it('is put in the words of the call, or else of the provider', async () => {
		const words = (message: string) => () => ({ message, description: 'Do.' });
		const provider = { displayName: 'Box', explain: words('Of the provider') };
		const { api } = connected([said({}, 400)], { provider });
		await expect(passing(api.json({ path: '/a' }))).rejects.toThrow('Of the provider');
		await expect(passing(api.json({ path: '/a', explain: words('Of the call') }))).rejects.toThrow(
			'Of the call',
		);
		const answer = await passing(api.json({ path: '/a', answers: [400] }));
		expect((await api.refusal(answer)).message).toBe('Of the provider');
		expect((await api.refusal(answer, words('Of the moment'))).message).toBe('Of the moment');
	});

	it.each<[string, unknown, string]>([
		['an object', { message: 'own words' }, 'own words'],
		['null', null, 'null'],
		['a list', ['own words'], '["own words"]'],
	])('with %s as its body can be refused later', async (_name, body, words) => {
		const { api } = connected([said(body, 400)]);
		const answer = await passing(api.json({ path: '/a', answers: [400] }));
		expect(await api.refusal(answer)).toMatchObject({
			description: expect.stringContaining(`(${words})`) as string,
		});
	});

	it('has its code and words where the provider says', async () => {
		const provider = {
			displayName: 'Box',
			wordsIn: ({ mine }: Readonly<Record<string, unknown>>) => ({ code: String(mine) }),
		};
		const { api } = connected([said({ mine: 'x1' }, 400)], { provider });
		await expect(passing(api.json({ path: '/a' }))).rejects.toMatchObject({ serviceCode: 'x1' });
		expect(await api.refusal(await passing(api.json({ path: '/a', answers: [400] })))).toMatchObject({
			serviceCode: 'x1',
		});
	});
});

describe('bytes', () => {
	it('come as they are, with their headers', async () => {
		const { api, asked } = connected([
			{ status: 206, headers: { 'Content-Range': 'bytes 0-2/3' }, body: 'abc' },
		]);
		const { status, headers, body, elsewhere } = await passing(
			api.bytes({ path: '/a', headers: { Range: 'bytes=0-' } }),
		);
		expect([status, headers, elsewhere]).toEqual([206, { 'content-range': 'bytes 0-2/3' }, undefined]);
		expect(asked[0].options.headers).toEqual({ 'Accept-Encoding': 'identity', Range: 'bytes=0-' });
		expect(await passing(text(body))).toBe('abc');
	});

	it('may lie elsewhere, and nothing that is said there is quoted', async () => {
		const away: Played = { status: 302, headers: { location: ELSEWHERE } };
		const { api } = connected([away, { status: 200, body: 'abc' }]);
		expect((await passing(api.bytes({ path: '/a' }))).elsewhere).toBe(true);
		const refused = connected([away, said({ code: 'c', message: 'inner words' }, 403)]);
		await expect(passing(refused.api.bytes({ path: '/a' }))).rejects.toMatchObject({
			message: 'Box does not allow this',
			serviceCode: null,
			description: expect.not.stringContaining('words') as string,
		});
		expect(refused.asked[1].body?.destroyed).toBe(true);
	});

	it.each<[string, Partial<Connection>, Readable, object | string]>([
		['too slowly', { leastRate: 2 }, dripping(1), { message: 'Box sends too slowly' }],
		[
			'for too long',
			{ longestTransfer: 60 },
			dripping(1),
			{ message: 'The transfer from Box takes too long' },
		],
		['after the time is up', { deadline: 1_800_000_000_000 + 60_000 }, dripping(1), { code: 'TIME_IS_UP' }],
		['not at all', {}, stalling('x'), { message: 'Box stopped sending' }],
	])('that come %s end', async (_name, limits, body, refusal) => {
		const { api } = connected([{ status: 200, body }], limits);
		const answer = await passing(api.bytes({ path: '/a' }));
		await expect(passing(text(answer.body))).rejects.toMatchObject(refusal as object);
	});

	it('take their time where no limit is set', async () => {
		const body = dripping(20);
		setTimeout(() => body.push(null), 900_000);
		const { api } = connected([{ status: 200, body }]);
		const answer = await passing(api.bytes({ path: '/a' }));
		expect((await passing(text(answer.body), 1_000)).length).toBeGreaterThan(40);
	});

	it('are metered over all transfers of an item, and other answers are not', async () => {
		const { api } = connected([{ status: 200, body: '{}' }], { longestTransfer: 10 });
		const bytes = async () => await passing(text((await passing(api.bytes({ path: '/a' }))).body));
		expect(await bytes()).toBe('{}');
		jest.setSystemTime(Date.now() + 10_000);
		expect((await passing(api.json({ path: '/a' }))).body).toEqual({});
		await expect(bytes()).rejects.toThrow('The transfer from Box takes too long');
	});
});

describe('a link', () => {
	it('is fetched without the sign-in', async () => {
		const { api, asked } = connected([{ status: 200, body: 'abc' }]);
		const { elsewhere, body } = await passing(api.link({ url: ELSEWHERE }));
		expect([elsewhere, await passing(text(body))]).toEqual([true, 'abc']);
		expect(asked).toMatchObject([{ credential: null, options: { method: 'GET', url: ELSEWHERE } }]);
	});

	it('to the service itself is not elsewhere, and still not signed in', async () => {
		const { api, asked } = connected([said({ message: 'own words' }, 403)]);
		await expect(passing(api.link({ url: `${new URL(BASE).origin}/x` }))).rejects.toMatchObject({
			description: expect.stringContaining('own words') as string,
		});
		expect(asked[0].credential).toBeNull();
	});

	it('that is made for each try is asked for each time', async () => {
		let count = 0;
		const { api, asked } = connected([{ status: 503 }, { status: 200 }]);
		await passing(api.link({ url: async () => await Promise.resolve(`${ELSEWHERE}${++count}`) }));
		expect(asked.map(({ options }) => options.url)).toEqual([`${ELSEWHERE}1`, `${ELSEWHERE}2`]);
	});

	it('to another server with the key in it is not asked for', async () => {
		const { api, asked } = connected([{ status: 200 }]);
		const link = `https://cdn.example.net/x?for=${encodeURIComponent(`Bearer ${KEY}`)}`;
		await expect(passing(api.link({ url: link }))).rejects.toMatchObject({
			message: 'Box redirects to another server: cdn.example.net',
			code: 'BAD_REDIRECT',
		});
		expect(asked).toEqual([]);
	});

	it.each([['http://cdn.example.net/x'], ['nowhere']])('%s is none', async (url) => {
		const { api, asked } = connected([{ status: 200 }]);
		await expect(passing(api.link({ url }))).rejects.toThrow('Box sent a download link that is not usable');
		await expect(passing(api.link({ url: async () => await Promise.resolve(url) }))).rejects.toThrow(
			'not usable',
		);
		expect(asked).toEqual([]);
	});

	it('may be refused later, without a word of it', async () => {
		const { api } = connected([said({ code: 'c', message: 'inner words' }, 403)]);
		const answer = await passing(api.link({ url: ELSEWHERE, answers: [403] }));
		expect(await passing(api.refusal(answer))).toMatchObject({
			status: 403,
			serviceCode: null,
			description: expect.not.stringContaining('words') as string,
		});
		const own = await passing(api.bytes({ path: '/a', answers: [403] }));
		expect(await passing(api.refusal(own))).toMatchObject({
			serviceCode: 'c',
			description: expect.stringContaining('inner words') as string,
		});
	});
});

describe('an answer that came as bytes and is data', () => {
	it.each<[string, string, unknown]>([
		['JSON', '{"id":7}', { id: 7 }],
		['nothing', '', null],
		['a short text', ' 0001234-26\n', '0001234-26'],
		['a number of more digits than JavaScript keeps', '1234567890123456789\n', '1234567890123456789'],
		['a text that only looks like a number', '12e5', '12e5'],
		['as long as it may be', 'x'.repeat(2048), 'x'.repeat(2048)],
	])('%s', async (_name, body, value) => {
		const { api } = connected([{ status: 200, body }]);
		expect(await passing(api.data(await passing(api.bytes({ path: '/a' }))))).toEqual(value);
	});

	it.each<[string, string, string]>([
		['a longer text', 'x'.repeat(2049), 'Box sent plain text where data was expected'],
		['a page', '<html><title>Sign in</title>', 'Box sent a web page where data was expected'],
		['too much', `"${'x'.repeat(2 * 1024 * 1024)}"`, 'Box sent an answer of more than 2 MiB'],
		['too many values', `[${'1,'.repeat(50_000)}1]`, 'Box sent an answer with too many values in it'],
	])('%s is refused', async (_name, body, message) => {
		const { api } = connected([{ status: 200, body }]);
		await expect(passing(api.bytes({ path: '/a' }).then(api.data))).rejects.toMatchObject({ message });
	});

	it('ends when it drips', async () => {
		const { api } = connected([{ status: 200, body: dripping(1) }]);
		await expect(passing(api.bytes({ path: '/a' }).then(api.data))).rejects.toThrow('Box stopped sending');
	});
});

it('settings are what the sign-in declares, as texts without space around, and nothing else', () => {
	const signIn = {
		value: 'x',
		name: 'X',
		credential: 'boxApi',
		baseUrl: () => BASE,
		settings: ['name', 'number', 'none'],
	};
	const { api } = connected([], { signIn, credentials: { name: ' ann ', number: 7, key: KEY, other: 'x' } });
	expect(['name', 'number', 'none', 'key', 'other'].map((name) => api.setting(name))).toEqual([
		'ann',
		'',
		'',
		'',
		'',
	]);
	expect(api.localPath(`${BASE}/a?b`)).toBe('/a?b');
	expect(api.shown(`a ${KEY} b`)).toBe('a [hidden] b');
});

it('the deadline and Stop of the item are those of its calls', async () => {
	const { signal } = new AbortController();
	const { api } = connected([], { deadline: Date.now() + 5_000, signal });
	expect([api.deadline, api.signal]).toEqual([Date.now() + 5_000, signal]);
	await passing(api.pause(4_999));
	await expect(passing(api.pause(2))).rejects.toMatchObject({
		message: 'The time for the archive from Box is up',
	});
});

it('whoever waits for something else than an archive says so when the time is up', async () => {
	const timeIsUp = () => new Refusal('The list is late', 'Open it again.');
	const { api } = connected([], { deadline: Date.now() + 5_000, timeIsUp });
	await expect(passing(api.pause(6_000))).rejects.toMatchObject({ message: 'The list is late' });
});

describe('a list', () => {
	const values = (count: number) => `[${'1,'.repeat(count - 2)}1]`;

	it('may be longer than another answer', async () => {
		const { api } = connected([{ status: 200, body: values(60_000) }]);
		const { body } = await passing(api.json({ path: '/a', isList: true }));
		expect(body).toHaveLength(59_999);
	});

	it.each([
		['bytes', JSON.stringify('x'.repeat(32 * 1024 * 1024)), 'Box sent an answer of more than 32 MiB'],
		['values', values(1_000_001), 'Box sent an answer with too many values in it'],
	])('has an end, too: %s', async (_what, body, message) => {
		const { api } = connected([{ status: 200, body }]);
		await expect(passing(api.json({ path: '/a', isList: true }))).rejects.toMatchObject({ message });
	});
});
