import { AlfrescoBasicApi } from '../../credentials/AlfrescoBasicApi.credentials';
import { AlfrescoOAuth2Api } from '../../credentials/AlfrescoOAuth2Api.credentials';
import { AlfrescoTicketApi } from '../../credentials/AlfrescoTicketApi.credentials';
import type { ArchiveHandle } from '../../nodes/shared/contract';
import { alfresco } from '../../nodes/shared/providers/alfresco';
import { pause } from '../../nodes/shared/base/pause';
import { ALFRESCO_NODES, startSandbox, type Sandbox } from '../sandbox';
import { credentialData } from '../sandbox/credentialData';
import { bytesOf, oAuth2Parent, signIn, type Live } from './live';
import { deskOf, saidBy, type Desk } from './support';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const types = [new AlfrescoBasicApi(), new AlfrescoTicketApi(), new AlfrescoOAuth2Api()];
const live = async (type = types[0], data: Record<string, string> = {}): Promise<Live> =>
	await signIn(alfresco, type, { ...credentialData(sandbox)[type.name], ...data }, oAuth2Parent);

const deskWith = async (type = types[0], data: Record<string, string> = {}): Promise<Desk> =>
	deskOf(alfresco, (await live(type, data)).api);

/** Looks until there is nothing left to wait for. */
async function finished(desk: Desk, nodeIds: readonly string[]): Promise<ArchiveHandle> {
	let handle = await desk.create({ nodeIds });
	while (handle.state === 'preparing') {
		await pause(20);
		handle = await desk.check(handle);
	}
	return handle;
}

describe.each(types)('with $displayName', (type) => {
	it('passes the test of the credential', async () => {
		expect(await (await live(type)).credentialTest()).toBe(200);
	});

	it('creates, waits, downloads whole and in pieces, and deletes', async () => {
		const desk = await deskWith(type);
		const ready = await finished(desk, sandbox.demo.alfresco.nodeIds);
		expect(ready).toMatchObject({ state: 'ready', fileName: 'archive.zip', progress: { percent: 100 } });
		const content = await desk.open(ready);
		const whole = await bytesOf((await content.fetch()).body);
		expect(whole.subarray(0, 2).toString()).toBe('PK');
		const piece = await content.fetch({ start: 10, end: 30 });
		expect(piece.status).toBe(206);
		expect((await bytesOf(piece.body)).equals(whole.subarray(10, 30))).toBe(true);
		await desk.remove(ready);
		expect((await desk.check(ready)).state).toBe('expired');
	});

	it('says that the sign-in was not accepted', async () => {
		const wrong = { password: 'not-the-password', clientSecret: 'not-the-secret' };
		const said = await saidBy(
			async () => await (await deskWith(type, wrong)).create({ nodeIds: [ALFRESCO_NODES.file] }),
		);
		expect(said.message).toBe('Alfresco did not accept the sign-in');
		expect(JSON.stringify(said)).not.toContain('not-the');
	});
});

it('asks for a new ticket when the old one has run out', async () => {
	const session = await live(types[1]);
	const desk = deskOf(alfresco, session.api);
	const ready = await finished(desk, [ALFRESCO_NODES.file]);
	const before = session.saved().sessionToken;
	sandbox.expireLinks('alfresco');
	expect((await desk.check(ready)).state).toBe('ready');
	expect(session.saved().sessionToken).not.toBe(before);
	expect(sandbox.requests.filter(({ url }) => url.endsWith('/tickets'))).toHaveLength(2);
});

it('names the archive after its only node, by what comes with it', async () => {
	const desk = await deskWith();
	const ready = await finished(desk, [ALFRESCO_NODES.folder]);
	expect(ready.fileName).toBeNull();
	const content = await desk.open(ready);
	await bytesOf((await content.fetch()).body);
	expect(content.fileName).toBe('Projekt Übersicht.zip');
});

it('tells that the files are too large, with both numbers', async () => {
	const { state, reason, warnings } = await finished(await deskWith(), [ALFRESCO_NODES.tooLarge]);
	expect([state, warnings]).toEqual(['failed', []]);
	expect(reason).toMatch(/^the files come to [\d.]+ GB, and Alfresco allows 2.15 GB for one archive/);
});

it('cancels a job that would never end', async () => {
	const desk = await deskWith();
	const stuck = await desk.create({ nodeIds: [ALFRESCO_NODES.stuck] });
	expect((await desk.check(stuck)).state).toBe('preparing');
	await desk.cancel(stuck);
	expect((await saidBy(() => desk.open(stuck))).message).toBe('Alfresco is still making the archive');
});

it.each([
	[
		'forbidden',
		`Alfresco does not allow this account to read the file or folder ${ALFRESCO_NODES.forbidden}`,
	],
	['archived', 'Alfresco has moved the content of one of the files to an archive store'],
] as const)('says what is the matter with a node that is %s', async (node, message) => {
	const desk = await deskWith();
	expect((await saidBy(() => desk.create({ nodeIds: [ALFRESCO_NODES[node]] }))).message).toBe(message);
});

it('does not read a file that a forged handle names', async () => {
	const desk = await deskWith();
	const ready = {
		...(await finished(desk, [ALFRESCO_NODES.file])),
		archiveId: ALFRESCO_NODES.file,
	};
	expect((await saidBy(() => desk.open(ready))).message).toBe('Alfresco did not accept the id');
});

it("does not hand out another user's archive", async () => {
	const ready = await finished(await deskWith(), [ALFRESCO_NODES.file]);
	const { otherUser: user, otherPassword: password } = sandbox.credentials.alfresco;
	const other = await deskWith(types[0], { user, password });
	expect((await saidBy(() => other.open(ready))).message).toBe(
		'Alfresco does not allow this account to do it',
	);
});
