import { Foreign } from '../../../nodes/shared/base/foreign';
import { inPieces, kindOf, notJson, quoteOf, tooLarge, tooMuch } from '../../../nodes/shared/http/refusals';
import { shownWith } from '../../../nodes/shared/http/words/shown';
import { wantedFor } from '../../../nodes/shared/http/words/secretForms';

const shown = shownWith(() => wantedFor(['k3y-of-the-kingdom']));

describe("a service's own code and words", () => {
	test.each([
		[
			'at the top',
			'{"code":"bad_request","message":"Items may not be empty"}',
			'bad_request',
			'Items may not be empty',
		],
		[
			'below error',
			'{"error":{"message":"bad key","code":"invalid_api_key","param":null}}',
			'invalid_api_key',
			'bad key',
		],
		['below data', '{"statusCode":403,"data":{"code":"NO","message":"not you"}}', 'NO', 'not you'],
		['error as a text', '{"error":"No generated files found"}', '', 'No generated files found'],
		['error as a code', '{"success":false,"error":"DOWNLOAD_FORBIDDEN"}', 'DOWNLOAD_FORBIDDEN', ''],
		[
			'code and error',
			'{"code":"FILE_PATH_BUSY","error":"The path is in use"}',
			'FILE_PATH_BUSY',
			'The path is in use',
		],
		['OAuth2', '{"error":"invalid_grant","error_description":"Expired"}', 'invalid_grant', 'Expired'],
		['error_code', '{"error_code":"E1","error_message":"one"}', 'E1', 'one'],
		['errorCode', '{"errorCode":"E2","errorMessage":"two"}', 'E2', 'two'],
		['detail (RFC 9457)', '{"title":"Not allowed","detail":"Because"}', '', 'Because'],
		['title', '{"title":"Not allowed"}', '', 'Not allowed'],
		['reason', '{"reason":"quota"}', '', 'quota'],
		['a code that is none', '{"code":"two words","message":"m"}', '', 'm'],
		['a code too long', `{"code":"${'x'.repeat(101)}"}`, '', ''],
		['an empty code', '{"code":"","error":"E3"}', 'E3', ''],
		['numbers', '{"code":7,"message":8}', '', ''],
		[
			'XML',
			'<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
			'AccessDenied',
			'Request has expired',
		],
		[
			'XML of WebDAV',
			'<?xml version="1.0"?><d:error xmlns:d="DAV:"><s:exception>NotFound</s:exception><s:message>No file there</s:message></d:error>',
			'',
			'No file there',
		],
		['XML without an end', '<Error><Code>AccessDenied', '', 'AccessDenied'],
		[
			'a page',
			'<html><style>b{}</style><body><h1>502 Bad\n Gateway</h1></body></html>',
			'',
			'502 Bad Gateway',
		],
		['nothing', '', '', ''],
		['a list', '[1,2]', '', '[1,2]'],
		[
			'a secret as a code',
			'{"code":"k3y-of-the-kingdom","message":"no k3y-of-the-kingdom here"}',
			'[hidden]',
			'no [hidden] here',
		],
		['a secret in XML', '<Error><Code>k3y-of-the-kingdom</Code></Error>', '[hidden]', '[hidden]'],
	])('%s', (_, text, code, words) => {
		expect(quoteOf(new Foreign(text), shown)).toEqual({ code, words });
		expect(quoteOf(text, shown)).toEqual({ code, words });
	});

	test('of an answer that is longer than any refusal, the beginning', () => {
		const long = `{"code":"no","message":"not you","rest":"${'x'.repeat(70_000)}"}`;
		expect(quoteOf(new Foreign(long), shown)).toMatchObject({
			code: '',
			words: expect.stringMatching(/^\{"code":"no","message":"not you"/) as string,
		});
	});

	test('where the provider says that they are', () => {
		const body = '{"code":"general","message":"general","mine":{"key":"own.Key","text":"own words"}}';
		const wordsIn = (facts: Readonly<Record<string, unknown>>) => {
			const { key, text } = facts.mine as { key: string; text: string };
			return { code: key, words: text };
		};
		expect(quoteOf(body, shown, wordsIn)).toEqual({ code: 'own.Key', words: 'own words' });
		expect(quoteOf(body, shown, () => undefined)).toEqual({ code: 'general', words: '' });
		expect(quoteOf(body, shown, () => ({ code: 'own' }))).toEqual({ code: 'own', words: 'general' });
		expect(quoteOf(body, shown, () => ({ words: 'own' }))).toEqual({ code: 'general', words: 'own' });
		expect(quoteOf(body, shown, () => ({ code: 'a sentence', words: 'k3y-of-the-kingdom' }))).toEqual({
			code: 'general',
			words: '[hidden]',
		});
		expect(quoteOf(body, shown, () => ({ code: 'same', words: 'same' }))).toEqual({
			code: 'same',
			words: '',
		});
	});
});

describe('an answer that is no data', () => {
	test.each<[string, ReturnType<typeof kindOf>]>([
		['  <html>', 'page'],
		['<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', 'page'],
		['<?xml version="1.0"?>\n<!DOCTYPE html>\n<HTML lang="en">', 'page'],
		['<error-page>', 'page'],
		['<?xml version="1.0"?><ocs><meta><status>failure</status>', 'xml'],
		['<?xml version="1.0"?>\n<ErrorResponse xmlns="x"><Error>', 'xml'],
		['<?xml version="1.0" encoding="utf-8"?>\n<d:error xmlns:d="DAV:">', 'xml'],
		['<Error><Code>NoSuchKey</Code>', 'xml'],
		['\n{"a"', 'data'],
		['[1', 'data'],
		['hello', 'text'],
		['', 'text'],
	])('%j', (text, kind) => {
		expect(kindOf(new Foreign(text))).toBe(kind);
	});

	test('is told as what it is', () => {
		expect(notJson('Box', new Foreign('<h1>Sign in k3y-of-the-kingdom</h1>'), shown)).toMatchObject({
			message: 'Box sent a web page where data was expected',
			description: expect.stringMatching(/It begins: "Sign in \[hidden\]"\.$/) as string,
			code: 'UNEXPECTED_ANSWER',
			clean: true,
		});
		expect(notJson('Box', new Foreign(`x${'y'.repeat(200)}`), shown)).toMatchObject({
			message: 'Box sent plain text where data was expected',
			description: expect.stringMatching(/"xy{119}…"\.$/) as string,
		});
		expect(notJson('Box', new Foreign('<Error/>'), shown).message).toBe(
			'Box sent XML where data was expected',
		);
		expect(notJson('Box', new Foreign('{"a":[1,'), shown)).toMatchObject({
			message: 'Box sent data that is cut off or broken',
			description: expect.not.stringContaining('{') as string,
			code: 'UNEXPECTED_ANSWER',
		});
	});

	test('too large, in the unit that fits', () => {
		expect(tooLarge('Box', 2 * 1024 * 1024)).toMatchObject({
			message: 'Box sent an answer of more than 2 MiB',
			code: 'LIMIT_EXCEEDED',
			clean: true,
		});
		expect(tooLarge('Box', 1024 * 1024).message).toBe('Box sent an answer of more than 1 MiB');
		expect(tooLarge('Box', 64 * 1024).message).toBe('Box sent an answer of more than 64 KiB');
		expect(inPieces('Box')).toMatchObject({
			message: 'Box sent its answer in too many small pieces',
			code: 'TOO_MANY_PIECES',
			clean: true,
		});
		expect(tooMuch('Box')).toMatchObject({
			message: 'Box sent an answer with too many values in it',
			code: 'LIMIT_EXCEEDED',
			clean: true,
		});
	});
});
