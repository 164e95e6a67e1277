import JSZip from 'jszip';
import { createHash } from 'node:crypto';
import { startSandbox, type ProviderName, type Sandbox } from './index';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
afterEach(() => sandbox.reset());

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

async function json(
	url: string,
	init?: RequestInit,
): Promise<{ status: number; body: Record<string, unknown> }> {
	const response = await fetch(url, init);
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function post(body: unknown, headers: Record<string, string>): RequestInit {
	return {
		method: 'POST',
		body: JSON.stringify(body),
		headers: { 'content-type': 'application/json', ...headers },
	};
}

/** Asks again until the answer is the one waited for; how long that may take is jest's affair. */
async function until<T>(ask: () => Promise<T>, enough: (answer: T) => boolean): Promise<T> {
	for (;;) {
		const answer = await ask();
		if (enough(answer)) return answer;
		await new Promise((next) => setTimeout(next, 10));
	}
}

async function filesIn(response: Response): Promise<Record<string, string>> {
	const zip = await JSZip.loadAsync(await response.arrayBuffer(), { checkCRC32: true });
	const files = Object.values(zip.files).filter((entry) => !entry.dir);
	const hashes = await Promise.all(
		files.map(async (entry) => {
			const bytes = await entry.async('nodebuffer');
			return [entry.name, createHash('sha256').update(bytes).digest('hex')];
		}),
	);
	return Object.fromEntries(hashes) as Record<string, string>;
}

/** From first call to last byte, as the documents of each provider tell it. */
const journeys: Record<ProviderName, () => Promise<Response>> = {
	async alfresco() {
		const { user, password } = sandbox.credentials.alfresco;
		const headers = { authorization: basic(`${user}:${password}`) };
		const base = `${sandbox.origin('alfresco')}/alfresco/api/-default-/public/alfresco/versions/1`;
		const created = await json(
			`${base}/downloads`,
			post({ nodeIds: sandbox.demo.alfresco.nodeIds }, headers),
		);
		expect(created).toMatchObject({ status: 202, body: { entry: { status: 'PENDING', totalFiles: 0 } } });
		const { id } = created.body.entry as { id: string };
		const early = await fetch(`${base}/nodes/${id}/content`, { headers });
		expect(early.status).toBe(404);
		await until(
			() => json(`${base}/downloads/${id}`, { headers }),
			(answer) => (answer.body.entry as { status: string }).status === 'DONE',
		);
		return await fetch(`${base}/nodes/${id}/content?attachment=true`, { headers });
	},
	async box() {
		const { clientId, clientSecret, userId } = sandbox.credentials.box;
		const body = new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
			box_subject_type: 'user',
			box_subject_id: userId,
		});
		const token = await json(`${sandbox.origin('box')}/oauth2/token`, { method: 'POST', body });
		const headers = { authorization: `Bearer ${String(token.body.access_token)}` };
		const asked = post({ items: sandbox.demo.box.items, download_file_name: 'Büro' }, headers);
		const created = await json(`${sandbox.origin('box')}/2.0/zip_downloads`, asked);
		expect(created.status).toBe(202);
		const status = () => fetch(String(created.body.status_url), { headers });
		expect((await status()).status).toBe(404);
		const content = await fetch(String(created.body.download_url));
		const bytes = await content.arrayBuffer();
		expect((await fetch(String(created.body.download_url))).status).toBe(404);
		expect(await (await status()).json()).toMatchObject({ state: 'succeeded', skipped_file_count: 0 });
		return new Response(bytes, content);
	},
	async dataFramer() {
		const headers = { authorization: `Bearer ${sandbox.credentials.dataFramer.apiKey}` };
		const address = `${sandbox.origin('dataFramer')}/api/dataframer/runs/${sandbox.demo.dataFramer.runId}/files/download/`;
		const first = await json(address, { headers });
		expect(first).toEqual({ status: 202, body: { download_url: null, size_bytes: null } });
		const ready = await until(
			() => json(address, { headers }),
			(answer) => answer.status === 200,
		);
		const response = await fetch(String(ready.body.download_url));
		expect(response.headers.get('content-length')).toBe(String(ready.body.size_bytes));
		return response;
	},
	async gumloop() {
		const { apiKey, userId } = sandbox.credentials.gumloop;
		const { runId, fileNames } = sandbox.demo.gumloop;
		const headers = { authorization: `Bearer ${apiKey}`, 'x-auth-key': userId };
		const body = { file_names: fileNames, run_id: runId, user_id: userId };
		return await fetch(`${sandbox.origin('gumloop')}/api/v1/download_files`, post(body, headers));
	},
	async hoody() {
		const { downloadFolder, url, fileName, zipFolder } = sandbox.demo.hoody;
		const origin = sandbox.origin('hoody');
		const query = new URLSearchParams({ download: url, filename: fileName });
		const started = await json(`${origin}/${downloadFolder}?${query}`);
		expect(started).toMatchObject({ status: 200, body: { success: true, message: 'Download started' } });
		await until(
			() => json(`${origin}/?download_history=`),
			(answer) => (answer.body.history as unknown[]).length === 1,
		);
		const fetched = await fetch(`${origin}/api/v1/files/${downloadFolder}/${encodeURIComponent(fileName)}`);
		expect(Object.keys(await filesIn(fetched)).length).toBe(sandbox.files('hoody').length);
		return await fetch(`${origin}/${encodeURIComponent(zipFolder)}?zip`);
	},
};

test.each(Object.keys(journeys) as ProviderName[])('%s gives its files, byte for byte', async (provider) => {
	const expected = Object.fromEntries(sandbox.files(provider).map((file) => [file.path, file.sha256]));
	expect(await filesIn(await journeys[provider]())).toEqual(expected);
});
