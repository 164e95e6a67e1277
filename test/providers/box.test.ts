import { newHandle } from '../../nodes/shared/base/handle';
import { box } from '../../nodes/shared/providers/box';
import type { BoxItem } from '../../nodes/shared/providers/box/items';
import { apiAddress } from '../../nodes/shared/providers/box/address';
import { deskOf, fieldsWith, playedApi, saidBy, type PlayedApi, type Reply } from './support';

const MINT = 'POST /zip_downloads';
const LINK = 'LINK https://dl.example/2.0/zip_downloads/abc==x_y=/content';
const STATUS = 'GET /zip_downloads/abc==x_y=/status';

function minted(more: object = {}): Reply {
	return {
		status: 202,
		body: {
			download_url: LINK.slice(5),
			status_url: 'https://service.example/api/zip_downloads/abc==x_y=/status',
			expires_at: '2026-11-21T10:00:00Z',
			name_conflicts: [],
			...more,
		},
	};
}

const ARRIVED = { bytes: 2, files: 1, paths: ['a'] };
/** What Box itself says (openapi.json, ClientError). */
const GONE = { status: 404, body: { type: 'error', status: 404, code: 'not_found' } };
const HIDDEN = {
	status: 403,
	body: { type: 'error', status: 403, code: 'access_denied_insufficient_permissions' },
};
const FACTS = 'fields=id%2Ctype%2Cname%2Cpermissions';
const FOLDER = `GET /folders/123?${FACTS}`;
const FILE = `GET /files/7?${FACTS}`;
const ITEMS: BoxItem[] = [{ type: 'folder', id: '123' }];
const handle = newHandle({ provider: 'box', state: 'ready', request: { items: [...ITEMS], name: 'report' } });

function played(script: Record<string, Reply | Reply[]>) {
	const api: PlayedApi = playedApi(box, script);
	return { api, ...deskOf(box, api) };
}

describe('what a user may enter', () => {
	const file = { type: 'file', id: '1' };
	const folder = { type: 'folder', id: '22' };
	const good: Array<[string, unknown, object[]]> = [
		['lines', 'file:1\n\n  folder:22  ', [file, folder]],
		['commas and capitals', 'File: 1, FOLDER:22', [file, folder]],
		[
			'addresses',
			'https://app.box.com/folder/22\nhttps://acme.app.box.com/file/1?sb=/details',
			[folder, file],
		],
		['an array of texts', ['file:1', 'folder:22'], [file, folder]],
		[
			'an array of objects, as Box lists them',
			[
				{ type: 'file', id: '1', name: 'a.txt' },
				{ type: 'folder', id: 22 },
			],
			[file, folder],
		],
		['one object', { type: 'folder', id: '22' }, [folder]],
		['repetitions', 'file:1\nfile:1\nhttps://app.box.com/file/1', [file]],
		['a file and a folder of one id', 'file:1\nfolder:1', [file, { type: 'folder', id: '1' }]],
	];
	it.each(good)('takes %s', (_name, boxItems, items) => {
		expect(box.requestFrom(fieldsWith({ boxItems }))).toEqual({ items });
	});

	test.each<[string, unknown, object]>([
		['an id', '22', { type: 'folder', id: '22', name: 'Reports' }],
		['an id that is a number', 22, { type: 'folder', id: '22' }],
		['an id whose item has a number', '22', { type: 'folder', id: 22 }],
	])('takes the type out of the input item: %s', (_name, boxItems, input) => {
		expect(box.requestFrom(fieldsWith({ boxItems }, input))).toEqual({ items: [folder] });
	});

	test.each<[string, unknown, unknown, string]>([
		["another item's id", '23', { type: 'folder', id: '22' }, '"23" does not say which'],
		['an item without a type', '22', { id: '22' }, '"22" does not say which'],
		['an item of another kind', '22', { type: 'hub', id: '22' }, '"{"type":"hub","id":"22"}" does not say'],
		['an item that is no object', '22', '22', '"22" does not say which'],
		['an id that is an object', '22', { type: 'folder', id: { toString: 1 } }, '"22" does not say which'],
		['a web link', '22', { type: 'web_link', id: '22' }, 'Box cannot put the web link 22'],
		['the root folder', '0', { type: 'folder', id: '0' }, 'Box cannot pack the root folder'],
	])('a bare id is refused beside %s', async (_name, boxItems, input, message) => {
		const said = await saidBy(() => box.requestFrom(fieldsWith({ boxItems }, input)));
		expect(said.message).toContain(message);
	});

	const bad: Array<[string, unknown, string]> = [
		['nothing', '', 'Files and Folders is empty'],
		['an empty list', [], 'Files and Folders is empty'],
		['an expression without a value', null, 'Files and Folders is empty'],
		['the root folder', 'folder:0', 'Box cannot pack the root folder (All Files)'],
		[
			'the root folder by its address',
			'https://app.box.com/folder/0',
			'Box cannot pack the root folder (All Files)',
		],
		['a web link', 'web_link:77', 'Box cannot put the web link 77 into an archive'],
		[
			'a web link as Box lists it',
			[{ type: 'web_link', id: '77' }],
			'Box cannot put the web link 77 into an archive',
		],
		['a bare id', '123', '"123" does not say which file or folder of Box it is'],
		['an unknown type', 'hub:1', '"hub:1" does not say which file or folder of Box it is'],
		['an id of letters', 'file:abc', '"file:abc" does not say which file or folder of Box it is'],
		[
			'an object without a type',
			[{ id: '1' }],
			'"{"id":"1"}" does not say which file or folder of Box it is',
		],
		[
			'an id that is no whole number',
			[{ type: 'file', id: 1.5 }],
			'"{"type":"file","id":1.5}" does not say which file or folder of Box it is',
		],
		[
			'an address of another site',
			'https://box.com.evil.example/folder/1',
			'The address does not say which file or folder of Box it is',
		],
		[
			'a shared link',
			'https://app.box.com/s/secret',
			'A shared link of Box does not tell which file or folder it stands for',
		],
	];
	it.each(bad)('refuses %s', async (_name, boxItems, message) => {
		const said = await saidBy(() => box.requestFrom(fieldsWith({ boxItems })));
		expect(said.message).toBe(message);
		expect(JSON.stringify(said)).not.toContain('secret');
	});

	it.each([
		['report.zip', 'report'],
		['report', 'report'],
		['../a\\b', '_a_b'],
		['.zip', undefined],
	])('sends the name %s without its ending', (boxFileName, name) => {
		expect(box.requestFrom(fieldsWith({ boxItems: 'file:1', boxFileName })).name).toBe(name);
	});
});

