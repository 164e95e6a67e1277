import { Readable } from 'node:stream';
import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { certificateField, testRequest } from '../../../nodes/shared/http/signIn/credentialFields';
import { fetchToken, forSignIn, noToken } from '../../../nodes/shared/http/signIn/fetchToken';
import { Refusal } from '../../../nodes/shared/base/refusal';
import { holdTime, passing } from '../played';

/** A sign-in service that answers once. */
function serviceOf(status: number, body: Readable | string) {
	const asked: IHttpRequestOptions[] = [];
	const stream = typeof body === 'string' ? Readable.from([Buffer.from(body)]) : body;
	const helpers: IHttpRequestHelper['helpers'] = {
		httpRequest: async (options: IHttpRequestOptions) => {
			asked.push(options);
			return await Promise.resolve({ statusCode: status, headers: {}, body: stream });
		},
	};
	return { helpers, asked, stream };
}

describe('fetching a token', () => {
	test('asks once, with limits of its own, and follows no redirect', async () => {
		const { helpers, asked, stream } = serviceOf(200, '{"access_token":"t"}');
		const answer = await fetchToken(
			helpers,
			'https://api.example.com/token',
			{ body: { a: 1 }, headers: { B: 'c' } },
			{},
		);
		expect(answer).toEqual({ status: 200, body: { access_token: 't' } });
		expect(asked).toEqual([
			{
				method: 'POST',
				url: 'https://api.example.com/token',
				body: { a: 1 },
				headers: { Accept: 'application/json', 'Accept-Encoding': 'identity', B: 'c' },
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				sendCredentialsOnCrossOriginRedirect: false,
				timeout: 60_000,
			},
		]);
		expect(stream.destroyed).toBe(true);
	});

	test('reads an answer with a mark in front, as .NET writes it', async () => {
		const { helpers } = serviceOf(200, '\ufeff{"access_token":"t"}');
		expect((await fetchToken(helpers, 'https://api.example.com', {}, {})).body).toEqual({
			access_token: 't',
		});
	});

	test('takes any certificate where the credential says so', async () => {
		const { helpers, asked } = serviceOf(200, '{}');
		await fetchToken(helpers, 'http://api.example.com', {}, { allowUnauthorizedCerts: true });
		expect(asked[0].skipSslCertificateValidation).toBe(true);
	});

	test.each([
		['no JSON', '<html>'],
		['a list', '[1]'],
		['nothing', ''],
		['more than a token has', JSON.stringify({ access_token: 't', more: 'x'.repeat(65_536) })],
		['more values than a token has', `{"access_token":"t","x":[${'1,'.repeat(2_000)}1]}`],
	])('%s is no token', async (_, text) => {
		const { helpers } = serviceOf(200, text);
		expect(await fetchToken(helpers, 'https://api.example.com', {}, {})).toEqual({ status: 200, body: {} });
	});

	test('a stream without an end is closed', async () => {
		const endless = new Readable({
			read() {
				this.push(Buffer.alloc(32_768, ' '));
			},
		});
		const { helpers } = serviceOf(201, endless);
		expect(await fetchToken(helpers, 'https://api.example.com', {}, {})).toEqual({ status: 201, body: {} });
		expect(endless.destroyed).toBe(true);
	});

	describe('in time', () => {
		beforeEach(holdTime);
		afterEach(() => jest.useRealTimers());

		/** A body whose pieces come after so many seconds each. */
		const slow = (seconds: number, ...pieces: string[]) => {
			const left = [...pieces];
			return new Readable({
				read() {
					setTimeout(() => this.push(left.shift() ?? null), seconds * 1000);
				},
			});
		};
		const fetched = async (stream: Readable) =>
			await passing(fetchToken(serviceOf(200, stream).helpers, 'https://api.example.com', {}, {}));

		test('a body that takes a minute is waited for', async () => {
			const stream = slow(19.8, '{"a":', '1}');
			expect(await fetched(stream)).toEqual({ status: 200, body: { a: 1 } });
			await jest.advanceTimersByTimeAsync(1_000);
			expect(jest.getTimerCount()).toBe(0);
		});

		test.each([
			['that takes longer', () => slow(21, '{"a":', '1}')],
			['that never ends', () => slow(1_000, 'x')],
		])('a body %s is given up', async (_, streamOf) => {
			const stream = streamOf();
			const began = Date.now();
			await expect(fetched(stream)).rejects.toThrow();
			expect(stream.destroyed).toBe(true);
			expect(Date.now() - began).toBeLessThanOrEqual(61_000);
			expect(Date.now() - began).toBeGreaterThanOrEqual(60_000);
		});
	});

	test.each([
		['as long as a token may be', 65_536, { a: 1 }],
		['longer', 65_537, {}],
	])('an answer %s', async (_, length, body) => {
		const { helpers } = serviceOf(200, '{"a":1}'.padEnd(length, ' '));
		expect((await fetchToken(helpers, 'https://api.example.com', {}, {})).body).toEqual(body);
	});

	test('a token in tens of thousands of pieces is none', async () => {
		const pieces = [...Buffer.from('{"a":1}'.padEnd(30_000, ' '))].map((byte) => Buffer.from([byte]));
		const { helpers, stream } = serviceOf(200, Readable.from(pieces));
		expect((await fetchToken(helpers, 'https://api.example.com', {}, {})).body).toEqual({});
		expect(stream.destroyed).toBe(true);
	});

	test('no certificate is taken for a switch that is not on', async () => {
		for (const allowUnauthorizedCerts of [false, 'true', undefined]) {
			const { helpers, asked } = serviceOf(200, '{}');
			await fetchToken(helpers, 'https://api.example.com', {}, { allowUnauthorizedCerts });
			expect(asked[0]).not.toHaveProperty('skipSslCertificateValidation');
		}
	});

	test.each([
		'',
		'api.example.com',
		'ftp://api.example.com',
		'https://ann@api.example.com',
		'https://:pw@api.example.com',
	])('%j is no address', async (address) => {
		const { helpers, asked } = serviceOf(200, '{}');
		await expect(fetchToken(helpers, address, {}, {})).rejects.toMatchObject({
			message: 'The address in the credential is not usable',
			description: 'Enter it with https:// at its beginning, and without a user name in it.',
			code: 'BAD_ADDRESS',
			clean: true,
			response: { status: 422, statusText: expect.stringMatching(/not usable\. Enter it with/) as string },
		});
		expect(asked).toEqual([]);
	});
});

