import { newHandle } from '../../nodes/shared/base/handle';
import { alfresco } from '../../nodes/shared/providers/alfresco';
import { plainBytes } from '../../nodes/shared/base/plainBytes';
import { archiveOf, openArchive } from '../../nodes/shared/run/archives';
import { deskOf, fieldsWith, playedApi, saidBy, type PlayedApi, type Reply } from './support';

const A = 'c8bb482a-ff3c-4704-a3a3-de1c83ccd84c';
const B = 'cffa62db-aa01-493d-9594-058bc058eeb1';
const ID = '3f0ad1a4-5d7b-4b3f-9d5e-0c6f7a1b2c3d';
const CREATE = 'POST /downloads';
const CHECK = `GET /downloads/${ID}`;
const CONTENT = `GET /nodes/${ID}/content?attachment=true`;
const REMOVE = `DELETE /nodes/${ID}?permanent=true`;

function download(status: string, figures: object = {}): Reply {
	return {
		body: {
			entry: { id: ID, status, filesAdded: 0, bytesAdded: 0, totalFiles: 0, totalBytes: 0, ...figures },
		},
	};
}

const handle = newHandle({
	provider: 'alfresco',
	state: 'preparing',
	archiveId: ID,
	createdAt: '2026-11-21T10:00:00.000Z',
	request: { nodeIds: [A] },
});

function played(script: Record<string, Reply | Reply[]>) {
	const api: PlayedApi = playedApi(alfresco, script);
	return { api, ...deskOf(alfresco, api) };
}

describe('what a user may enter', () => {
	const good: Array<[string, unknown, object]> = [
		['lines', `${A}\n\n ${B} `, { nodeIds: [A, B] }],
		['repetitions', `${A},${A}\n${B}`, { nodeIds: [A, B] }],
		['an array of ids', [A, B, A], { nodeIds: [A, B] }],
		[
			'nodes as the API lists them',
			[{ entry: { id: A, name: 'a.txt' } }, { id: B, name: 'b' }],
			{ nodeIds: [A, B], nodeNames: { [A]: 'a.txt', [B]: 'b' } },
		],
		['a node reference', `workspace://SpacesStore/${A}`, { nodeIds: [A] }],
		[
			'an address of Share',
			`https://acs.example/share/page/document-details?nodeRef=workspace://SpacesStore/${A}`,
			{ nodeIds: [A] },
		],
	];
	it.each(good)('takes %s', (_name, alfrescoNodes, request) => {
		expect(alfresco.requestFrom(fieldsWith({ alfrescoNodes }))).toEqual(request);
	});

	const bad: Array<[string, unknown, string]> = [
		['nothing', ' \n', 'Files and Folders is empty'],
		['an empty list', [], 'Files and Folders is empty'],
		['an expression without a value', undefined, 'Files and Folders is empty'],
		['a path', 'Sites/acme/report.pdf', '"Sites/acme/report.pdf" is no id of a file or folder in Alfresco'],
		['dots', '..', '".." is no id of a file or folder in Alfresco'],
		['an object without an id', [{ name: 'a' }], '"{"name":"a"}" is no id of a file or folder in Alfresco'],
		['a number', 7, '"7" is no id of a file or folder in Alfresco'],
		[
			'another address',
			'https://acs.example/s/secret',
			'The address is no id of a file or folder in Alfresco',
		],
	];
	it.each(bad)('refuses %s', async (_name, alfrescoNodes, message) => {
		const said = await saidBy(() => alfresco.requestFrom(fieldsWith({ alfrescoNodes })));
		expect(said.message).toBe(message);
		expect(JSON.stringify(said)).not.toContain('secret');
	});

	it('combines requests, each node once, under the first name', () => {
		const requests = [
			{ nodeIds: [A], nodeNames: { [A]: 'a' } },
			{ nodeIds: [B, A], fileName: 'all.zip' },
		];
		expect(alfresco.combine?.(requests)).toEqual({
			nodeIds: [A, B],
			nodeNames: { [A]: 'a' },
			fileName: 'all.zip',
		});
	});

	it('takes a download by its id', async () => {
		const given = (value: unknown) => alfresco.identified?.(fieldsWith({ alfrescoDownload: value }));
		expect(given({ __rl: true, mode: 'id', value: ID })).toEqual({ archiveId: ID, request: { nodeIds: [] } });
		expect((await saidBy(() => given(''))).message).toBe('Download is empty');
		expect((await saidBy(() => given('a/b'))).message).toBe('Download is no id of Alfresco');
	});

	it('lets the user say when a job counts as stuck', async () => {
		expect(alfresco.stuckAfter?.(fieldsWith({}))).toBe(300);
		expect(alfresco.stuckAfter?.(fieldsWith({ alfrescoStuckAfter: 5 }))).toBe(5);
		await saidBy(() => alfresco.stuckAfter?.(fieldsWith({ alfrescoStuckAfter: 'soon' })));
	});
});

