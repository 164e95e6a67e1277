/**
 * Tokens from end to end: what n8n's own OAuth2 client asks the sign-in server for, and what is told of what that one answers.
 * The server is another one than the service, as it mostly is.
 */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { connected } from '../engine/consent';
import { engineError, outputOf, startEngine, type Engine } from '../engine/engine';
import { line } from '../engine/workflow';
import { bearerOf, bodyOf, queryOf } from '../sandbox/core/authorization';
import { asSource } from '../sandbox/core/byteSource';
import { FaultQueue, type Fault } from '../sandbox/core/faults';
import { OAuthServer } from '../sandbox/core/oauth';
import { serveBytes } from '../sandbox/core/serveBytes';
import { startService, type Core } from '../sandbox/core/service';
import { cachedZip } from '../sandbox/fixtures/archive';
import { SAMPLE_FILES } from '../sandbox/fixtures/files';

const CREDENTIAL = 'archiveServiceOAuth2Api';
const CLIENT = { clientId: 'archives', clientSecret: 'client-secret-0123456789' };

const core: Core = { faults: new FaultQueue(), requests: [], origins: {}, paced: () => 0 };
const oauth = new OAuthServer({
	...CLIENT,
	visitor: 'jane',
	clientRefusal: 401,
	expiresIn: 300,
	ownIdentity: () => 'archives',
});
const servers: Array<Awaited<ReturnType<typeof startService>>> = [];
let engine: Engine;

beforeAll(async () => {
	engine = await startEngine();
	const archive = asSource(await cachedZip('samples', SAMPLE_FILES));
	const refusal = (_status: number, message: string) => ({ error: message });
	servers.push(
		await startService(core, 'signIn', {
			refusal,
			routes(app) {
				app.get('/authorize', (request, reply) => {
					const answer = oauth.authorize(queryOf(request));
					return 'location' in answer ? reply.redirect(answer.location) : reply.code(400).send(answer);
				});
				app.post('/token', (request, reply) => {
					const form = bodyOf(request) as Record<string, string>;
					const { status, body } = oauth.token(form, request.headers.authorization);
					return reply.code(status).send(body);
				});
			},
		}),
		await startService(core, 'service', {
			refusal,
			routes(app) {
				app.get('/all.zip', (request, reply) =>
					oauth.subjectOf(bearerOf(request)) === undefined
						? reply.code(401).send({ error: 'invalid_token' })
						: serveBytes(request, reply, archive, { type: 'application/zip' }),
				);
			},
		}),
	);
});
afterEach(() => {
	core.requests.length = 0;
	core.faults.clear();
});
afterAll(async () => {
	for (const server of servers) await server.close();
});

