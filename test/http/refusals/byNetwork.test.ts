import { noAnswer, type NetworkFacts } from '../../../nodes/shared/http/refusals';
import type { NoAnswer } from '../../../nodes/shared/http/failure';

const facts: NetworkFacts = { url: 'https://api.example.com/x', mayIgnoreCertificates: false, tries: 1 };
const nothing: NoAnswer = { status: null, code: null };

describe('words for what the network says', () => {
	test.each([
		['ENOTFOUND', 'The address of Box does not exist', 'UNREACHABLE'],
		['EAI_AGAIN', 'The address of Box could not be looked up', 'UNREACHABLE'],
		['ECONNREFUSED', 'Box accepts no connection', 'UNREACHABLE'],
		['ECONNABORTED', 'Box did not answer in time', 'SERVICE_UNAVAILABLE'],
		['ETIMEDOUT', 'Box did not answer in time', 'SERVICE_UNAVAILABLE'],
		['UND_ERR_CONNECT_TIMEOUT', 'Box did not answer in time', 'SERVICE_UNAVAILABLE'],
		['UND_ERR_HEADERS_TIMEOUT', 'Box did not answer in time', 'SERVICE_UNAVAILABLE'],
		['ECONNRESET', 'The connection to Box was closed before an answer came', 'CONNECTION_LOST'],
		['EPIPE', 'The connection to Box was closed before an answer came', 'CONNECTION_LOST'],
		['UND_ERR_SOCKET', 'The connection to Box was closed before an answer came', 'CONNECTION_LOST'],
		['EHOSTUNREACH', 'There is no way to Box from here', 'UNREACHABLE'],
		['ENETUNREACH', 'There is no way to Box from here', 'UNREACHABLE'],
		['ENETDOWN', 'There is no way to Box from here', 'UNREACHABLE'],
		['EPROTO', 'Box does not speak https at this address', 'BAD_ADDRESS'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'Box does not speak https at this address', 'BAD_ADDRESS'],
		['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'Box does not speak https at this address', 'BAD_ADDRESS'],
		['HPE_INVALID_CONSTANT', 'Box gave an answer that is no HTTP', 'UNEXPECTED_ANSWER'],
		['HPE_HEADER_OVERFLOW', 'Box gave an answer that is no HTTP', 'UNEXPECTED_ANSWER'],
		['ERR_INVALID_HTTP_TOKEN', 'A header for Box has a name that is none', 'BAD_INPUT'],
		['EWHATEVER', 'Box could not be reached', 'UNREACHABLE'],
		['toString', 'Box could not be reached', 'UNREACHABLE'],
		// What only looks like one about certificates, or about HTTP.
		['XUNABLE_TO_GET_IT', 'Box could not be reached', 'UNREACHABLE'],
		['XCRL_HAS_EXPIRED', 'Box could not be reached', 'UNREACHABLE'],
		['INVALID_CAN', 'Box could not be reached', 'UNREACHABLE'],
		['XHOSTNAME_MISMATCH', 'Box could not be reached', 'UNREACHABLE'],
		['HOSTNAME_MISMATCHX', 'Box could not be reached', 'UNREACHABLE'],
		['XINVALID_PURPOSE', 'Box could not be reached', 'UNREACHABLE'],
		['INVALID_PURPOSES', 'Box could not be reached', 'UNREACHABLE'],
		['XHPE_INVALID', 'Box could not be reached', 'UNREACHABLE'],
		['CERT_HAS_EXPIRED', 'The certificate of Box has expired', 'BAD_CERTIFICATE'],
		['CERT_NOT_YET_VALID', 'The certificate of Box is not valid yet', 'BAD_CERTIFICATE'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'The certificate of Box is for another host name', 'BAD_CERTIFICATE'],
		['HOSTNAME_MISMATCH', 'The certificate of Box is for another host name', 'BAD_CERTIFICATE'],
		...[
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			'SELF_SIGNED_CERT_IN_CHAIN',
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			'UNABLE_TO_GET_ISSUER_CERT',
			'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
			'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
			'CERT_SIGNATURE_FAILURE',
			'CERT_CHAIN_TOO_LONG',
			'CERT_REVOKED',
			'CERT_UNTRUSTED',
			'CERT_REJECTED',
			'INVALID_CA',
			'INVALID_PURPOSE',
			'PATH_LENGTH_NO_CERT',
			'CRL_HAS_EXPIRED',
			'CRL_SIGNATURE_FAILURE',
		].map((code) => [code, 'The certificate of Box is not trusted', 'BAD_CERTIFICATE']),
	])('%s', (code, message, kind) => {
		const refusal = noAnswer('Box', { ...nothing, code }, facts);
		expect(refusal).toMatchObject({ message, code: kind, serviceCode: code, status: null, clean: true });
		expect(refusal.description).toMatch(new RegExp(`^[A-Z].*\\. \\(${code}\\)$`));
		expect(refusal.description).not.toMatch(/times|Ignore SSL/);
		expect(`${refusal.message} ${refusal.description}`).not.toMatch(/\b(error|problem|failure|mistake)\b/i);
	});

	test('nothing at all', () => {
		const refusal = noAnswer('Box', nothing, facts);
		expect(refusal).toMatchObject({ message: 'Box could not be reached', serviceCode: null });
		expect(refusal.description).toMatch(/test it\.$/);
	});

	test('an answer to the sign-in that is packed wrongly', () => {
		expect(noAnswer('Box', { ...nothing, code: 'Z_DATA_ERROR' }, facts)).toMatchObject({
			message: 'Box sent something that cannot be decoded',
			code: 'UNEXPECTED_ANSWER',
		});
	});

	test('how often it was tried', () => {
		expect(noAnswer('Box', { ...nothing, code: 'ECONNRESET' }, { ...facts, tries: 5 }).description).toMatch(
			/ It was tried 5 times, with pauses\. \(ECONNRESET\)$/,
		);
	});

	test.each([
		'CERT_HAS_EXPIRED',
		'CERT_NOT_YET_VALID',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'SELF_SIGNED_CERT_IN_CHAIN',
	])('%s: a credential that may take any certificate says so, as the last way', (code) => {
		const { description } = noAnswer(
			'Alfresco',
			{ ...nothing, code },
			{ ...facts, mayIgnoreCertificates: true },
		);
		expect(description).toMatch(
			/^[A-Z].*\. Only if that is not possible, turn on Ignore SSL Issues \(Insecure\) in the credential: then anybody on the way can read along\. \(/,
		);
	});

	test('the better way is the certificate of the company', () => {
		expect(
			noAnswer('Alfresco', { ...nothing, code: 'SELF_SIGNED_CERT_IN_CHAIN' }, facts).description,
		).toContain('NODE_EXTRA_CA_CERTS');
	});

	test.each([
		['the port that was asked for', 'https://api.example.com/x', 443, 'Box accepts no connection'],
		['the port of plain http', 'http://api.example.com/x', 80, 'Box accepts no connection'],
		['a port of its own', 'http://api.example.com:8080/x', 8080, 'Box accepts no connection'],
		[
			'another port, which is the proxy',
			'https://api.example.com/x',
			3128,
			'The proxy before Box accepts no connection',
		],
		[
			'the port of a proxy for plain http',
			'http://api.example.com/x',
			443,
			'The proxy before Box accepts no connection',
		],
	])('a connection refused at %s', (_, url, port, message) => {
		const refusal = noAnswer('Box', { ...nothing, code: 'ECONNREFUSED', port }, { ...facts, url });
		expect(refusal.message).toBe(message);
		expect(refusal.code).toBe(message.includes('proxy') ? 'PROXY_REFUSED' : 'UNREACHABLE');
	});

	test.each([
		[{ code: 'ECONNREFUSED', port: 9 }, 'The sign-in service of Box accepts no connection'],
		[
			{ code: 'ECONNREFUSED', port: 3128 },
			'The proxy before the sign-in service of Box accepts no connection',
		],
		[{ code: 'ENOTFOUND' }, 'The address of the sign-in service of Box does not exist'],
		[{ status: 500, tokenStatus: 500 }, 'The sign-in service of Box could not answer'],
	])('the sign-in service is told from the service: %j', (answer, message) => {
		const refusal = noAnswer('Box', { ...nothing, ...answer, tokenUrl: 'http://id.example:9/token' }, facts);
		expect(refusal.message).toBe(message);
	});

	test('a port says nothing about other codes', () => {
		expect(noAnswer('Box', { ...nothing, code: 'ETIMEDOUT', port: 3128 }, facts).message).toBe(
			'Box did not answer in time',
		);
	});

	test("n8n's own protection is named", () => {
		const refusal = noAnswer('Box', { ...nothing, code: 'SSRF_BLOCKED' }, facts);
		expect(refusal).toMatchObject({
			code: 'REQUEST_BLOCKED',
			message: 'n8n does not let requests through to the address of Box',
		});
		expect(refusal.description).toMatch(/N8N_SSRF_PROTECTION_ENABLED.*N8N_SSRF_ALLOWED_HOSTNAMES.*\.$/);
	});

	test('a proxy that ends the connection is told as one', () => {
		const refusal = noAnswer('Box', { ...nothing, code: 'PROXY_CLOSED' }, facts);
		expect(refusal).toMatchObject({
			code: 'PROXY_REFUSED',
			message: 'The proxy before Box makes no connection to it',
		});
		expect(refusal.description).toMatch(/pass\.$/);
	});

	test('a silence, with its length', () => {
		expect(noAnswer('Box', { ...nothing, silentFor: 120 }, facts)).toMatchObject({
			message: 'Box did not answer in time',
			description: expect.stringContaining('Nothing came for 120 seconds.') as string,
			code: 'SERVICE_UNAVAILABLE',
			serviceCode: 'ETIMEDOUT',
			clean: true,
		});
	});

	test('a status without a body is told as a status', () => {
		const explain = () => ({ message: 'Sign in again', description: 'Do.' });
		expect(noAnswer('Box', { status: 401, code: null }, { ...facts, explain })).toMatchObject({
			message: 'Sign in again',
			status: 401,
			code: 'SIGN_IN_REFUSED',
		});
		expect(noAnswer('Box', { status: 503, code: null }, { ...facts, tries: 3 }).description).toMatch(
			/asked 3 times/,
		);
	});

	test.each<[string, NoAnswer, string]>([
		['refused', { status: 401, code: null }, 'SIGN_IN_REFUSED'],
		['too many requests', { status: 429, code: null }, 'TOO_MANY_REQUESTS'],
		['down', { status: 503, code: null }, 'SERVICE_UNAVAILABLE'],
		['a bad address', { status: null, code: 'X' }, 'BAD_ADDRESS'],
	])("a credential's own words: %s", (_, answer, code) => {
		const told = { message: 'Box gave no token', description: 'Why.' };
		expect(noAnswer('Box', { ...answer, told }, facts)).toMatchObject({
			...told,
			status: answer.status,
			serviceCode: answer.code,
			code,
			clean: true,
		});
	});

	test('a sign-in service that answers anything else', () => {
		expect(noAnswer('Alfresco', { status: 429, code: 'ESTATUS', tokenStatus: 429 }, facts)).toMatchObject({
			message: 'The sign-in service of Alfresco gets more requests than it allows',
			description: 'Run the node again later, or turn on Retry On Fail in its settings. (429)',
			code: 'TOO_MANY_REQUESTS',
			status: 429,
			serviceCode: null,
			clean: true,
		});
		expect(noAnswer('Alfresco', { status: 503, code: 'ESTATUS', tokenStatus: 503 }, facts)).toMatchObject({
			message: 'The sign-in service of Alfresco could not answer',
			description: 'Run the node again later, or turn on Retry On Fail in its settings. (503)',
			code: 'SERVICE_UNAVAILABLE',
			status: 503,
		});
		expect(noAnswer('Alfresco', { status: 500, code: 'ESTATUS', tokenStatus: 500 }, facts).code).toBe(
			'SERVICE_UNAVAILABLE',
		);
		expect(noAnswer('Alfresco', { status: 499, code: 'ESTATUS', tokenStatus: 499 }, facts).code).toBe(
			'BAD_ADDRESS',
		);
		expect(noAnswer('Alfresco', { status: 404, code: 'ESTATUS', tokenStatus: 404 }, facts)).toMatchObject({
			message: 'The sign-in service of Alfresco gave no token',
			code: 'BAD_ADDRESS',
			description: expect.stringContaining('Access Token URL') as string,
		});
	});
});
