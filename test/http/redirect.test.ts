import { isRedirect, redirected, type Hop, type RedirectRules } from '../../nodes/shared/http/redirect';

const rules: RedirectRules = {
	service: 'Box',
	base: new URL('https://api.example.com/v1'),
	mayLeave: true,
	mayName: true,
	isKey: () => false,
};

const from = (facts: Partial<Hop> = {}): Hop => ({
	url: 'https://api.example.com/v1/a/b',
	method: 'GET',
	signedIn: true,
	ofService: true,
	...facts,
});

const here = { method: 'GET', signedIn: true, ofService: true };
const elsewhere = { method: 'GET', signedIn: false, ofService: false };

describe('where a redirect leads', () => {
	test.each<[string, Hop, number, string, object]>([
		[
			'below the base, credentials stay',
			from(),
			302,
			'/v1/c',
			{ ...here, url: 'https://api.example.com/v1/c' },
		],
		['relative to the call', from(), 302, 'c?d=e', { ...here, url: 'https://api.example.com/v1/a/c?d=e' }],
		[
			'above the base, credentials stay behind',
			from(),
			302,
			'/v2/c',
			{ method: 'GET', signedIn: false, ofService: true, url: 'https://api.example.com/v2/c' },
		],
		[
			'a name that begins like the base',
			from(),
			302,
			'/v10/c',
			{ method: 'GET', signedIn: false, ofService: true, url: 'https://api.example.com/v10/c' },
		],
		[
			'dots lead out',
			from(),
			302,
			'/v1/../c',
			{ method: 'GET', signedIn: false, ofService: true, url: 'https://api.example.com/c' },
		],
		[
			'hidden dots may lead out',
			from(),
			302,
			'/v1/x%2f..%2f..%2fc',
			{ method: 'GET', signedIn: false, ofService: true, url: 'https://api.example.com/v1/x%2f..%2f..%2fc' },
		],
		[
			'to another origin',
			from(),
			302,
			'https://cdn.example.net/x',
			{ ...elsewhere, url: 'https://cdn.example.net/x' },
		],
		[
			'with two slashes',
			from(),
			302,
			'//cdn.example.net/x',
			{ ...elsewhere, url: 'https://cdn.example.net/x' },
		],
		[
			'with backslashes',
			from(),
			302,
			'\\\\cdn.example.net\\x',
			{ ...elsewhere, url: 'https://cdn.example.net/x' },
		],
		[
			'to another port',
			from(),
			307,
			'https://api.example.com:8443/v1/x',
			{ ...elsewhere, url: 'https://api.example.com:8443/v1/x' },
		],
		[
			'back again, credentials do not return',
			from({ signedIn: false, ofService: false, url: 'https://cdn.example.net/x' }),
			302,
			'https://api.example.com/v1/x',
			{ ...elsewhere, url: 'https://api.example.com/v1/x' },
		],
		[
			'a POST becomes a GET with 303',
			from({ method: 'POST', body: { a: 1 } }),
			303,
			'/v1/done',
			{ ...here, url: 'https://api.example.com/v1/done' },
		],
		[
			'a POST becomes a GET with 302',
			from({ method: 'POST', body: 'a=1' }),
			302,
			'/v1/d',
			{ ...here, url: 'https://api.example.com/v1/d' },
		],
		[
			'a POST becomes a GET with 301',
			from({ method: 'POST', body: 'a=1' }),
			301,
			'/v1/d',
			{ ...here, url: 'https://api.example.com/v1/d' },
		],
		[
			'a DELETE becomes a GET with 303',
			from({ method: 'DELETE' }),
			303,
			'/v1/d',
			{ ...here, url: 'https://api.example.com/v1/d' },
		],
		[
			'a DELETE stays one with 302',
			from({ method: 'DELETE' }),
			302,
			'/v1/d',
			{ ...here, method: 'DELETE', url: 'https://api.example.com/v1/d' },
		],
		[
			'a POST stays a POST with 307',
			from({ method: 'POST', body: { a: 1 } }),
			307,
			'/v1/d/',
			{ ...here, method: 'POST', body: { a: 1 }, url: 'https://api.example.com/v1/d/' },
		],
		[
			'raw UTF-8, which Node reads as Latin-1',
			from(),
			302,
			Buffer.from('/v1/über.zip').toString('latin1'),
			{ ...here, url: 'https://api.example.com/v1/%C3%BCber.zip' },
		],
		[
			'real Latin-1 stays',
			from(),
			302,
			'/v1/\xfcber',
			{ ...here, url: 'https://api.example.com/v1/%C3%BCber' },
		],
		[
			'from http to a storage on the same host',
			from({ url: 'http://api.example.com/v1/a' }),
			302,
			'https://api.example.com/bucket/x?sig=1',
			{ ...elsewhere, url: 'https://api.example.com/bucket/x?sig=1' },
		],
		[
			'from http to another host with the same path',
			from({ url: 'http://api.example.com/v1/a' }),
			302,
			'https://mirror.example.net/v1/a',
			{ ...elsewhere, url: 'https://mirror.example.net/v1/a' },
		],
		[
			'http to https of a link',
			from({ url: 'http://cdn.example.net/x', signedIn: false }),
			301,
			'https://cdn.example.net/x',
			{ ...elsewhere, url: 'https://cdn.example.net/x' },
		],
	])('%s', (_, hop, status, location, expected) => {
		expect(redirected(hop, status, location, rules)).toEqual(expected);
	});

	test('no more of an address is read than servers take', () => {
		const { url } = redirected(from(), 302, `/v1/${'x'.repeat(20_000)}`, rules);
		expect(url).toHaveLength('https://api.example.com'.length + 16_384);
	});

	test('a body goes along where the method does', () => {
		for (const status of [307, 308]) {
			const hop = from({ method: 'PUT', body: 'a=1' });
			expect(redirected(hop, status, '/v1/d', rules)).toMatchObject({ method: 'PUT', body: 'a=1' });
		}
		expect(redirected(from({ method: 'PATCH', body: 'a=1' }), 302, '/v1/d', rules)).toMatchObject({
			method: 'PATCH',
			body: 'a=1',
		});
		expect(redirected(from({ method: 'PUT', body: 'a=1' }), 303, '/v1/d', rules)).not.toHaveProperty('body');
		expect(redirected(from(), 302, '/v1/d', rules)).not.toHaveProperty('body');
	});

	test('without the sign-in only reading may be sent elsewhere', () => {
		const away = (method: Hop['method'], location: string) => () =>
			redirected(from({ method, signedIn: false }), 307, location, rules);
		expect(away('POST', 'https://other.example/x')).toThrow('Box redirects to another server: other.example');
		expect(away('GET', 'https://other.example/x')).not.toThrow();
		expect(away('POST', '/v2/x')).not.toThrow();
	});

	const plain = new URL('http://api.example.com/v1');
	test.each<[string, Hop, number, string | undefined, Partial<RedirectRules>, string]>([
		['no address', from(), 302, undefined, {}, 'Box redirects to an address that is not usable'],
		['an empty address', from(), 302, '', {}, 'Box redirects to an address that is not usable'],
		[
			'an address that is none',
			from(),
			302,
			'https://',
			{},
			'Box redirects to an address that is not usable',
		],
		['a file', from(), 302, 'file:///etc/passwd', {}, 'Box redirects to an address that is not usable'],
		['data', from(), 302, 'data:text/plain,x', {}, 'Box redirects to an address that is not usable'],
		[
			'https to http',
			from(),
			302,
			'http://api.example.com/v1/x',
			{},
			'Box redirects from https to plain http',
		],
		[
			'a user name',
			from(),
			302,
			'https://ann@api.example.com/v1/x',
			{},
			'Box redirects to an address with a user name or password in it',
		],
		[
			'a password',
			from(),
			302,
			'https://:pw@api.example.com/v1/x',
			{},
			'Box redirects to an address with a user name or password in it',
		],
		[
			'a write to another server',
			from({ method: 'POST' }),
			307,
			'https://other.example/x',
			{},
			'Box redirects to another server: other.example',
		],
		[
			'a write above the base',
			from({ method: 'PUT' }),
			307,
			'/v2/x',
			{},
			'Box redirects to a place outside of the address in the credential',
		],
		[
			'a write that turns into a read elsewhere',
			from({ method: 'POST' }),
			303,
			'https://other.example/x',
			{},
			'Box redirects to another server: other.example',
		],
		[
			'a deletion on another server',
			from({ method: 'DELETE' }),
			302,
			'https://other.example/x',
			{},
			'Box redirects to another server: other.example',
		],
		[
			'a call that needs the sign-in',
			from(),
			302,
			'https://other.example/x',
			{ mayLeave: false },
			'Box redirects to another server: other.example',
		],
		[
			'the same above the base',
			from(),
			302,
			'/login',
			{ mayLeave: false },
			'Box redirects to a place outside of the address in the credential',
		],
		[
			'a server whose name is a key',
			from(),
			302,
			'https://other.example/x',
			{ mayLeave: false, mayName: false },
			'Box redirects to another server',
		],
		[
			'http to https',
			from({ url: 'http://api.example.com/v1/a' }),
			301,
			'https://api.example.com/v1/a',
			{ mayLeave: false, base: plain },
			'Box redirects from http to https, which is another server to the sign-in',
		],
		[
			'http to https, where the archive may lie elsewhere',
			from({ url: 'http://api.example.com/v1/a?b=c' }),
			301,
			'https://api.example.com/v1/a?b=c',
			{ base: plain },
			'Box redirects from http to https, which is another server to the sign-in',
		],
		[
			'a key that comes back in the address of another server',
			from(),
			302,
			'https://other.example/x?a=b&key=k%2B1',
			{ isKey: (text) => text === 'k+1' },
			'Box redirects to another server: other.example',
		],
		[
			'a key in the path of another server',
			from(),
			302,
			'https://other.example/k1/x',
			{ isKey: (text) => text.includes('/k1/') },
			'Box redirects to another server: other.example',
		],
		[
			'http to https of another host',
			from({ url: 'http://api.example.com/v1/a' }),
			301,
			'https://www.example.com/v1/a',
			{ mayLeave: false, base: plain },
			'Box redirects to another server: www.example.com',
		],
	])('%s is refused', (_, hop, status, location, more, message) => {
		let said: unknown;
		try {
			redirected(hop, status, location, { ...rules, ...more });
		} catch (refusal) {
			said = refusal;
		}
		expect(said).toMatchObject({ message, code: 'BAD_REDIRECT', clean: true });
		expect((said as { description: string }).description).toMatch(/address/);
	});

	test.each([
		[
			'another port is named',
			'https://api.example.com:8443/v1',
			true,
			/https:\/\/ at its beginning in place of http:\/\/, and with the port 8443\./,
		],
		['the usual one is not', 'https://api.example.com/v1', true, /in place of http:\/\/\. /],
		['nor is one of a secret address', 'https://api.example.com:8443/v1', false, /in place of http:\/\/\. /],
	])('http to https: %s', (_, location, mayName, words) => {
		const hop = from({ url: 'http://api.example.com/v1/a' });
		expect(() => redirected(hop, 301, location, { ...rules, base: plain, mayLeave: false, mayName })).toThrow(
			expect.objectContaining({ description: expect.stringMatching(words) as string }) as Error,
		);
	});

	test('the address to enter is told, unless it is a key', () => {
		const told = (mayName: boolean) => {
			try {
				return redirected(from(), 302, 'https://other.example:81/x?sig=1', {
					...rules,
					mayLeave: false,
					mayName,
				});
			} catch (refusal) {
				return (refusal as { description: string }).description;
			}
		};
		expect(told(true)).toBe(
			'The sign-in was not sent there. If that server is the right one, enter its address in the credential: https:// and then other.example:81.',
		);
		expect(told(false)).toBe(
			'The sign-in was not sent there. If that server is the right one, enter its address in the credential.',
		);
	});

	test.each([
		[300, false],
		[301, true],
		[302, true],
		[303, true],
		[304, false],
		[305, false],
		[307, true],
		[308, true],
		[200, false],
	])('%i', (status, redirect) => {
		expect(isRedirect(status)).toBe(redirect);
	});
});