const client = (more: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject => ({
	baseUrl: core.origins.service,
	grantType: 'clientCredentials',
	accessTokenUrl: `${core.origins.signIn}/token`,
	authentication: 'body',
	scope: 'archives',
	...CLIENT,
	...more,
});

/** The credential of a person who has connected the account. */
async function person(): Promise<ICredentialDataDecryptedObject> {
	const data = { grantType: 'authorizationCode', authUrl: `${core.origins.signIn}/authorize` };
	const known = await connected(client(data));
	core.requests.length = 0;
	return known;
}

async function run(data: ICredentialDataDecryptedObject) {
	const parameters = {
		archiveFrom: 'new',
		operation: 'unpack',
		authentication: 'anyService.oAuth2',
		service: 'otherService',
		otherServicePath: '/all.zip',
	};
	const type = 'n8n-nodes-archives.downloadArchive';
	const step = { name: 'Download', type, parameters, credentials: [CREDENTIAL] };
	return await engine.run(line(step), { [CREDENTIAL]: data });
}

/** What came out, what ended the run, and who was asked in which order, with what they answered. */
async function told(data: ICredentialDataDecryptedObject) {
	const done = await run(data);
	return {
		files: outputOf(done, 'Download').length,
		end: engineError(done),
		calls: core.requests.map(({ origin, status }) => `${origin} ${status}`),
	};
}

const ALL = { files: SAMPLE_FILES.length, end: undefined };

describe('a token for the client itself', () => {
	const basic = Buffer.from(`${CLIENT.clientId}:${CLIENT.clientSecret}`).toString('base64');
	test.each<[string, ICredentialDataDecryptedObject, object, string | undefined]>([
		['body', {}, { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret }, undefined],
		['header', { authentication: 'header' }, {}, `Basic ${basic}`],
	])('is asked for once, with its secret in the %s', async (_where, more, inBody, authorization) => {
		expect(await told(client(more))).toEqual({ ...ALL, calls: ['signIn 200', 'service 200'] });
		const [{ body, headers }] = core.requests;
		expect(body).toEqual({ grant_type: 'client_credentials', scope: 'archives', ...inBody });
		expect(headers.authorization).toBe(authorization);
	});
});

const SIGNED_IN: Array<[string, () => Promise<ICredentialDataDecryptedObject>]> = [
	['a person', person],
	[
		'the client itself',
		async () =>
			await Promise.resolve(
				client({ oauthTokenData: { access_token: oauth.issue('archives'), token_type: 'bearer' } }),
			),
	],
];

describe.each(SIGNED_IN)('the token of %s', (_whose, signedIn) => {
	test('is used as long as it is good', async () => {
		expect(await told(await signedIn())).toEqual({ ...ALL, calls: ['service 200'] });
	});

	test('is renewed when it is refused', async () => {
		const data = await signedIn();
		oauth.expireAccessTokens();
		expect(await told(data)).toEqual({ ...ALL, calls: ['service 401', 'signIn 200', 'service 200'] });
	});

	test.each<[string, Fault]>([
		['has too much to do', { name: 'json', status: 429, body: { error: 'rate_limited' } }],
		['shows a page meanwhile', { name: 'html', status: 503 }],
		['hangs up', { name: 'hangUp' }],
	])('is asked for again where the sign-in server %s', async (_what, fault) => {
		const data = await signedIn();
		oauth.expireAccessTokens();
		core.faults.add('signIn', fault);
		const refused = `signIn ${fault.status ?? 0}`;
		expect(await told(data)).toEqual({
			...ALL,
			calls: ['service 401', refused, 'service 401', 'signIn 200', 'service 200'],
		});
	});

	test.each<[string, Fault, string, RegExp]>([
		[
			'it is taken back',
			{
				name: 'json',
				status: 400,
				body: { error: 'invalid_grant', error_description: CLIENT.clientSecret },
			},
			'Other Service did not accept the sign-in',
			/^Open the credential, check its values and sign in again/,
		],
		[
			'the client is not known',
			{ name: 'json', status: 401, body: { error: 'invalid_client' } },
			'Other Service did not accept the sign-in',
			/^Open the credential, check its values and sign in again/,
		],
		[
			'there is nobody at the address',
			{ name: 'html', status: 404 },
			'The sign-in service of Other Service gave no token',
			/^It answered 404\. Check Access Token URL/,
		],
		[
			'a page comes instead',
			{ name: 'html' },
			'The sign-in service of Other Service gave no token',
			/^It answered 200\. Check Access Token URL/,
		],
	])('is not asked for again where %s', async (_what, fault, message, description) => {
		const data = await signedIn();
		oauth.expireAccessTokens();
		core.faults.add('signIn', fault);
		const { files, end, calls } = await told(data);
		expect({ files, end, calls }).toEqual({
			files: 0,
			end: expect.objectContaining({
				message,
				description: expect.stringMatching(description) as string,
			}) as object,
			calls: ['service 401', `signIn ${fault.status ?? 200}`],
		});
		expect(JSON.stringify(end)).not.toContain(CLIENT.clientSecret);
	});
});

test('an account that nobody has connected is told, and nobody is asked', async () => {
	const { end, calls } = await told(client({ grantType: 'authorizationCode' }));
	expect(end).toMatchObject({ message: 'Other Service did not accept the sign-in' });
	expect(calls).toEqual([]);
});
