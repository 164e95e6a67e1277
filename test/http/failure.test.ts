import { isBroken, readFailure } from '../../nodes/shared/http/failure';

/** An error as n8n and axios throw it, with the one that it came from. */
const error = (facts: object, cause?: unknown) => ({ ...facts, ...(cause === undefined ? {} : { cause }) });

describe('what n8n throws', () => {
	test.each<[string, unknown, object]>([
		['nothing', undefined, { status: null, code: null }],
		['a text', 'ECONNRESET', { status: null, code: null }],
		['a code', error({ code: 'ECONNRESET' }), { status: null, code: 'ECONNRESET' }],
		[
			'a code below',
			error({}, error({}, error({ code: 'ECONNRESET' }))),
			{ status: null, code: 'ECONNRESET' },
		],
		[
			'the inner code says more than ERR_BAD_RESPONSE',
			error({ code: 'ERR_BAD_RESPONSE' }, error({ code: 'EPROTO' })),
			{ status: null, code: 'EPROTO' },
		],
		[
			'the inner code says more than ERR_NETWORK',
			error({ code: 'ERR_NETWORK' }, error({ code: 'ENOTFOUND' })),
			{ status: null, code: 'ENOTFOUND' },
		],
		[
			'the outer code says more than the inner',
			error({ code: 'ECONNREFUSED' }, error({ code: 'EAGAIN' })),
			{ status: null, code: 'ECONNREFUSED' },
		],
		['ERR_NETWORK alone', error({ code: 'ERR_NETWORK' }), { status: null, code: 'ERR_NETWORK' }],
		['a long code', error({ code: 'E'.repeat(100) }), { status: null, code: 'E'.repeat(60) }],
		['a code that is a number', error({ code: 7 }), { status: null, code: null }],
		[
			'a port',
			error({ code: 'ECONNREFUSED' }, error({ port: 3128 })),
			{ status: null, code: 'ECONNREFUSED', port: 3128 },
		],
		[
			'a code in a message',
			error({ message: 'getaddrinfo ENOTFOUND x' }),
			{ status: null, code: 'ENOTFOUND' },
		],
		['no code in a message', error({ message: 'An Error' }), { status: null, code: null }],
		[
			'a code too late in a message',
			error({ message: `${' '.repeat(500)}ENOTFOUND` }),
			{ status: null, code: null },
		],
		['a status', error({ httpCode: '401' }), { status: 401, code: null }],
		[
			'a status of the answer',
			error({ response: { status: 503 }, httpCode: '500' }),
			{ status: 503, code: null },
		],
		['a status that is none', error({ httpCode: '7' }), { status: null, code: null }],
		['600 is none', error({ httpCode: '600' }), { status: null, code: null }],
		['a half one is none', error({ httpCode: '401.5' }), { status: null, code: null }],
		[
			'a message counts only without a status',
			error({ httpCode: '500', message: 'ENOTFOUND' }),
			{ status: 500, code: null },
		],
		['a token that is refused', error({ code: 'EAUTH' }), { status: 401, code: 'EAUTH' }],
		[
			'a grant that was taken back',
			error({ failure: { cause: 'credential-invalid' } }),
			{ status: 401, code: null },
		],
		['another cause', error({ failure: { cause: 'other' } }), { status: null, code: null }],
		[
			'a proxy that ends the connection',
			error({ message: 'Proxy connection ended before receiving CONNECT response' }),
			{ status: null, code: 'PROXY_CLOSED' },
		],
		[
			'an account that is not connected',
			error({ message: 'OAuth credentials not connected' }),
			{ status: 401, code: null },
		],
		[
			'a sign-in service that says no',
			error({}, error({ code: 'ESTATUS', status: 429 })),
			{ status: 429, code: 'ESTATUS', tokenStatus: 429 },
		],
		...['credentials not connected', 'access token expired and no refresh token is available.'].map(
			(words): [string, unknown, object] => [
				words,
				error({ message: `OAuth ${words}` }),
				{ status: 401, code: null },
			],
		),
		[
			'an account that was never connected, with PKCE',
			error({ message: 'Unable to sign without access token' }),
			{ status: 401, code: null },
		],
		...[
			['too_many_requests', 429],
			['rate_limit_exceeded', 429],
			['slow_down', 429],
			['temporarily_unavailable', 503],
			['server_error', 503],
		].map(([said, status]): [string, unknown, object] => [
			`a sign-in service that says ${said}`,
			error({}, error({ code: 'EAUTH', body: { error: said } })),
			{ status, code: 'EAUTH', tokenStatus: status },
		]),
		[
			'one that says that the grant is wrong',
			error({ code: 'EAUTH', body: { error: 'invalid_grant' } }),
			{ status: 401, code: 'EAUTH' },
		],
		[
			'one that breaks down',
			error({ config: { url: 'https://id.example/token' }, response: { status: 500 } }),
			{ status: 500, code: null, tokenStatus: 500, tokenUrl: 'https://id.example/token' },
		],
		[
			'one that is not there',
			error({}, error({ code: 'ECONNREFUSED', port: 9, config: { url: 'http://id.example:9/' } })),
			{ status: null, code: 'ECONNREFUSED', port: 9, tokenUrl: 'http://id.example:9/' },
		],
		[
			'a service that is not there',
			error({ code: 'ECONNREFUSED', config: { url: 'http://a.example/', responseType: 'stream' } }),
			{ status: null, code: 'ECONNREFUSED' },
		],
		[
			'the protection of n8n, by its name',
			error({ code: 'X' }, error({ name: 'SsrfBlockedIpError' })),
			{ status: null, code: 'SSRF_BLOCKED' },
		],
		[
			'the protection of n8n, by its words',
			error({ message: 'The request was blocked because it resolves' }),
			{ status: null, code: 'SSRF_BLOCKED' },
		],
		[
			'words of a credential',
			error(
				{},
				error({
					name: 'Refusal',
					message: 'No token',
					description: 'Why',
					status: 401,
					code: 'SIGN_IN_REFUSED',
				}),
			),
			{ status: 401, code: null, told: { message: 'No token', description: 'Why' } },
		],
	])('%s', (_, failure, facts) => {
		expect(readFailure(failure)).toEqual(facts);
	});

	test('the body of an answer that is thrown is freed', () => {
		const destroy = jest.fn();
		readFailure(error({}, error({ response: { status: 401, data: { destroy } } })));
		expect(destroy).toHaveBeenCalledTimes(1);
		expect(readFailure(error({ response: { status: 401, data: 'text' } })).status).toBe(401);
	});

	test('a cause that leads back to itself ends', () => {
		const circle: Record<string, unknown> = {};
		circle.cause = circle;
		expect(readFailure(circle)).toEqual({ status: null, code: null });
	});

	test('a cause eight levels down is still read, one further is not', () => {
		const below = (levels: number): object =>
			levels === 0 ? { code: 'EPIPE' } : { cause: below(levels - 1) };
		expect(readFailure(below(7)).code).toBe('EPIPE');
		expect(readFailure(below(8)).code).toBeNull();
	});

	test.each([
		['Z_DATA_ERROR', true],
		['ERR_BROTLI_DECODER_ERROR_FORMAT', true],
		['ERR__ERROR_FORMAT_PADDING_1', true],
		['ERR_ZSTD', true],
		['ECONNRESET', false],
		['', false],
		[null, false],
	])('%s is about a content coding: %s', (code, is) => {
		expect(isBroken(code)).toBe(is);
	});
});
