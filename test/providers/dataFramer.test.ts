import { newHandle } from '../../nodes/shared/base/handle';
import { dataFramer } from '../../nodes/shared/providers/dataFramer';
import { deskOf, fieldsWith, playedApi, saidBy, type PlayedApi, type Reply } from './support';

const RUN = '182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e';
const OTHER = '3b42d6e7-803c-4016-89bb-cc8fbc8cd480';
const DOWNLOAD = `GET /runs/${RUN}/files/download/`;
const STATUS = `GET /runs/${RUN}/`;
const LINK = 'LINK https://storage.example/all.zip?X-Amz-Signature=abc';

const building: Reply = { status: 202, body: { download_url: null, size_bytes: null } };
const nothing: Reply = { status: 404, body: { error: 'No generated files found' } };
const ready = (link = LINK): Reply => ({ body: { download_url: link.slice(5), size_bytes: 3 } });
const zip: Reply = { bytes: 'zip', headers: { 'content-type': 'application/zip' } };
const expired: Reply = {
	status: 403,
	bytes: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
};
const handle = newHandle({ provider: 'dataFramer', state: 'ready', request: { runId: RUN } });

function played(script: Record<string, Reply | Reply[]>) {
	const api: PlayedApi = playedApi(dataFramer, script);
	return { api, ...deskOf(dataFramer, api) };
}

describe('what a user may enter', () => {
	it.each([
		['an id', RUN],
		['an id in capitals, with space around it', ` ${RUN.toUpperCase()} `],
		['an address', `https://app.dataframer.ai/runs/${RUN}/files?tab=1`],
		['an address with other ids', `https://app.dataframer.ai/specs/${OTHER}/runs/${RUN}`],
		['an address with the run in its query', `https://app.dataframer.ai/spec/${OTHER}?run_id=${RUN}`],
		['a resource locator', { __rl: true, mode: 'id', value: RUN }],
	])('takes %s', (_name, runId) => {
		expect(dataFramer.requestFrom(fieldsWith({ runId }))).toEqual({ runId: RUN });
		expect(dataFramer.identified?.(fieldsWith({ runId }))).toEqual({
			archiveId: RUN,
			fileName: 'run-182bd5e5.zip',
			request: { runId: RUN },
		});
	});

	it.each([
		['nothing', '', 'Run is empty'],
		['an expression without a value', null, 'Run is empty'],
		['a number', 17, 'Run is no run id of DataFramer'],
		['half an id', RUN.slice(0, 20), 'Run is no run id of DataFramer'],
		['an id and a path', `${RUN}/../../users`, 'Run is no run id of DataFramer'],
		['two ids', `${RUN},${OTHER}`, 'Run is no run id of DataFramer'],
		['an address with two ids', `https://app.example/${RUN}/${OTHER}`, 'Run is no run id of DataFramer'],
		['an address without an id', 'https://app.dataframer.ai/runs', 'Run is no run id of DataFramer'],
	])('refuses %s', async (_name, runId, message) => {
		expect((await saidBy(() => dataFramer.requestFrom(fieldsWith({ runId })))).message).toBe(message);
	});

	it.each([{}, { runId: 5 }, { runId: ['x'] }])('refuses a handle with the request %j', async (request) => {
		const said = await saidBy(() => played({}).check({ ...handle, request }));
		expect(said.code).toBe('BAD_HANDLE');
		expect(said.message).toBe('The archive item does not say which run of DataFramer is meant');
	});
});

describe('what DataFramer says of an archive', () => {
	const run = (status: unknown): Reply => ({ body: { id: RUN, status } });
	const answers: Array<[string, Record<string, Reply | Reply[]>, string, string | null]> = [
		['202', { [DOWNLOAD]: building }, 'preparing', null],
		['200', { [DOWNLOAD]: ready() }, 'ready', null],
		// The body of the one under the status of the other.
		['202 with a link in it', { [DOWNLOAD]: { ...ready(), status: 202 } }, 'preparing', null],
		[
			'no files of a run that failed',
			{ [DOWNLOAD]: nothing, [STATUS]: run('FAILED') },
			'failed',
			'the run failed and has no files',
		],
		[
			'no files of a run that was cancelled',
			{ [DOWNLOAD]: nothing, [STATUS]: run('CANCELED') },
			'cancelled',
			'the run was cancelled and has no files',
		],
		[
			'no files of a run that succeeded',
			{ [DOWNLOAD]: nothing, [STATUS]: run('SUCCEEDED') },
			'failed',
			'the run succeeded, but has no generated files',
		],
		[
			'a run that ended between two looks',
			{ [DOWNLOAD]: [nothing, building], [STATUS]: run('SUCCEEDED') },
			'preparing',
			null,
		],
		...['PENDING', 'PROCESSING', 'IN_PROGRESS', 'RUNNING', 'PAUSED', null, 7].map(
			(status): [string, Record<string, Reply>, string, null] => [
				`no files yet, and the run is ${String(status)}`,
				{ [DOWNLOAD]: nothing, [STATUS]: run(status) },
				'preparing',
				null,
			],
		),
	];
	it.each(answers)('%s', async (_name, script, state, reason) => {
		const made = await played(script).create({ runId: RUN });
		expect(made).toMatchObject({
			state,
			archiveId: RUN,
			fileName: 'run-182bd5e5.zip',
			request: { runId: RUN },
			reason,
			warnings: [],
		});
		const seen = await played(script).check(made);
		// Only the moment at which the link ends is another one.
		expect(seen).toEqual({ ...made, expiresAt: seen.expiresAt });
		expect(JSON.stringify(seen)).not.toContain('storage.example');
	});

	it('waits as long as it asks for', async () => {
		const { look } = played({ [DOWNLOAD]: { ...building, headers: { 'retry-after': '7' } } });
		expect((await look(handle)).retryAfter).toBe(7);
	});

	it.each([
		[
			'the run is unknown',
			{ [DOWNLOAD]: nothing, [STATUS]: { status: 404 } },
			`DataFramer could not find the run ${RUN}`,
		],
		['the key is wrong', { [DOWNLOAD]: { status: 401 } }, 'DataFramer did not accept the sign-in'],
		['the key has no right', { [DOWNLOAD]: { status: 403 } }, 'DataFramer does not allow this'],
		[
			'the answer says nothing',
			{ [DOWNLOAD]: { status: 204 } },
			'DataFramer gave an answer that says nothing of the archive',
		],
		[
			'there is no link',
			{ [DOWNLOAD]: { ...building, status: 200 } },
			'DataFramer reports the archive as ready, but gives no download link',
		],
	])('refuses when %s', async (_name, script, message) => {
		const said = await saidBy(() => played(script).create({ runId: RUN }));
		expect(said.message).toBe(message);
	});
});