describe('many items', () => {
	const many = {
		items: Array.from({ length: 10_001 }, (_, index): BoxItem => ({ type: 'file', id: String(index + 1) })),
		name: 'all',
	};

	it('says before calling that they are too many, and what to do', async () => {
		const said = await saidBy(() => played({}).create(many));
		expect(said.message).toBe('10001 items are more than the 10,000 files that Box puts into one archive');
		expect(said.description).toContain('Split Large Requests');
	});

	it('splits them into parts with numbered names', () => {
		const parts = box.split?.(many) ?? [];
		expect(parts.map(({ items, name }) => [items.length, name])).toEqual([
			[10_000, 'all-1'],
			[1, 'all-2'],
		]);
		expect(box.split?.({ items: ITEMS })).toEqual([{ items: ITEMS }]);
	});

	it('combines requests, each item once, under the first name', () => {
		const more: BoxItem[] = [...ITEMS, { type: 'file', id: '5' }];
		expect(box.combine?.([{ items: ITEMS }, { items: more, name: 'b' }])).toEqual({ items: more, name: 'b' });
	});
});

describe('creating and waiting', () => {
	it('calls nobody: the archive is built while it is sent', async () => {
		const { api, create, check } = played({});
		const created = await create({ items: ITEMS, name: 'report' });
		expect(created).toMatchObject({
			provider: 'box',
			state: 'ready',
			fileName: 'report.zip',
			archiveId: null,
		});
		expect(await check(created)).toEqual(created);
		expect(api.calls).toEqual([]);
	});

	it.each([[{}], [{ items: 'file:1' }], [{ items: [{ type: 'folder', id: '0' }] }], [{ items: [] }]])(
		'refuses the handle %j',
		async (request) => {
			const { api, check, open } = played({});
			await saidBy(() => check({ ...handle, request }));
			await saidBy(() => open({ ...handle, request }));
			expect(api.calls).toEqual([]);
		},
	);
});