describe('creating', () => {
	const accepted: Reply = { status: 202, ...download('PENDING') };

	const names: Array<[string, object, string | null]> = [
		['the only node', { nodeIds: [A], nodeNames: { [A]: 'a.txt' } }, 'a.txt.zip'],
		['nothing yet, where the name of that is not known', { nodeIds: [A] }, null],
		['nothing, where there are several', { nodeIds: [A, B] }, 'archive.zip'],
		['the option', { nodeIds: [A], fileName: 'mine.zip' }, 'mine.zip'],
	];
	it.each(names)('names the archive after %s, with one call', async (_name, request, fileName) => {
		const { api, create } = played({ [CREATE]: accepted });
		expect(await create(request)).toMatchObject({
			provider: 'alfresco',
			request,
			archiveId: ID,
			state: 'preparing',
			fileName,
			warnings: [],
		});
		expect(api.calls).toHaveLength(1);
	});

	it('warns of nodes that will have one path', async () => {
		const { warnings } = await played({ [CREATE]: accepted }).create({
			nodeIds: [A, B],
			nodeNames: { [A]: 'r.pdf', [B]: 'r.pdf' },
		});
		expect(warnings[0]).toMatch(/^2 of the files and folders are called "r.pdf"/);
	});

	const refused: Array<[string, Reply, string]> = [
		['no download', { status: 202, body: { entry: { id: 5 } } }, 'Alfresco answered without a download'],
		['a list', { status: 202, body: [] }, 'Alfresco answered without a download'],
		['nothing', { status: 202 }, 'Alfresco answered without a download'],
		['400', { status: 400 }, 'Alfresco did not accept the id'],
		['401', { status: 401 }, 'Alfresco did not accept the sign-in'],
		['403', { status: 403 }, `Alfresco does not allow this account to read the file or folder ${A}`],
		['404', { status: 404 }, `Alfresco could not find the file or folder ${A}`],
		['412', { status: 412 }, 'Alfresco has moved the content of one of the files to an archive store'],
		['409', { status: 409 }, 'Alfresco is busy with it'],
	];
	it.each(refused)('refuses %s', async (_name, reply, message) => {
		const { create } = played({ [CREATE]: reply });
		expect((await saidBy(() => create({ nodeIds: [A] }))).message).toBe(message);
	});

	const notFound = (id: string): Reply => ({
		status: 404,
		body: { error: { briefSummary: `10210000404 The entity with id: ${id} was not found` } },
	});
	it.each<[string, Reply, string]>([
		['one of them', notFound(B), `Alfresco could not find the file or folder ${B} ("plan.pdf")`],
		['none that was asked for', notFound('another'), 'Alfresco could not find one of the files and folders'],
		['without a name', { status: 403 }, 'Alfresco does not allow this account to do it'],
	])('says which of several nodes it is where Alfresco does: %s', async (_name, reply, message) => {
		const { api, create } = played({ [CREATE]: reply });
		const said = await saidBy(() => create({ nodeIds: [A, B], nodeNames: { [B]: 'plan.pdf' } }));
		expect(said.message).toBe(message);
		expect(api.calls).toHaveLength(1);
	});

	it.each([[{}], [{ nodeIds: A }], [{ nodeIds: [] }], [{ nodeIds: ['../x'] }]])(
		'refuses the request %j',
		async (request) => {
			const { api, create } = played({});
			await saidBy(() => create(alfresco.parse(request)));
			expect(api.calls).toEqual([]);
		},
	);
});

