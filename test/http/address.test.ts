import {
	addressBelow,
	baseOf,
	entered,
	hasUser,
	isBelow,
	pathBelow,
	safeLink,
} from '../../nodes/shared/http/address';
import { formOf, pathOf, queryOf } from '../../nodes/shared/http/path';

const base = new URL('https://api.example.com/v1');
const refusal = (message: string, code = 'BAD_ADDRESS') =>
	expect.objectContaining({ message, code, clean: true }) as Error;

describe('the address in a credential', () => {
	test.each([
		['https://api.example.com', 'https://api.example.com/'],
		[' https://api.example.com/v1/\n', 'https://api.example.com/v1/'],
		['HTTP://127.0.0.1:80/a', 'http://127.0.0.1/a'],
		['http://[::1]:8080', 'http://[::1]:8080/'],
		['https://api.example.com/a/../b', 'https://api.example.com/b'],
	])('%j', (address, href) => {
		expect(baseOf(address, 'Box').href).toBe(href);
	});

	test.each([
		'',
		'api.example.com',
		'127.0.0.1:80',
		'file:///etc',
		'javascript:alert(1)',
		'https://api.example.com/?q=',
		'https://api.example.com/?',
		'https://api.example.com/#f',
		'https:\\\\api.example.com',
		'https://api.example.com\u0000.example.net',
		'https://api.exa\tmple.com',
		'https://api.example.com/a b',
	])('%j is not usable', (address) => {
		expect(() => baseOf(address, 'Box')).toThrow(refusal('The address in the Box credential is not usable'));
	});

	test.each(['https://ann@api.example.com', 'https://ann:pw@api.example.com', 'https://:pw@api.example.com'])(
		'%s carries a user',
		(address) => {
			expect(() => baseOf(address, 'Box')).toThrow(
				refusal('The address in the Box credential holds a user name or a password'),
			);
		},
	);

	test.each([
		[' https://a.example/// ', 'https://a.example'],
		['https://a.example/b/', 'https://a.example/b'],
		['///', ''],
		[undefined, ''],
		[7, ''],
	])('%j, as it was entered', (address, text) => {
		expect(entered(address)).toBe(text);
	});
});

describe('the address of a call', () => {
	test.each([
		['/a', '', 'https://api.example.com/v1/a'],
		['/a/', '?b=c', 'https://api.example.com/v1/a/?b=c'],
		['/a?b=c', '', 'https://api.example.com/v1/a?b=c'],
		['/a?b=c', '?d=e', 'https://api.example.com/v1/a?b=c&d=e'],
		[pathOf('x/y', 'ü?#'), '', 'https://api.example.com/v1/x%2Fy/%C3%BC%3F%23'],
		["/it's(1)~!*", '', "https://api.example.com/v1/it's(1)~!*"],
		['/My Files/ü`^|{}', '', 'https://api.example.com/v1/My Files/ü`^|{}'],
	])('%s%s', (path, query, address) => {
		expect(addressBelow(base, path, query, 'Box')).toBe(address);
	});

	test('a base that ends with a slash, or is a host alone', () => {
		expect(addressBelow(new URL('https://api.example.com/v1/'), '/a', '', 'Box')).toBe(
			'https://api.example.com/v1/a',
		);
		expect(addressBelow(new URL('https://api.example.com'), '/a', '', 'Box')).toBe(
			'https://api.example.com/a',
		);
	});

	test.each([
		pathOf('..'),
		pathOf('.'),
		pathOf('a', '..', 'b'),
		pathOf('a/../b'),
		'/a/%2e%2e/b',
		'/a\nb',
		'/ü/../b',
		'/%252e%252e/b',
		'/a%2f..%2fb',
		'/a%5c..%5cb',
		'/..;x/b',
		'/%25252525252e',
		'a',
		'//evil.example/x/..',
	])('%s leads elsewhere', (path) => {
		expect(() => addressBelow(base, path, '', 'Box')).toThrow(
			refusal('One of the values would lead to another place on Box', 'BAD_INPUT'),
		);
	});
});

describe('an address that the service gave', () => {
	test.each([
		['https://api.example.com/v1/a?b=c', '/a?b=c'],
		['https://api.example.com:443/v1/a#x', '/a'],
		['https://api.example.com/v1/a..b/...', '/a..b/...'],
	])('%s', (address, path) => {
		expect(pathBelow(base, address, 'Box')).toBe(path);
	});

	test.each([
		'https://api.example.com/v1',
		'https://api.example.com/v10/a',
		'https://api.example.com/v1/../a',
		'https://api.example.com/v1%2f..%2fa',
		'https://api.example.com/v1/x%2f..%2f..%2fa',
		'https://api.example.com/v1/x%252f..%252f..%252fa',
		'https://api.example.com/v1/%252e%252e/a',
		'https://api.example.com/v1/x%5c..%5ca',
		'https://ann@api.example.com/v1/a',
		'https://:pw@api.example.com/v1/a',
		'http://api.example.com/v1/a',
		'https://api.example.com:8443/v1/a',
		'https://evil.example/v1/a',
		'//api.example.com/v1/a',
		'/v1/a',
		'',
	])('%s leads elsewhere', (address) => {
		expect(() => pathBelow(base, address, 'Box')).toThrow(
			refusal('Box sent an address that leads elsewhere'),
		);
		expect(URL.canParse(address) && isBelow(base, new URL(address))).toBe(false);
	});
});

describe('a link', () => {
	test.each([
		[base, 'https://cdn.example.net/a==?b=%2f'],
		[new URL('http://127.0.0.1'), 'http://cdn.example.net/a'],
		[new URL('http://127.0.0.1'), 'https://cdn.example.net/a'],
	])('%s takes %s as it came', (from, link) => {
		expect(safeLink(link, from, 'Box')).toBe(link);
	});

	test.each([
		[base, 'http://cdn.example.net/a'],
		[base, 'https://ann:pw@cdn.example.net/a'],
		[base, 'ftp://cdn.example.net/a'],
		[new URL('http://127.0.0.1'), 'file:///etc/passwd'],
		[base, 'https:\\\\cdn.example.net\\a'],
		[base, '/a'],
		[base, ''],
	])('%s does not take %s', (from, link) => {
		expect(() => safeLink(link, from, 'Box')).toThrow(refusal('Box sent a download link that is not usable'));
	});

	test.each([
		['https://a@b.example', true],
		['https://:a@b.example', true],
		['https://b.example/@', false],
	])('%s', (address, has) => {
		expect(hasUser(new URL(address))).toBe(has);
	});
});

test('a path longer than any server takes is refused before it is read', () => {
	const base = new URL('https://service.example.com/api');
	expect(() => addressBelow(base, `/${'a'.repeat(70_000)}`, '', 'Box')).toThrow(
		'One of the values would lead to another place on Box',
	);
	expect(addressBelow(base, `/${'a'.repeat(10_000)}`, '', 'Box')).toHaveLength(10_032);
});

test('queries and forms repeat names, and keep empty values', () => {
	expect(queryOf()).toBe('');
	expect(queryOf({})).toBe('');
	expect(queryOf({ zip: '' })).toBe('?zip=');
	expect(queryOf({ id: ['1', '2'], q: 'a b&c' })).toBe('?id=1&id=2&q=a+b%26c');
	expect(formOf({ id: ['1', '2'], none: [] })).toBe('id=1&id=2');
	expect(pathOf('a b', 'c/d')).toBe('/a%20b/c%2Fd');
});
