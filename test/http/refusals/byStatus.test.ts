import { refusalFor } from '../../../nodes/shared/http/refusals';

const said = { code: 'some_code', words: 'some words' };

describe('words for a status', () => {
	test.each([
		[400, 'Box did not accept the request', 'SERVICE_REFUSED'],
		[401, 'Box did not accept the sign-in', 'SIGN_IN_REFUSED'],
		[403, 'Box does not allow this', 'NOT_ALLOWED'],
		[404, 'Box could not find it', 'NOT_FOUND'],
		[405, 'Box takes no request of this kind at this address', 'UNEXPECTED_ANSWER'],
		[407, 'Box cannot be reached: the proxy on the way wants a sign-in', 'PROXY_REFUSED'],
		[408, 'Box gave up waiting', 'SERVICE_UNAVAILABLE'],
		[409, 'Box is busy with it', 'SERVICE_REFUSED'],
		[410, 'Box no longer has it', 'ARCHIVE_EXPIRED'],
		[412, 'Box does not have the content at hand', 'SERVICE_REFUSED'],
		[413, 'Box finds the request too large', 'LIMIT_EXCEEDED'],
		[415, 'Box does not take a body of this kind', 'SERVICE_REFUSED'],
		[416, 'Box has no such part of the archive', 'ARCHIVE_CHANGED'],
		[418, 'Box gave an unexpected answer', 'UNEXPECTED_ANSWER'],
		[422, 'Box did not accept the request', 'SERVICE_REFUSED'],
		[420, 'Box gets more requests than it allows', 'TOO_MANY_REQUESTS'],
		[429, 'Box gets more requests than it allows', 'TOO_MANY_REQUESTS'],
		[499, 'Box gave an unexpected answer', 'UNEXPECTED_ANSWER'],
		[500, 'Box could not answer', 'SERVICE_UNAVAILABLE'],
		[503, 'Box could not answer', 'SERVICE_UNAVAILABLE'],
		[511, 'Box cannot be reached: the network wants a sign-in first', 'PROXY_REFUSED'],
	])('%i', (status, message, code) => {
		const refusal = refusalFor('Box', { status, ...said });
		const proxy = status === 407 || status === 511;
		expect(refusal).toMatchObject({
			message,
			code,
			status,
			serviceCode: proxy ? null : 'some_code',
			retryAfter: null,
			clean: true,
		});
		expect(refusal.description).toMatch(
			proxy
				? /^[A-Z].*\. The proxy answered \d+\.$/
				: /^[A-Z].*\. Box answered \d+ \(some_code: some words\)\.$/,
		);
		expect(`${refusal.message} ${refusal.description}`).not.toMatch(/\b(error|problem|failure|mistake)\b/i);
	});

	test.each([
		['nothing', '', '', 'Box answered 500.', null],
		['a code', 'x', '', 'Box answered 500 (x).', 'x'],
		['words', '', 'y', 'Box answered 500 (y).', null],
	])('the service says %s', (_, code, words, end, serviceCode) => {
		const refusal = refusalFor('Box', { status: 500, code, words });
		expect(refusal.description.endsWith(end)).toBe(true);
		expect(refusal.serviceCode).toBe(serviceCode);
	});

	test("a provider's own explanation wins, with the code of the status", () => {
		const explain = () => ({ message: 'Too many files', description: 'Take fewer.' });
		expect(refusalFor('Box', { status: 400, code: 'x', words: '' }, explain)).toMatchObject({
			message: 'Too many files',
			description: 'Take fewer. Box answered 400 (x).',
			code: 'SERVICE_REFUSED',
		});
		expect(refusalFor('Box', { status: 400, code: 'x', words: '' }, () => undefined).message).toBe(
			'Box did not accept the request',
		);
	});

	test.each([404, 405])(
		'a page with %i is another application, whatever the provider makes of the status',
		(status) => {
			const explain = () => ({ message: 'No such node', description: 'Check the ids.' });
			expect(
				refusalFor('Alfresco', { status, code: '', words: 'Not Found' }, explain, { page: true }),
			).toMatchObject({
				message: 'Alfresco is not at the address in the credential',
				code: 'BAD_ADDRESS',
			});
		},
	);

	test('a page with 403 comes from something before the service', () => {
		const explain = () => ({ message: 'Not yours', description: 'Ask.' });
		expect(
			refusalFor('Alfresco', { status: 403, code: '', words: '' }, explain, { page: true }),
		).toMatchObject({
			message: 'Alfresco is behind something that refuses the request',
			code: 'PROXY_REFUSED',
		});
	});

	test('a page with another status is what the status says, in the words of the provider', () => {
		const explain = () => ({ message: 'Down', description: 'Wait.' });
		const refusal = refusalFor('Box', { status: 503, code: '', words: '' }, explain, { page: true });
		expect(refusal).toMatchObject({ message: 'Down', code: 'SERVICE_UNAVAILABLE' });
	});

	test('a provider does not speak for the proxy', () => {
		const explain = () => ({ message: 'Not yours', description: 'Ask.' });
		expect(refusalFor('Box', { status: 407, code: '', words: '' }, explain).code).toBe('PROXY_REFUSED');
		expect(refusalFor('Box', { status: 407, code: '', words: '' }, explain).message).toMatch(/proxy/);
	});

	test('how often it was asked, and when it wants to be asked again', () => {
		const words = (facts: object) =>
			refusalFor('Box', { status: 429, code: '', words: '' }, undefined, facts);
		expect(words({ tries: 1 }).description).not.toMatch(/times/);
		expect(words({ tries: 5 }).description).toMatch(/ It was asked 5 times, with pauses\.$/);
		expect(words({ retryAfter: 300 })).toMatchObject({ retryAfter: 300 });
		expect(words({ retryAfter: 300 }).description).toMatch(/ It wants to be asked again in 5 minutes\.$/);
	});
});