describe('looking', () => {
	const states: Array<[string, Reply, object]> = [
		[
			'PENDING',
			download('PENDING'),
			{
				state: 'preparing',
				progress: { files: 0, totalFiles: null, bytes: 0, totalBytes: null, percent: null },
			},
		],
		[
			'IN_PROGRESS',
			download('IN_PROGRESS', { filesAdded: 1, bytesAdded: 25, totalFiles: 3, totalBytes: 100 }),
			{ state: 'preparing', progress: { files: 1, totalFiles: 3, bytes: 25, totalBytes: 100, percent: 25 } },
		],
		[
			'DONE',
			download('DONE', { filesAdded: 3, bytesAdded: 100, totalFiles: 3, totalBytes: 100 }),
			{ state: 'ready', progress: { percent: 100 } },
		],
		[
			'CANCELLED',
			download('CANCELLED'),
			{ state: 'cancelled', reason: 'somebody cancelled it before it was finished' },
		],
		[
			'MAX_CONTENT_SIZE_EXCEEDED',
			download('MAX_CONTENT_SIZE_EXCEEDED', {
				bytesAdded: 2_152_852_358,
				totalBytes: 5_300_000_000,
				totalFiles: 4,
			}),
			{
				state: 'failed',
				progress: { bytes: null, percent: null },
				reason:
					'the files come to 5.3 GB, and Alfresco allows 2.15 GB for one archive. Ask for fewer files at a time, or let an administrator raise download.maxContentSize',
			},
		],
		['404', { status: 404 }, { state: 'expired', reason: expect.stringContaining('this one is gone') }],
	];
	it.each(states)('takes %s as it is meant', async (_name, reply, seen) => {
		const { look, check } = played({ [CHECK]: reply });
		const { handle: first, retryAfter } = await look(handle);
		expect(first).toMatchObject({ reason: null, warnings: [], ...seen });
		expect(retryAfter).toBeNull();
		// Nothing adds up, however often the job is looked at.
		expect(await check(first)).toEqual(first);
	});

	it('does not take an id that never was one for an archive that is gone', async () => {
		const typed = { ...handle, createdAt: null, request: {} };
		const said = await saidBy(() => played({ [CHECK]: { status: 404 } }).check(typed));
		expect(said).toMatchObject({ message: 'Alfresco knows no download with this id', code: 'NOT_FOUND' });
	});

	const refused: Array<[string, Reply, string]> = [
		['a node that is no download', { status: 400 }, 'Alfresco did not accept the id'],
		["another user's download", { status: 403 }, 'Alfresco does not allow this account to do it'],
		[
			'a status that nobody knows',
			download('<b>LOST</b>'),
			'Alfresco gives its download a status that is not known here',
		],
	];
	it.each(refused)('refuses %s', async (_name, reply, message) => {
		expect((await saidBy(() => played({ [CHECK]: reply }).check(handle))).message).toBe(message);
	});

	it.each([[null], ['../people'], ['a/b'], ['..']])('refuses a handle with the id %j', async (archiveId) => {
		const { api, check, open, cancel, remove } = played({});
		const forged = { ...handle, archiveId };
		for (const act of [check, open, cancel, remove])
			expect((await saidBy(() => act(forged))).code).toBe('BAD_HANDLE');
		expect(api.calls).toEqual([]);
	});
});

