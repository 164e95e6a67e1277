import type { ICredentialType } from 'n8n-workflow';
import JSZip from 'jszip';
import { GumloopApi } from '../../credentials/GumloopApi.credentials';
import { GumloopOAuth2Api } from '../../credentials/GumloopOAuth2Api.credentials';
import { GumloopTeamApi } from '../../credentials/GumloopTeamApi.credentials';
import type { ArchiveHandle } from '../../nodes/shared/contract';
import { gumloop } from '../../nodes/shared/providers/gumloop';
import { connected } from '../engine/consent';
import { GUMLOOP_BROKEN_FILE, GUMLOOP_RUNS, startSandbox, type Sandbox } from '../sandbox';
import { credentialData } from '../sandbox/credentialData';
import { bytesOf, oAuth2Parent, signIn, type Live } from './live';
import { deskOf, saidBy, type Desk } from './support';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

async function live(
	type: ICredentialType = new GumloopApi(),
	data: Record<string, string> = {},
): Promise<Live> {
	return await signIn(gumloop, type, { ...credentialData(sandbox)[type.name], ...data });
}

/** As after the consent page: what n8n's server does with the fields of the credential is done by hand here. */
async function liveOAuth2(): Promise<Live> {
	const type = new GumloopOAuth2Api();
	const root = sandbox.origin('gumloop');
	const filled = {
		...credentialData(sandbox)[type.name],
		grantType: 'pkce',
		authUrl: `${root}/oauth/authorize`,
		accessTokenUrl: `${root}/oauth/token`,
	};
	return await signIn(gumloop, type, await connected(filled), oAuth2Parent);
}

const deskWith = async (type?: ICredentialType, data?: Record<string, string>): Promise<Desk> =>
	deskOf(gumloop, (await live(type, data)).api);

async function ended(desk: Desk, runId: string): Promise<ArchiveHandle> {
	let handle = await desk.create({ runId });
	while (handle.state === 'preparing') {
		await new Promise((resolve) => setTimeout(resolve, 20));
		handle = await desk.check(handle);
	}
	return handle;
}

describe.each<[string, () => Promise<Live>]>([
	['a personal key', async () => await live()],
	['a team key', async () => await live(new GumloopTeamApi())],
	['OAuth2', liveOAuth2],
])('signed in with %s', (_name, open) => {
	it('passes the credential test and downloads what the outputs name', async () => {
		const session = await open();
		expect(await session.credentialTest()).toBe(200);
		const desk = deskOf(gumloop, session.api);
		const content = await desk.open(await ended(desk, GUMLOOP_RUNS.running));
		const zip = await JSZip.loadAsync(await bytesOf((await content.fetch()).body));
		expect(Object.keys(zip.files).sort()).toEqual(
			sandbox
				.files('gumloop')
				.map(({ path }) => path)
				.sort(),
		);
	});
});

it('sends the user id in a header with a personal key only, and no key in an address', async () => {
	const { apiKey, userId, teamKey } = sandbox.credentials.gumloop;
	await ended(await deskWith(), GUMLOOP_RUNS.done);
	await ended(await deskWith(new GumloopTeamApi()), GUMLOOP_RUNS.done);
	expect(sandbox.requests.map(({ headers }) => headers['x-auth-key'])).toEqual([userId, undefined]);
	for (const { url } of sandbox.requests) {
		expect(url).not.toContain(apiKey);
		expect(url).not.toContain(teamKey);
	}
});

it('renews an OAuth2 token that has run out', async () => {
	const session = await liveOAuth2();
	sandbox.expireLinks('gumloop');
	expect((await ended(deskOf(gumloop, session.api), GUMLOOP_RUNS.done)).state).toBe('ready');
});

it.each([
	['failed', GUMLOOP_RUNS.failed, 'failed', 'the page could not be read'],
	['terminated', GUMLOOP_RUNS.terminated, 'cancelled', 'ended the flow run'],
	['done without outputs', GUMLOOP_RUNS.withoutOutputs, 'failed', 'has no outputs'],
])('ends the wait for a run that is %s', async (_name, runId, state, reason) => {
	const handle = await ended(await deskWith(), runId);
	expect(handle).toMatchObject({ state, reason: expect.stringContaining(reason) as string, warnings: [] });
});

it('ends a run that nobody waits for any more', async () => {
	const desk = await deskWith();
	const handle = await desk.create({ runId: GUMLOOP_RUNS.running });
	expect(handle.state).toBe('preparing');
	await desk.cancel(handle);
	expect((await desk.check(handle)).state).toBe('cancelled');
});

it('asks once for a file that is not there, and says what to check', async () => {
	const { create, open } = await deskWith();
	const request = { runId: GUMLOOP_RUNS.done, fileNames: [GUMLOOP_BROKEN_FILE] };
	const content = await open(await create(request));
	const said = await saidBy(() => content.fetch());
	expect(said.message).toBe('Gumloop could not send the files');
	expect(said.description).toMatch(
		/^Check every file name.*Gumloop answered 500 \(http_500: File download failed\)/,
	);
	expect(sandbox.requests.filter(({ url }) => url.endsWith('/download_files'))).toHaveLength(1);
});

it('asks again after a busy answer, though it is a POST', async () => {
	const desk = await deskWith();
	const content = await desk.open(await ended(desk, GUMLOOP_RUNS.done));
	sandbox.scenario('gumloop', { status: 503, match: /download_files/ });
	expect((await bytesOf((await content.fetch()).body)).subarray(0, 2).toString()).toBe('PK');
});

it.each([
	['a wrong key', { apiKey: 'wrong-key-0123456789' }, {}, 'Gumloop did not accept the sign-in'],
	['the id of another user', { userId: 'user_other' }, {}, 'Gumloop did not accept the sign-in'],
	[
		'another project',
		{},
		{ projectId: 'team_other' },
		'Gumloop does not let this sign-in act for that user or project',
	],
	['a run that nobody knows', {}, { runId: 'run_x' }, 'Gumloop could not find the flow run run_x'],
])('refuses %s', async (_name, data, more, message) => {
	const { create } = await deskWith(new GumloopApi(), data);
	const said = await saidBy(() => create({ runId: GUMLOOP_RUNS.done, ...more }));
	expect(said.message).toBe(message);
});
