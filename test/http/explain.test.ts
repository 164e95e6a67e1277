import { plainText, quote, refusalFor } from '../../nodes/shared/http/explain';

const asIs = (text: string) => text;

describe("a service's own code and words", () => {
	test.each([
		[
			'Box',
			'{"type":"error","status":400,"code":"bad_request","message":"Items may not be empty"}',
			'bad_request',
			'Items may not be empty',
		],
		[
			'Alfresco',
			'{"error":{"errorKey":"framework.exception.EntityNotFound","statusCode":404,"briefSummary":"The entity was not found"}}',
			'framework.exception.EntityNotFound',
			'The entity was not found',
		],
		['DataFramer', '{"error":"No generated files found"}', '', 'No generated files found'],
		['Hoody, old', '{"success":false,"error":"DOWNLOAD_FORBIDDEN"}', 'DOWNLOAD_FORBIDDEN', ''],
		[
			'Hoody, new',
			'{"success":false,"code":"FILE_PATH_BUSY","error":"The path is in use"}',
			'FILE_PATH_BUSY',
			'The path is in use',
		],
		[
			'Gumloop',
			'{"error":{"message":"bad key","code":"invalid_api_key","type":"auth","param":null}}',
			'invalid_api_key',
			'bad key',
		],
		[
			'OAuth2',
			'{"error":"invalid_grant","error_description":"Grant credentials are invalid"}',
			'invalid_grant',
			'Grant credentials are invalid',
		],
		[
			'S3',
			'<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
			'AccessDenied',
			'Request has expired',
		],
		[
			'a page',
			'<html><style>b{}</style><body><h1>502 Bad\n Gateway</h1></body></html>',
			'',
			'502 Bad Gateway',
		],
		['nothing', '', '', ''],
		['a list', '[1,2]', '', '[1,2]'],
	])('%s', (_, text, code, words) => {
		expect(quote(text, asIs)).toEqual({ code, words });
	});

	test('long words are cut', () => {
		expect(quote(JSON.stringify({ message: 'x'.repeat(1000) }), asIs).words).toHaveLength(301);
	});
});

describe('words for a refusal', () => {
	test.each([400, 401, 403, 404, 409, 412, 413, 416, 418, 429, 500, 503])(
		'%i says what happened, what to do, and what the service said',
		(status) => {
			const refusal = refusalFor('Box', { status, code: 'some_code', words: 'some words' });
			expect(refusal.message).toMatch(/^Box [a-z]/);
			expect(refusal.description).toMatch(/^[A-Z].*Box answered \d+ \(some_code: some words\)\.$/);
			expect(refusal).toMatchObject({ status, code: 'some_code' });
			expect(`${refusal.message} ${refusal.description}`).not.toMatch(/\b(error|problem|failure|mistake)\b/i);
		},
	);

	test("a provider's own explanation wins", () => {
		const explain = () => ({ message: 'Too many files', description: 'Take fewer.' });
		const refusal = refusalFor('Box', { status: 400, code: 'x', words: '' }, explain);
		expect(refusal.message).toBe('Too many files');
		expect(refusal.description).toBe('Take fewer. Box answered 400 (x).');
	});
});

test('control characters never reach a message', () => {
	expect(plainText('a\u0000b\u001b[31mc')).toBe('a b [31mc');
});