describe('downloading', () => {
	it('asks for the content, or for a piece of it', async () => {
		const { api, open } = played({ [CHECK]: download('DONE'), [CONTENT]: { bytes: 'PK' } });
		const content = await open(handle);
		await content.fetch();
		await content.fetch({ start: 10, end: 20 }, { 'If-Range': '"1"' });
		expect(content).toMatchObject({ ranges: true, size: null });
		expect(api.calls.map(({ headers }) => headers)).toEqual([
			undefined,
			{},
			{ Range: 'bytes=10-19', 'If-Range': '"1"' },
		]);
	});

	const sent: Array<[string, string | undefined, string | null]> = [
		['nothing', undefined, null],
		[
			'its encoded name',
			`attachment; filename="J rg.zip"; filename*=UTF-8''J%C3%B6rg+%2B+co.zip`,
			'Jörg + co.zip',
		],
		['its plain name', 'attachment; filename="plan.zip"', 'plan.zip'],
		[
			'its plain name, where the other is none',
			`attachment; filename="plan.zip"; filename*=UTF-8''%ff`,
			'plan.zip',
		],
		['a name that is a path', `attachment; filename*=UTF-8''..%2F..%2Fetc`, '_.._etc.zip'],
	];
	it.each(sent)('is called by %s when it comes', async (_name, header, fileName) => {
		const headers: Record<string, string> = header === undefined ? {} : { 'content-disposition': header };
		const { open } = played({ [CHECK]: download('DONE'), [CONTENT]: { bytes: 'PK', headers } });
		const content = await open(handle);
		expect(content.fileName).toBeNull();
		await content.fetch();
		expect(content.fileName).toBe(fileName);
		const named = await open({ ...handle, fileName: 'mine.zip' });
		await named.fetch();
		expect(named.fileName).toBe('mine.zip');
	});

	const counts: Array<[string, object, object]> = [
		['all', { filesAdded: 3, totalFiles: 3 }, { files: 3 }],
		[
			'fewer than it counted',
			{ filesAdded: 2, totalFiles: 3 },
			{ files: 2, leftOut: ['Alfresco packed 2 of 3 files'] },
		],
		['more than it counted', { filesAdded: 4, totalFiles: 3 }, { files: 3 }],
		['none', {}, { files: null }],
	];
	it.each(counts)('tells how many files there are to be: it packed %s', async (_name, figures, announced) => {
		const { files, leftOut } = await played({ [CHECK]: download('DONE', figures) }).open(handle);
		expect({ files, ...(leftOut === undefined ? {} : { leftOut }) }).toEqual(announced);
	});

	it('looks a second time only at what is not its own', async () => {
		const { api, session, open } = played({ [CHECK]: download('DONE') });
		const ready = { ...handle, state: 'ready' as const };
		await openArchive(session, { ...archiveOf(session, ready), isOurs: () => true });
		expect(api.calls).toEqual([]);
		await open(ready);
		await openArchive(session, { ...archiveOf(session, handle), isOurs: () => true });
		expect(api.calls.map(({ line }) => line)).toEqual([CHECK, CHECK]);
	});

	it('says that its own archive is gone by now', async () => {
		const { session } = played({ [CHECK]: { status: 404 }, [CONTENT]: { status: 404 } });
		const own = { ...archiveOf(session, { ...handle, state: 'ready' }), isOurs: () => true };
		const { content } = await openArchive(session, own);
		const said = await saidBy(() => content.fetch());
		expect(said.code).toBe('ARCHIVE_EXPIRED');
		expect(said.message).toMatch(/^The archive is no longer on Alfresco: .* this one is gone$/);
	});

	const unready: Array<[string, Reply | Reply[], string]> = [
		['is being made', download('IN_PROGRESS'), 'Alfresco is still making the archive'],
		[
			'was cancelled',
			download('CANCELLED'),
			'The archive was cancelled on Alfresco: somebody cancelled it before it was finished',
		],
		['is gone', { status: 404 }, 'The archive is no longer on Alfresco: '],
		[
			'is done without content',
			download('DONE'),
			'Alfresco reports the archive as done, but has no content for it',
		],
	];
	it.each(unready)(
		'tells by the status why there is nothing when the archive %s',
		async (_name, check, message) => {
			const { open } = played({ [CHECK]: check, [CONTENT]: { status: 404 } });
			const said = await saidBy(async () => await (await open(handle)).fetch());
			expect(said.message).toContain(message);
		},
	);
});

describe('ending', () => {
	it('cancels, and does not mind that the job is gone', async () => {
		for (const status of [202, 404]) {
			const { api, cancel } = played({ [`DELETE /downloads/${ID}`]: { status } });
			await cancel(handle);
			expect(api.calls).toHaveLength(1);
		}
	});

	it('deletes for good', async () => {
		const { api, remove } = played({ [REMOVE]: { status: 204 } });
		await remove(handle);
		expect(api.calls.map(({ line }) => line)).toEqual([REMOVE]);
	});

	it('does not mind that the archive is gone', async () => {
		const { api, remove } = played({ [REMOVE]: { status: 404 } });
		await remove(handle);
		expect(api.calls).toHaveLength(1);
	});
});

describe('signing in', () => {
	const [basic] = alfresco.signIns;

	it.each([
		[
			'https://acs.example/alfresco/',
			'',
			'https://acs.example/alfresco/api/-default-/public/alfresco/versions/1',
		],
		['https://acs.example', 'acme', 'https://acs.example/alfresco/api/acme/public/alfresco/versions/1'],
		['https://acs.example/repo', 'a/b', 'https://acs.example/repo/api/a%2Fb/public/alfresco/versions/1'],
	])('finds the API below %s for the tenant "%s"', (baseUrl, tenant, url) => {
		expect(basic.baseUrl({ baseUrl, tenant })).toBe(url);
	});
});

it.each([
	[0, '0 bytes'],
	[999, '999 bytes'],
	[1000, '1 KB'],
	[2_152_852_358, '2.15 GB'],
	[5e15, '5000 TB'],
])('writes %d as %s', (bytes, text) => {
	expect(plainBytes(bytes)).toBe(text);
});
