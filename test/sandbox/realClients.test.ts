/**
 * The vendors' own clients against the sandbox: what they accept, the sandbox may say.
 * Only addresses are changed; everything else is as their documents tell a user.
 */
import { AlfrescoApi, AuthenticationApi, DownloadsApi, NodesApi } from '@alfresco/js-api';
import { BoxCcgAuth, BoxClient, BoxDeveloperTokenAuth, CcgConfig } from 'box-node-sdk';
import { BaseUrls } from 'box-node-sdk/lib/networking/baseUrls';
import { NetworkSession } from 'box-node-sdk/lib/networking/network';
import JSZip from 'jszip';
import { Readable } from 'node:stream';
import { startSandbox, type Sandbox } from './index';
import { until } from './journey';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
afterEach(() => sandbox.reset());

async function pathsIn(bytes: Buffer): Promise<string[]> {
	const zip = await JSZip.loadAsync(bytes, { checkCRC32: true });
	return Object.values(zip.files)
		.filter((entry) => !entry.dir)
		.map((entry) => entry.name)
		.sort();
}

async function wholeOf(stream: Readable | undefined): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of stream ?? []) parts.push(Buffer.from(part as Uint8Array));
	return Buffer.concat(parts);
}

function expected(provider: 'box' | 'alfresco'): string[] {
	return sandbox
		.files(provider)
		.map((file) => file.path)
		.sort();
}

describe('box-node-sdk', () => {
	function client(auth: BoxCcgAuth | BoxDeveloperTokenAuth): BoxClient {
		const baseUrl = sandbox.origin('box');
		const baseUrls = new BaseUrls({ baseUrl, uploadUrl: baseUrl, oauth2Url: `${baseUrl}/api/oauth2` });
		return new BoxClient({ auth, networkSession: new NetworkSession({ baseUrls }) });
	}
	const byToken = (): BoxClient =>
		client(new BoxDeveloperTokenAuth({ token: sandbox.credentials.box.developerToken }));
	const wish = () => ({ items: sandbox.demo.box.items, downloadFileName: 'Everything' });

	test('signs in with Client Credentials and knows who it is', async () => {
		const { clientId, clientSecret, userId } = sandbox.credentials.box;
		const me = await client(
			new BoxCcgAuth({ config: new CcgConfig({ clientId, clientSecret, userId }) }),
		).users.getUserMe();
		expect(me).toMatchObject({ id: userId, maxUploadSize: 5 * 1024 ** 3 });
	});

	test('creates, downloads, reads the status', async () => {
		const box = byToken();
		const zip = await box.zipDownloads.createZipDownload(wish());
		expect(zip.nameConflicts).toEqual([]);
		await expect(box.zipDownloads.getZipDownloadStatus(String(zip.statusUrl))).rejects.toThrow('404');
		const bytes = await wholeOf(await box.zipDownloads.getZipDownloadContent(String(zip.downloadUrl)));
		expect(await pathsIn(bytes)).toEqual(expected('box'));
		const status = await box.zipDownloads.getZipDownloadStatus(String(zip.statusUrl));
		expect(status).toMatchObject({ state: 'succeeded', totalFileCount: sandbox.files('box').length });
	});

	test('downloads in one call', async () => {
		const bytes = await wholeOf(await byToken().zipDownloads.downloadZip(wish()));
		expect(await pathsIn(bytes)).toEqual(expected('box'));
	});

	test('hears the code of a refusal', async () => {
		const asked = byToken().zipDownloads.createZipDownload({ items: [{ type: 'folder', id: '160010' }] });
		await expect(asked).rejects.toMatchObject({
			// The SDK keeps the quotation marks of the JSON around the code.
			responseInfo: {
				statusCode: 400,
				code: expect.stringContaining('zip_download_file_count_exceeded_limit') as string,
			},
		});
	});
});

describe('@alfresco/js-api', () => {
	async function signedIn(): Promise<AlfrescoApi> {
		const api = new AlfrescoApi({ hostEcm: sandbox.origin('alfresco'), provider: 'ECM' });
		const ticket: unknown = await api.login(
			sandbox.credentials.alfresco.user,
			sandbox.credentials.alfresco.password,
		);
		expect(ticket).toMatch(/^TICKET_/);
		return api;
	}

	async function finished(downloads: DownloadsApi, id: string): Promise<void> {
		await until(
			() => downloads.getDownload(id),
			({ entry }) => String(entry.status) === 'DONE',
		);
	}

	test('signs in, creates, waits, downloads, deletes', async () => {
		const api = await signedIn();
		const downloads = new DownloadsApi(api);
		const nodes = new NodesApi(api);
		const { entry } = await downloads.createDownload({ nodeIds: sandbox.demo.alfresco.nodeIds });
		expect(entry).toMatchObject({ status: 'PENDING', filesAdded: 0 });
		const id = String(entry.id);
		await finished(downloads, id);
		const content = (await nodes.getNodeContent(id)) as unknown as Blob | Buffer;
		const bytes = Buffer.isBuffer(content) ? content : Buffer.from(await new Response(content).arrayBuffer());
		expect(await pathsIn(bytes)).toEqual(expected('alfresco'));
		await nodes.deleteNode(id, { permanent: true });
		await expect(downloads.getDownload(id)).rejects.toMatchObject({ status: 404 });
	});

	/**
	 * The client sets Range as a property that cannot be enumerated, so it is lost on the way: asked for ten bytes,
	 * it gets all of them. Should a later release send it, this test says so and can ask for the ten.
	 */
	test('does not send the Range it is given', async () => {
		const api = await signedIn();
		const { entry } = await new DownloadsApi(api).createDownload({ nodeIds: sandbox.demo.alfresco.nodeIds });
		await finished(new DownloadsApi(api), String(entry.id));
		await new NodesApi(api).getNodeContent(String(entry.id), { range: 'bytes=0-9' });
		expect(sandbox.requests.at(-1)).toMatchObject({ method: 'GET', status: 200 });
		expect(sandbox.requests.at(-1)?.headers.range).toBeUndefined();
	});

	test('cancels', async () => {
		const downloads = new DownloadsApi(await signedIn());
		const { entry } = await downloads.createDownload({ nodeIds: sandbox.demo.alfresco.nodeIds });
		await downloads.cancelDownload(String(entry.id));
		const after = await downloads.getDownload(String(entry.id));
		expect(after.entry.status).toBe('CANCELLED');
	});

	test('hears a wrong password as 403', async () => {
		const api = new AlfrescoApi({ hostEcm: sandbox.origin('alfresco'), provider: 'ECM' });
		const asked = new AuthenticationApi(api).createTicket({ userId: 'alice', password: 'wrong' });
		await expect(asked).rejects.toMatchObject({ status: 403 });
	});
});
