/** The documents' small print, one line each: what is asked, what must be answered. Then the way through it all. */
import { BOX_ITEMS } from './index';
import { ask, headersOf, sandboxForTests, smallPrint } from './asking';
import { journey, json, post } from './journey';

const holder = sandboxForTests();
const items = (type: string, ...ids: unknown[]) => ({ items: ids.map((id) => ({ type, id })) });

smallPrint(holder, [
	['no token', 'box', 'GET /2.0/users/me', 'none', undefined, 401, ''],
	['me', 'box', 'GET /2.0/users/me', 'box', undefined, 200, { id: '20001', max_upload_size: 5_368_709_120 }],
	['as somebody', 'box', 'GET /2.0/users/me', 'boxAs', undefined, 200, { id: '20002' }],
	['as nobody', 'box', 'GET /2.0/users/me', 'boxAsNobody', undefined, 403],
	[
		'no items',
		'box',
		'POST /2.0/zip_downloads',
		'box',
		items('file'),
		400,
		{ code: 'bad_request', type: 'error' },
	],
	['root folder', 'box', 'POST /2.0/zip_downloads', 'box', items('folder', '0'), 400],
	['web link', 'box', 'POST /2.0/zip_downloads', 'box', items('web_link', BOX_ITEMS.webLink), 400],
	['number as id', 'box', 'POST /2.0/zip_downloads', 'box', items('file', 500_001), 400],
	['forbidden item', 'box', 'POST /2.0/zip_downloads', 'box', items('file', BOX_ITEMS.forbidden), 403],
	[
		'too many files',
		'box',
		'POST /2.0/zip_downloads',
		'box',
		items('folder', BOX_ITEMS.tooMany),
		400,
		{ code: 'zip_download_file_count_exceeded_limit' },
	],
	[
		'too many bytes',
		'box',
		'POST /2.0/zip_downloads',
		'box',
		items('folder', BOX_ITEMS.tooLarge),
		400,
		{ code: 'zip_download_pre_compressed_bytes_exceeded_limit' },
	],
	[
		'unknown link',
		'boxContent',
		'GET /2.0/zip_downloads/abc==/content',
		'none',
		undefined,
		404,
		{ code: 'not_found' },
	],
	['bad folder id', 'box', 'GET /2.0/folders/abc/items', 'box', undefined, 405],
	[
		'folder items',
		'box',
		'GET /2.0/folders/0/items?usemarker=true&limit=2',
		'box',
		undefined,
		200,
		{ next_marker: '2', limit: 2 },
	],
	[
		'search for nothing',
		'box',
		'GET /2.0/search?query=',
		'box',
		undefined,
		400,
		{ code: 'missing_parameter' },
	],
	['search too far', 'box', 'GET /2.0/search?query=a&offset=10200', 'box', undefined, 400],
	[
		'search with fields',
		'box',
		'GET /2.0/search?query=plan&fields=name,path_collection&limit=1',
		'box',
		undefined,
		200,
		{
			total_count: 2,
			entries: [
				{ id: BOX_ITEMS.sameName[0], path_collection: { entries: [{ id: '0' }, { name: 'North' }] } },
			],
		},
	],
]);

test('Box: names that meet are told in pairs; skipped files in the status; five downloads at once', async () => {
	const create = async (...ids: string[]) =>
		(await ask(holder.sandbox, 'box', 'POST /2.0/zip_downloads', 'box', items('file', ...ids))).body as {
			download_url: string;
			status_url: string;
			name_conflicts: Array<Array<{ original_name: string }>>;
		};
	const zip = await create(...BOX_ITEMS.sameName);
	expect(zip.name_conflicts).toMatchObject([[{ original_name: 'plan.txt' }, { original_name: 'plan.txt' }]]);
	expect(new URL(zip.download_url).origin).toBe(holder.sandbox.origin('boxContent'));
	expect(zip.download_url).toContain('==');
	Object.assign(holder.sandbox.behaviour.box, { skippedFiles: 1, skippedFolders: 2 });
	const content = await fetch(zip.download_url);
	expect(content.headers.get('content-length')).toBeNull();
	expect(content.headers.get('content-type')).toBe('application/octet-stream');
	await content.arrayBuffer();
	const status = await (await fetch(zip.status_url, { headers: headersOf('box') })).json();
	expect(status).toMatchObject({ state: 'succeeded', skipped_file_count: 1, skipped_folder_count: 2 });

	holder.sandbox.scenario('boxContent', 'stall', { after: 10, times: 5 });
	const stop = new AbortController();
	for (let number = 0; number < 5; number += 1) {
		await fetch((await create(BOX_ITEMS.file)).download_url, { signal: stop.signal });
	}
	const sixth = await fetch((await create(BOX_ITEMS.file)).download_url);
	expect([sixth.status, await sixth.json()]).toMatchObject([
		429,
		{ code: 'user_too_many_concurrent_downloads' },
	]);
	stop.abort();

	const late = await create(BOX_ITEMS.file);
	holder.sandbox.expireLinks('boxContent');
	expect((await fetch(late.download_url)).status).toBe(404);
});

journey(holder, 'box', async (sandbox) => {
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
});
