import { redactor, secretsOf } from '../../nodes/shared/http/redact';

describe('cutting secrets out of messages', () => {
	const cut = redactor(
		secretsOf({ apiKey: 'k3y-of-the-kingdom', baseUrl: 'https://abc-def-files-1.node.containers.hoody.com' }),
	);

	test.each([
		['a link', 'see https://bucket.s3.amazonaws.com/x.zip?X-Amz-Signature=abc now', 'see [link hidden] now'],
		['a link in quotes', '"http://127.0.0.1:5000/a?b=c"', '"[link hidden]"'],
		['a secret of the credential', 'key k3y-of-the-kingdom is wrong', 'key [hidden] is wrong'],
		[
			'the host of a secret address',
			'getaddrinfo ENOTFOUND abc-def-files-1.node.containers.hoody.com',
			'getaddrinfo ENOTFOUND [hidden]',
		],
		['a DataFramer key', 'sk_live_abcdefghijklmnop was refused', '[hidden] was refused'],
		['a ticket', 'TICKET_0123456789abcdef expired', '[hidden] expired'],
		['a bearer token', 'Authorization: Bearer abc.def.ghi-jkl', 'Authorization: [hidden]'],
		['a JSON web token', 'eyJhbGciOi.eyJzdWIi.c2ln is old', '[hidden] is old'],
		['plain words', 'node 4f1e-22 was not found', 'node 4f1e-22 was not found'],
	])('%s', (_, text, clean) => {
		expect(cut(text)).toBe(clean);
	});

	test('short values are words of every day and stay', () => {
		expect(redactor(secretsOf({ username: 'admin' }))('the admin said no')).toBe('the admin said no');
	});

	test('a secret that was encoded into an address is cut as well', () => {
		expect(redactor(['pass word/1'])('user:pass%20word%2F1 is wrong')).toBe('user:[hidden] is wrong');
	});
});
