import { BoxArchiveOAuth2Api } from '../../credentials/BoxArchiveOAuth2Api.credentials';
import { BoxClientCredentialsApi } from '../../credentials/BoxClientCredentialsApi.credentials';
import { box } from '../../nodes/shared/providers/box';
import { startSandbox, type Sandbox } from '../sandbox';
import { credentialData } from '../sandbox/credentialData';
import { bytesOf, oAuth2Parent, signIn, type Live } from './live';
import { deskOf, fieldsWith, saidBy } from './support';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const clientCredentials = new BoxClientCredentialsApi();

async function live(data: Record<string, string> = {}): Promise<Live> {
	return await signIn(box, clientCredentials, {
		...credentialData(sandbox)[clientCredentials.name],
		...data,
	});
}

/** Signed in as a person would be after the consent page: the token is there, and the fields are from the credential type. */
async function liveOAuth2(accessToken: string): Promise<Live> {
	const type = new BoxArchiveOAuth2Api();
	const data = {
		...credentialData(sandbox)[type.name],
		oauthTokenData: { access_token: accessToken, token_type: 'bearer' },
	};
	return await signIn(box, type, data, oAuth2Parent);
}

async function download({ api }: Live) {
	const { create, open } = deskOf(box, api);
	const content = await open(await create(box.requestFrom(fieldsWith({ boxItems: sandbox.demo.box.items }))));
	const bytes = await bytesOf((await content.fetch()).body);
	const told = (await content.afterwards?.({ bytes: bytes.length, files: null, paths: null })) ?? {};
	return { bytes, ...told };
}

const contentCalls = () => sandbox.requests.filter(({ url }) => url.endsWith('/content'));

it('passes the tests of both credentials', async () => {
	expect(await (await live()).credentialTest()).toBe(200);
	expect(await (await liveOAuth2(sandbox.credentials.box.developerToken)).credentialTest()).toBe(200);
});

it('opens the link without credentials and reads the status after the last byte', async () => {
	sandbox.behaviour.box.skippedFiles = 2;
	const { bytes, files, leftOut } = await download(await live());
	expect(bytes.subarray(0, 2).toString()).toBe('PK');
	expect(files).toBe(sandbox.files('box').length - 2);
	expect(leftOut).toEqual([expect.stringMatching(/^Box left 2 files out/)]);
	expect(contentCalls()).toHaveLength(1);
	expect(contentCalls()[0].headers).not.toHaveProperty('authorization');
	expect(sandbox.requests.at(-1)?.url).toMatch(/\/status$/);
});

it('works with OAuth2 as well', async () => {
	const { bytes } = await download(await liveOAuth2(sandbox.credentials.box.developerToken));
	expect(bytes.length).toBeGreaterThan(1000);
});

it.each([
	['never connected', {}],
	[
		'taken back',
		{ oauthTokenData: { access_token: 'old', refresh_token: 'used-before', token_type: 'bearer' } },
	],
])('says that the sign-in was not accepted when the consent was %s', async (_name, data) => {
	const type = new BoxArchiveOAuth2Api();
	const session = await signIn(box, type, { ...credentialData(sandbox)[type.name], ...data }, oAuth2Parent);
	expect((await saidBy(() => download(session))).message).toBe('Box did not accept the sign-in');
});

it('acts for another user at the API, and says nothing of it to the content host', async () => {
	await download(await live({ asUser: sandbox.credentials.box.asUser }));
	const sent = sandbox.requests.map(({ origin, url, headers }) => [
		origin,
		url.split('/').at(-1),
		headers['as-user'],
	]);
	expect(sent).toEqual([
		['box', 'token', undefined],
		['box', 'zip_downloads', '20002'],
		['boxContent', 'content', undefined],
		['box', 'status', '20002'],
	]);
});

it('fetches a new token when the old one has run out', async () => {
	const session = await live();
	await download(session);
	sandbox.expireLinks('box');
	await download(session);
	expect(sandbox.requests.filter(({ url }) => url === '/oauth2/token')).toHaveLength(2);
});

it('mints a new link when the first is not known any more', async () => {
	sandbox.scenario('boxContent', 'expired');
	await download(await live());
	expect(contentCalls()).toHaveLength(2);
});

it('mints a new link for each try after a busy answer', async () => {
	sandbox.scenario('boxContent', 'status', { status: 429, retryAfter: '0', times: 2 });
	await download(await live());
	const ids = contentCalls().map(({ url }) => url);
	expect(new Set(ids).size).toBe(3);
});

it('does not take a transfer that Box calls failed for a whole one', async () => {
	sandbox.behaviour.box.outcome = 'failed';
	const session = await live();
	expect((await saidBy(() => download(session))).message).toBe(
		'Box reports that it could not send the whole archive',
	);
});

it.each([
	['a wrong secret', { clientSecret: 'not-the-secret' }],
	['a wrong enterprise', { subjectId: '1' }],
])('says that the sign-in was not accepted for %s', async (_name, data) => {
	const session = await live(data);
	const said = await saidBy(() => download(session));
	expect(said.message).toBe('Box did not accept the sign-in');
	expect(said.description).toContain('an administrator has authorized the app');
	expect(sandbox.requests).toHaveLength(1);
});