describe('a look before it is asked for', () => {
	const file: BoxItem = { type: 'file', id: '7' };

	it.each([
		['Reports', undefined, 'Reports.zip'],
		['a/b: c?', undefined, 'a_b_ c_.zip'],
		['', undefined, 'folder-123.zip'],
		['Reports', 'mine', 'mine.zip'],
	])('names the archive after its only item: %j, %j', async (title, name, fileName) => {
		const { api, createFound } = played({ [FOLDER]: { body: { id: '123', name: title } } });
		expect(await createFound({ items: ITEMS, name })).toMatchObject({ state: 'ready', fileName });
		expect(api.calls.map(({ line }) => line)).toEqual([FOLDER]);
	});

	it('lets Box check several, with one request', async () => {
		const { api, createFound } = played({ [MINT]: minted() });
		expect(await createFound({ items: [...ITEMS, file] })).toMatchObject({
			fileName: 'folder-123-and-1-more.zip',
			warnings: [],
		});
		expect(api.calls.map(({ line }) => line)).toEqual([MINT]);
	});

	it.each<[string, BoxItem[], Record<string, Reply>, string]>([
		['the only one', ITEMS, { [FOLDER]: GONE }, 'folder 123, or does not show it'],
		['a hidden one', ITEMS, { [FOLDER]: HIDDEN }, 'folder 123, or does not show it'],
		[
			'one of two',
			[...ITEMS, file],
			{ [MINT]: { status: 403 }, [FOLDER]: {}, [FILE]: GONE },
			'file 7, or does not show it',
		],
		[
			'both',
			[...ITEMS, file],
			{ [MINT]: { status: 400 }, [FOLDER]: GONE, [FILE]: GONE },
			'folder 123 and file 7, or does not show them',
		],
	])('says which is missing: %s', async (_name, items, script, words) => {
		const { createFound } = played(script);
		const said = await saidBy(() => createFound({ items }));
		expect(said).toMatchObject({ message: `Box has no ${words} to this account`, code: 'NOT_FOUND' });
	});

	it('takes the answer of something else than Box for no word about the item', async () => {
		const { createFound } = played({ [FOLDER]: { status: 404, body: { error: 'no such route' } } });
		expect(await createFound({ items: ITEMS })).toMatchObject({ fileName: 'folder-123.zip' });
	});

	it('tells beforehand what may be seen and not downloaded', async () => {
		const hidden = { body: { name: 'x', permissions: { can_download: false } } };
		const said = await saidBy(() => played({ [FOLDER]: hidden }).createFound({ items: ITEMS }));
		expect(said).toMatchObject({
			message: 'This Box account sees folder 123, and may not download it',
			code: 'NOT_ALLOWED',
		});
	});

	it('says that the app lacks its scope, and looks for no item that would be missing', async () => {
		const lacks = { status: 403, body: { type: 'error', status: 403, code: 'insufficient_scope' } };
		const { api, createFound } = played({ [FOLDER]: lacks, [MINT]: lacks });
		for (const items of [ITEMS, [...ITEMS, file]]) {
			expect(await saidBy(() => createFound({ items }))).toMatchObject({
				message: 'The Box app of this credential may not download files',
				code: 'NOT_ALLOWED',
			});
		}
		expect(api.calls).toHaveLength(2);
	});

	it('refuses a list past the limit without a call', async () => {
		const items = Array.from({ length: 10_001 }, (_, index): BoxItem => ({
			type: 'file',
			id: String(index + 1),
		}));
		const { api, createFound } = played({});
		expect((await saidBy(() => createFound({ items }))).message).toMatch(/^10001 items are more than/);
		expect(api.calls).toEqual([]);
	});

	it('looks at twenty items at most to find the one that is missing', async () => {
		const items = Array.from({ length: 30 }, (_, index): BoxItem => ({
			type: 'file',
			id: String(index + 1),
		}));
		const script = Object.fromEntries(items.map(({ id }) => [`GET /files/${id}?${FACTS}`, {}]));
		const { api, createFound } = played({ ...script, [MINT]: { status: 403 } });
		const said = await saidBy(() => createFound({ items }));
		expect(said.message).toBe('This Box account may not download one of the items');
		expect(api.calls).toHaveLength(21);
	});

	it('says that it did not look at all of them', async () => {
		const items = Array.from({ length: 30 }, (_, index): BoxItem => ({
			type: 'file',
			id: String(index + 1),
		}));
		const gone = items.map(({ id }) => [`GET /files/${id}?${FACTS}`, GONE] as const);
		const { createFound } = played({ ...Object.fromEntries(gone), [MINT]: { status: 403 } });
		const said = await saidBy(() => createFound({ items }));
		expect(said.message).toBe(
			'Box has no file 1, file 2, file 3, file 4, file 5 and 15 more, or does not show them to this account',
		);
		expect(said.description).toContain('Only the first 20 of 30 items were looked at.');
	});

	it.each([[500], [503], [429], [405]])('goes on where the look itself fails with %d', async (status) => {
		const { createFound } = played({ [FOLDER]: { status } });
		expect(await createFound({ items: ITEMS })).toMatchObject({ fileName: 'folder-123.zip' });
	});
});