describe('why there is no token', () => {
	test.each([
		[299, 'Box gave no token for the sign-in', 299, 'SERVICE_UNAVAILABLE', 'It answered 299.'],
		[300, 'Box redirects the sign-in to another address (300)', 300, 'BAD_REDIRECT', 'with https://'],
		[400, 'Box did not accept the sign-in', 401, 'SIGN_IN_REFUSED', 'Check it.'],
		[401, 'Box did not accept the sign-in', 401, 'SIGN_IN_REFUSED', 'Check it.'],
		[403, 'Box gave no token for the sign-in', 403, 'SERVICE_UNAVAILABLE', 'It answered 403.'],
		[302, 'Box redirects the sign-in to another address (302)', 302, 'BAD_REDIRECT', 'with https://'],
		[399, 'Box redirects the sign-in to another address (399)', 399, 'BAD_REDIRECT', 'with https://'],
		[404, 'Box gave no token for the sign-in', 404, 'SERVICE_UNAVAILABLE', '404. Check the address in'],
		[407, 'Box gave no token for the sign-in', 407, 'SERVICE_UNAVAILABLE', '407. That comes from a proxy'],
		[408, 'Box gave no token for the sign-in', 408, 'SERVICE_UNAVAILABLE', '408. Run the node again later.'],
		[429, 'Box gave no token for the sign-in', 429, 'SERVICE_UNAVAILABLE', '429. Run the node again later.'],
		[503, 'Box gave no token for the sign-in', 503, 'SERVICE_UNAVAILABLE', '503. Run the node again later.'],
		[200, 'Box gave no token for the sign-in', 200, 'SERVICE_UNAVAILABLE', 'It answered 200.'],
	])('%i', (status, message, told, code, words) => {
		expect(noToken('Box', { status, body: {} }, [400, 401], 'Check it.')).toMatchObject({
			message,
			status: told,
			code,
			clean: true,
			description: expect.stringContaining(words) as string,
		});
	});
});