describe('the download', () => {
	it('takes one link for many pieces', async () => {
		const { api, open } = played({ [DOWNLOAD]: ready(), [LINK]: zip });
		const content = await open(handle);
		expect(content).toMatchObject({ size: 3, ranges: true });
		await content.fetch({ start: -22 }, { 'If-Range': '"tag"' });
		await content.fetch();
		expect(api.calls.map(({ line, headers }) => [line, headers])).toEqual([
			[DOWNLOAD, undefined],
			[LINK, { Range: 'bytes=-22', 'If-Range': '"tag"' }],
			[LINK, {}],
		]);
	});

	it.each([400, 403, 404])(
		'asks for a new link when the storage answers %d to the old one',
		async (status) => {
			const fresh = `${LINK}2`;
			const { api, open } = played({
				[DOWNLOAD]: [ready(), ready(fresh)],
				[LINK]: { status },
				[fresh]: zip,
			});
			const content = await open(handle);
			expect((await content.fetch()).status).toBe(200);
			await content.fetch();
			expect(api.calls.map(({ line }) => line)).toEqual([DOWNLOAD, LINK, DOWNLOAD, fresh, fresh]);
			expect(api.closed).toBe(1);
		},
	);

	it('says so when the new link does not open either', async () => {
		const { open } = played({ [DOWNLOAD]: ready(), [LINK]: { status: 404 } });
		const content = await open(handle);
		expect((await saidBy(() => content.fetch())).message).toContain(
			'storage of DataFramer does not give out',
		);
	});

	it('says so when the new link has expired as well', async () => {
		const { api, open } = played({ [DOWNLOAD]: ready(), [LINK]: expired });
		const content = await open(handle);
		const said = await saidBy(() => content.fetch());
		expect(said.message).toContain('had expired, and so had the new one');
		expect(said.description).toContain('403 (AccessDenied: Request has expired)');
		expect(api.calls).toHaveLength(4);
	});

	const paths = ['a/x.csv'];
	const listed: Array<[string, string[] | null, Reply, object, number]> = [
		[
			'the files of the run',
			paths,
			{ body: { generated_files: [{ path: 'a/x.csv' }, { path: 7 }, 'y', { path: 'z'.repeat(2000) }] } },
			{ expected: ['a/x.csv', 'z'.repeat(1024)] },
			1,
		],
		['nothing where nothing is listed', paths, { body: {} }, { expected: [] }, 1],
		[
			'that it does not tell',
			paths,
			{ status: 500 },
			{ warnings: ['DataFramer did not tell which files the run has generated: nobody could compare'] },
			1,
		],
		...[400, 403, 404].map((status): [string, string[], Reply, object, number] => [
			`nothing where the list is not for us (${status})`,
			paths,
			{ status },
			{},
			1,
		]),
		['nothing where no names are known to compare', null, { body: {} }, {}, 0],
	];
	it.each(listed)('tells afterwards %s', async (_name, arrived, reply, told, calls) => {
		const { api, open } = played({ [DOWNLOAD]: ready(), [STATUS]: reply });
		const content = await open(handle);
		api.calls.length = 0;
		expect(await content.afterwards?.({ bytes: 3, files: 1, paths: arrived })).toEqual(told);
		expect(api.calls).toHaveLength(calls);
	});

	it.each([
		['is not ready', { [DOWNLOAD]: building }, 'DataFramer is still making the archive'],
		[
			'has no link',
			{ [DOWNLOAD]: { body: {} } },
			'DataFramer reports the archive as ready, but gives no download link',
		],
		[
			'will never be',
			{ [DOWNLOAD]: nothing, [STATUS]: { body: { status: 'FAILED' } } },
			'DataFramer could not make the archive: the run failed and has no files',
		],
	])('refuses an archive that %s', async (_name, script, message) => {
		expect((await saidBy(() => played(script).open(handle))).message).toBe(message);
	});
});
