import { isRedirect, redirected, type Hop } from '../../nodes/shared/http/redirect';

const from = (facts: Partial<Hop> = {}): Hop => ({
	url: 'https://api.example.com/a/b',
	method: 'GET',
	signedIn: true,
	...facts,
});

describe('where a redirect leads', () => {
	test.each([
		[
			'within the origin, credentials stay',
			from(),
			302,
			'/c',
			{ url: 'https://api.example.com/c', method: 'GET', signedIn: true },
		],
		[
			'to another origin, credentials stay behind',
			from(),
			302,
			'https://cdn.example.net/x',
			{ url: 'https://cdn.example.net/x', method: 'GET', signedIn: false },
		],
		[
			'to another port, credentials stay behind',
			from(),
			307,
			'https://api.example.com:8443/x',
			{ url: 'https://api.example.com:8443/x', method: 'GET', signedIn: false },
		],
		[
			'back again, credentials do not return',
			from({ signedIn: false }),
			302,
			'https://api.example.com/x',
			{ url: 'https://api.example.com/x', method: 'GET', signedIn: false },
		],
		[
			'a POST becomes a GET with 303',
			from({ method: 'POST', body: { a: 1 } }),
			303,
			'/done',
			{ url: 'https://api.example.com/done', method: 'GET', signedIn: true, body: undefined },
		],
		[
			'a POST stays a POST with 308',
			from({ method: 'POST', body: { a: 1 } }),
			308,
			'/d/',
			{ url: 'https://api.example.com/d/', method: 'POST', signedIn: true, body: { a: 1 } },
		],
	])('%s', (_, hop, status, location, expected) => {
		expect(redirected(hop, status, location, 'Box')).toEqual(expected);
	});

	test.each([
		['no address', from(), 302, undefined, 'Box redirects to an address that is not usable'],
		['an address that is none', from(), 302, 'https://', 'Box redirects to an address that is not usable'],
		['a file', from(), 302, 'file:///etc/passwd', 'Box redirects to an address that is not usable'],
		['https to http', from(), 302, 'http://api.example.com/x', 'Box redirects from https to plain http'],
		[
			'a write to another server',
			from({ method: 'POST' }),
			307,
			'https://other.example/x',
			'Box wants a change to be sent to another server',
		],
		[
			'a deletion on another server',
			from({ method: 'DELETE' }),
			302,
			'https://other.example/x',
			'Box wants a change to be sent to another server',
		],
	])('%s is refused', (_, hop, status, location, message) => {
		expect(() => redirected(hop, status, location, 'Box')).toThrow(message);
	});

	test.each([
		[300, false],
		[301, true],
		[304, false],
		[308, true],
		[200, false],
	])('%i', (status, redirect) => {
		expect(isRedirect(status)).toBe(redirect);
	});
});