test.each([
	['refused', 403, 422],
	['redirected', 307, 307],
	['in a bad answer', 200, 500],
	['out of order', 503, 503],
])(
	'a sign-in that is %s has an answer for n8n, which shows its words when a credential is tested',
	(_, status, shownAs) => {
		const refusal = noToken('Box', { status, body: {} }, [403], 'Check it.');
		expect(refusal).toMatchObject({
			response: { status: shownAs, statusText: `${refusal.message}. ${refusal.description}` },
		});
	},
);

describe('how a credential is tested', () => {
	const test7 = testRequest({ baseURL: 'b', url: '/u' }, { 401: 'own words', 404: 'own place' }, true);

	test('one request, of which nothing leaves the address', () => {
		expect(test7.request).toEqual({
			baseURL: 'b',
			url: '/u',
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			skipSslCertificateValidation: '={{ $credentials.allowUnauthorizedCerts }}',
		});
		expect(testRequest({ baseURL: 'b', url: '/u' }, {}).request).toEqual({
			baseURL: 'b',
			url: '/u',
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
		});
		expect(certificateField).toMatchObject({
			name: 'allowUnauthorizedCerts',
			type: 'boolean',
			default: false,
		});
	});

	test.each([
		[301, /redirects/],
		[302, /redirects/],
		[303, /redirects/],
		[307, /redirects/],
		[308, /redirects.*https:\/\//],
		[401, /^own words$/],
		[404, /^own place$/],
		[407, /proxy/],
		[429, /more requests/],
		[502, /proxy/],
		[503, /does not answer/],
	])('%i is told', (status, words) => {
		const said = (test7.rules ?? []).filter(({ properties }) => properties.value === status);
		expect(said).toHaveLength(1);
		expect(said[0]).toMatchObject({
			type: 'responseCode',
			properties: { message: expect.stringMatching(words) as string },
		});
	});

	test('a field that every answer has is looked for, where one is named', () => {
		const ofBody = (answers?: string) =>
			(testRequest({ baseURL: 'b', url: '/u' }, {}, false, answers).rules ?? []).filter(
				({ type }) => type === 'responseSuccessBody',
			);
		expect(ofBody()).toEqual([]);
		expect(ofBody('entry')).toEqual([
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'entry',
					value: undefined,
					message: expect.stringMatching(/web page.*Check the address/) as string,
				},
			},
		]);
	});
});

describe('what is made for a sign-in', () => {
	test('is given as it is', async () => {
		expect(await forSignIn(() => 'https://a.example')).toBe('https://a.example');
	});

	test('is refused with words for n8n, which shows them when a credential is tested', async () => {
		const refuse = () => {
			throw new Refusal('No address', 'Enter one.', { code: 'BAD_ADDRESS', clean: true });
		};
		await expect(forSignIn(refuse)).rejects.toMatchObject({
			message: 'No address',
			description: 'Enter one.',
			code: 'BAD_ADDRESS',
			clean: true,
			response: { status: 422, statusText: 'No address. Enter one.' },
		});
	});

	test('fails as it fails, where it is no refusal', async () => {
		const fail = () => {
			throw new TypeError('broken');
		};
		await expect(forSignIn(fail)).rejects.toThrow(new TypeError('broken'));
	});
});