describe('downloading', () => {
	async function download(script: Record<string, Reply | Reply[]>) {
		const { api, open } = played(script);
		const content = await open(handle);
		const answer = await content.fetch();
		return { api, content, answer };
	}

	it('asks for the link and opens it at once, exactly as it came', async () => {
		const { api, answer, content } = await download({ [MINT]: minted(), [LINK]: { bytes: 'PK' } });
		expect(answer.status).toBe(200);
		expect(content.ranges).toBe(false);
		expect(api.calls).toEqual([
			{ line: MINT, body: { items: ITEMS, download_file_name: 'report' } },
			{ line: LINK },
		]);
	});

	it('asks once more when the link is not known', async () => {
		const { api } = await download({ [MINT]: minted(), [LINK]: [{ status: 404 }, { bytes: 'PK' }] });
		expect(api.calls.map(({ line }) => line)).toEqual([MINT, LINK, MINT, LINK]);
		expect(api.closed).toBe(1);
	});

	const refused: Array<[string, Record<string, Reply>, string]> = [
		[
			'a link that is never known',
			{ [MINT]: minted(), [LINK]: { status: 404 } },
			'Box does not know the download link that it gave out a moment ago',
		],
		['no link', { [MINT]: minted({ download_url: 7 }) }, 'Box answered without a download link'],
		[
			'an answer that is no object',
			{ [MINT]: { status: 202, body: 'ok' } },
			'Box answered without a download link',
		],
		[
			'too many files',
			{ [MINT]: { status: 400, body: { code: 'zip_download_file_count_exceeded_limit' } } },
			'The folders hold more than the 10,000 files that Box puts into one archive',
		],
		[
			'too many bytes',
			{ [MINT]: { status: 400, body: { code: 'zip_download_pre_compressed_bytes_exceeded_limit' } } },
			'The files are larger together than this Box account may download as one archive',
		],
		[
			'bad ids',
			{ [MINT]: { status: 400, body: { code: 'bad_request' } }, [FOLDER]: {} },
			'Box did not accept the list of files and folders',
		],
		[
			'no access, and nothing that says where',
			{ [MINT]: { status: 403 }, [FOLDER]: { status: 500 } },
			'This Box account may not download one of the items',
		],
		[
			'no access',
			{ [MINT]: { status: 403 }, [FOLDER]: GONE },
			'Box has no folder 123, or does not show it to this account',
		],
		[
			'no right to download',
			{ [MINT]: { status: 403 }, [FOLDER]: { body: { permissions: { can_download: false } } } },
			'This Box account sees folder 123, and may not download it',
		],
		['a bad token', { [MINT]: { status: 401 } }, 'Box did not accept the sign-in'],
		[
			'too many downloads of the user',
			{ [MINT]: minted(), [LINK]: { status: 429, body: { code: 'user_too_many_concurrent_downloads' } } },
			'This Box user already has five archives under way, and Box allows no more at once',
		],
		[
			'too many downloads of the company',
			{
				[MINT]: minted(),
				[LINK]: { status: 429, body: { code: 'enterprise_too_many_concurrent_downloads' } },
			},
			'This company already has ten archives under way at Box, and Box allows no more at once',
		],
		[
			'a code that is a word of JavaScript',
			{ [MINT]: { status: 400, body: { code: 'constructor' } }, [FOLDER]: {} },
			'Box did not accept the list of files and folders',
		],
	];
	it.each(refused)('refuses %s', async (_name, script, message) => {
		expect((await saidBy(() => download(script))).message).toBe(message);
	});

	const UNTOLD = { warnings: ['Box did not tell whether it left files out of the archive'] };
	const status = (figures: object = {}): Reply => ({ body: { state: 'succeeded', ...figures } });
	const after: Array<[string, object, Reply, object]> = [
		[
			'all is here',
			{},
			status({
				total_file_count: 20,
				downloaded_file_count: 20,
				skipped_file_count: 0,
				skipped_folder_count: 0,
			}),
			{ files: 20, leftOut: [], warnings: [] },
		],
		[
			'files were skipped',
			{},
			status({
				total_file_count: 20,
				downloaded_file_count: 18,
				skipped_file_count: 2,
				skipped_folder_count: 1,
			}),
			{
				files: 18,
				leftOut: [
					'Box left 2 files and 1 folder out of the archive: this account may not download them any more',
				],
				warnings: [],
			},
		],
		[
			'files are neither here nor skipped',
			{},
			status({ total_file_count: 20, downloaded_file_count: 3, skipped_file_count: 1 }),
			{ files: 19, leftOut: [expect.stringContaining('left 1 file out')], warnings: [] },
		],
		['nothing is counted', {}, status(), { files: 0, leftOut: [], warnings: [] }],
		[
			'files were renamed',
			{
				name_conflicts: [
					[
						{ id: '1', type: 'file', original_name: 'Report.pdf', download_name: '3aa6a7.pdf' },
						{ id: '2', type: 'file', original_name: 'Report.pdf', download_name: '5d53f2.pdf' },
					],
					'nonsense',
					[{ original_name: 7 }],
				],
			},
			status(),
			{
				files: 0,
				leftOut: [],
				warnings: ['Box renamed files of the same name: Report.pdf → 3aa6a7.pdf, Report.pdf → 5d53f2.pdf'],
			},
		],
		['the status is unknown', {}, { status: 404 }, UNTOLD],
		['the status cannot be read', {}, { status: 500 }, UNTOLD],
		['the status is a list', {}, { body: [] }, UNTOLD],
		['the status lies elsewhere', { status_url: 'https://evil.example/status' }, status(), UNTOLD],
	];
	it.each(after)('tells afterwards when %s', async (_name, more, answer, told) => {
		const { content } = await download({ [MINT]: minted(more), [LINK]: { bytes: 'PK' }, [STATUS]: answer });
		expect(await content.afterwards?.(ARRIVED)).toEqual(told);
	});

	it('looks again while Box has not settled', async () => {
		const { api, content } = await download({
			[MINT]: minted(),
			[LINK]: { bytes: 'PK' },
			[STATUS]: [{ body: { state: 'in_progress' } }, { body: { state: 'succeeded', skipped_file_count: 1 } }],
		});
		expect((await content.afterwards?.(ARRIVED))?.leftOut).toHaveLength(1);
		expect(api.calls).toHaveLength(4);
	});

	it('refuses what Box itself calls failed', async () => {
		const { content } = await download({
			[MINT]: minted(),
			[LINK]: { bytes: 'PK' },
			[STATUS]: { body: { state: 'failed' } },
		});
		const said = await saidBy(() => content.afterwards?.(ARRIVED));
		expect(said.message).toBe('Box reports that it could not send the whole archive');
	});

	it('keeps a long list of renamed files short', async () => {
		const group = [{ original_name: 'a', download_name: 'b' }];
		const { content } = await download({
			[MINT]: minted({ name_conflicts: Array.from({ length: 500 }, () => group) }),
			[LINK]: { bytes: 'PK' },
			[STATUS]: { body: { state: 'succeeded' } },
		});
		const { warnings = [] } = (await content.afterwards?.(ARRIVED)) ?? {};
		expect(warnings).toHaveLength(21);
		expect(warnings[20]).toBe('Box renamed 480 further files of the same name');
	});
});

describe('signing in', () => {
	const [oAuth2] = box.signIns;

	it('finds the API below the address', () => {
		expect(oAuth2.baseUrl({ baseUrl: ' https://api.box.com/ ' })).toBe('https://api.box.com/2.0');
		expect(apiAddress({})).toBe('');
	});

	it('acts for another user only when the credential says so', async () => {
		expect(oAuth2.headers?.({ asUser: ' 123 ' })).toEqual({ 'As-User': '123' });
		expect(oAuth2.headers?.({ asUser: '' })).toEqual({});
		expect((await saidBy(() => oAuth2.headers?.({ asUser: '1\r\nX: y' }))).message).toContain(
			'is not a user id',
		);
	});
});
