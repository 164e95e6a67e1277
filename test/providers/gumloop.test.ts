import { newHandle } from '../../nodes/shared/base/handle';
import { gumloop } from '../../nodes/shared/providers/gumloop';
import { namesInOutputs } from '../../nodes/shared/providers/gumloop/outputNames';
import { deskOf, fieldsWith, playedApi, saidBy, type Reply } from './support';

const RUN = 'run_7Qm2';
const LOOK = `GET /get_pl_run?run_id=${RUN}&user_id=ada`;
const DOWNLOAD = 'POST /download_files';
const KILL = 'POST /kill_pipeline';
const zip: Reply = { bytes: 'PK', headers: { 'content-type': 'application/zip' } };
const run = (state: unknown, more: object = {}): Reply => ({
	body: { state, outputs: null, log: [], ...more },
});
const handle = newHandle({
	provider: 'gumloop',
	state: 'ready',
	request: { runId: RUN, fileNames: ['a.pdf', 'b.csv'] },
});
const byOutputs = { ...handle, state: 'preparing' as const, request: { runId: RUN } };

/** Gumloop as seen with a credential. */
function played(
	script: Record<string, Reply | Reply[]>,
	settings: Record<string, string> = { userId: 'ada' },
) {
	const api = playedApi(gumloop, script, { settings });
	return { api, ...deskOf(gumloop, api) };
}

describe('what a user may enter', () => {
	const list = { gumloopRunId: RUN, gumloopNamesFrom: 'list' };
	it.each<[string, Record<string, unknown>, object]>([
		['a run', { gumloopRunId: ` ${RUN} ` }, { runId: RUN }],
		[
			'the address of a run',
			{ gumloopRunId: `https://www.gumloop.com/pipeline?workbook_id=w&run_id=${RUN}#top` },
			{ runId: RUN },
		],
		[
			'lines, each once, commas included',
			{ ...list, gumloopFileNames: 'a.pdf\n\n b, c.csv \na.pdf' },
			{ runId: RUN, fileNames: ['a.pdf', 'b, c.csv'] },
		],
		[
			'a list from an expression',
			{ ...list, gumloopFileNames: ['Grüße.txt', '説明.md'] },
			{ runId: RUN, fileNames: ['Grüße.txt', '説明.md'] },
		],
		[
			'names that are not asked for',
			{ gumloopRunId: RUN, gumloopNamesFrom: 'outputs', gumloopFileNames: 'x' },
			{ runId: RUN },
		],
		[
			'a project and a saved item',
			{ gumloopRunId: RUN, gumloopProjectId: 'team_1', gumloopSavedItemId: 'item-2' },
			{ runId: RUN, projectId: 'team_1', savedItemId: 'item-2' },
		],
	])('takes %s', (_name, values, request) => {
		expect(gumloop.requestFrom(fieldsWith(values))).toEqual(request);
	});

	it.each<[string, Record<string, unknown>, string]>([
		['no run', {}, 'Flow Run is empty'],
		['a path', { gumloopRunId: '../teams' }, 'Flow Run is no run of Gumloop'],
		[
			'an address without a run',
			{ gumloopRunId: 'https://www.gumloop.com/home' },
			'Flow Run is no run of Gumloop',
		],
		['no names', { ...list, gumloopFileNames: ' \n' }, 'File Names is empty'],
		['an empty list', { ...list, gumloopFileNames: [] }, 'File Names is empty'],
		['a name of two lines', { ...list, gumloopFileNames: ['a\nb'] }, '"a\\nb" is no file name'],
		[
			'a project that is none',
			{ gumloopRunId: RUN, gumloopProjectId: 'a b' },
			'Project ID is no id of Gumloop',
		],
		[
			'a saved item that is none',
			{ gumloopRunId: RUN, gumloopSavedItemId: 'x/y' },
			'Saved Item ID is no id of Gumloop',
		],
	])('refuses %s', async (_name, values, message) => {
		expect((await saidBy(() => gumloop.requestFrom(fieldsWith(values)))).message).toBe(message);
	});

	it.each([
		[{}, 'The archive item does not say which flow run of Gumloop is meant'],
		[{ runId: 'https://evil.example/' }, 'Flow Run is no run of Gumloop'],
		[{ runId: RUN, fileNames: 'a.pdf' }, 'The file names in the archive item are no list'],
		[{ runId: RUN, fileNames: [{}] }, '{} is no file name'],
		[{ runId: RUN, projectId: 5 }, 'projectId in the archive item is no id of Gumloop'],
	])('refuses a handle with the request %j', async (request, message) => {
		const { api, check, open, cancel } = played({});
		for (const use of [check, open, cancel]) {
			expect((await saidBy(() => use({ ...handle, request }))).message).toBe(message);
		}
		expect(api.calls).toEqual([]);
	});
});

describe('whose run it is', () => {
	it.each<[string, Record<string, string>, object, string]>([
		['a user', { userId: 'ada' }, {}, 'user_id=ada'],
		['a team and a member', { userId: 'ada', projectId: 'team' }, {}, 'user_id=ada&project_id=team'],
		['a project in the node', { userId: 'ada' }, { projectId: 'other' }, 'project_id=other'],
		[
			'a project in the node, with a team key',
			{ userId: 'ada', projectId: 'team' },
			{ projectId: 'other' },
			'user_id=ada&project_id=other',
		],
	])('%s', async (_name, settings, more, query) => {
		const { create } = played({ [`GET /get_pl_run?run_id=${RUN}&${query}`]: run('RUNNING') }, settings);
		const made = await create({ runId: RUN, ...more });
		expect(made.request).toEqual({ runId: RUN, ...more });
	});

	it('nobody', async () => {
		const said = await saidBy(() => played({}, {}).create({ runId: RUN }));
		expect(said.message).toBe('Gumloop wants to know whose flow run it is');
	});
});

describe('names in outputs', () => {
	it.each<[string, Record<string, unknown>, string[]]>([
		['a text', { report: 'report.pdf' }, ['report.pdf']],
		[
			'a list, and the same name elsewhere',
			{ files: ['a.csv', 'b.csv'], first: 'a.csv' },
			['a.csv', 'b.csv'],
		],
		['lists in a list', { files: [['a.csv'], [['b.csv']]] }, ['a.csv', 'b.csv']],
		['a list without a bottom', { files: [[[['a.csv']]]] }, []],
		[
			'odd names',
			{ files: ['notes 📦.txt', '説明.md', 'a.tar.gz', 'x.7z', 'b.mp3', '2026.01.pdf'] },
			['notes 📦.txt', '説明.md', 'a.tar.gz', 'x.7z', 'b.mp3', '2026.01.pdf'],
		],
		[
			'other texts',
			{
				a: 'All orders of November',
				b: '1.5',
				c: 'Done. Thanks',
				d: 'https://x.example/a.pdf',
				e: 'ada@example.com',
				f: 'line\nb.txt',
				g: '.env',
				h: '',
			},
			[],
		],
		['what is no text', { a: 5, b: null, c: { file: 'a.pdf' }, d: true }, []],
		['a text that is too long', { a: `${'x'.repeat(300)}.txt` }, []],
	])('%s', (_name, outputs, names) => {
		expect(namesInOutputs(outputs)).toEqual(names);
	});

	it('a long text takes no time', () => {
		expect(namesInOutputs({ a: '. '.repeat(5_000_000), b: ['a.'.repeat(127)] })).toEqual([]);
	});
});

describe('what Gumloop says of the run', () => {
	const outputs = { files: ['x.pdf'], remark: 'All of it' };
	it.each<[string, Reply, string, string | undefined, string[] | undefined]>([
		['QUEUED', run('QUEUED'), 'preparing', undefined, undefined],
		['RUNNING', run('RUNNING'), 'preparing', undefined, undefined],
		['STARTED', run('STARTED'), 'preparing', undefined, undefined],
		['a state nobody knows', run('RESTING'), 'preparing', undefined, undefined],
		['no state', { body: null }, 'preparing', undefined, undefined],
		['DONE', run('DONE', { outputs }), 'ready', undefined, ['x.pdf']],
		['DONE without outputs', run('DONE'), 'failed', 'has no outputs', undefined],
		[
			'DONE with other outputs',
			run('DONE', { outputs: { a: 'text' } }),
			'failed',
			'names no files',
			undefined,
		],
		['FAILED', run('FAILED'), 'failed', 'the flow run failed', undefined],
		[
			'FAILED, with a log',
			run('FAILED', { log: ['Start', 'Reader: no page 3', ' '] }),
			'failed',
			'("Reader: no page 3")',
			undefined,
		],
		['TERMINATING', run('TERMINATING'), 'failed', 'is being ended', undefined],
		['TERMINATED', run('TERMINATED'), 'cancelled', 'somebody ended', undefined],
	])('%s', async (_name, reply, state, reason, fileNames) => {
		const made = await played({ [LOOK]: reply }).create(byOutputs.request);
		expect(made).toMatchObject({ state, archiveId: RUN, fileName: `run-${RUN}.zip` });
		expect(made.request).toEqual({ runId: RUN, ...(fileNames && { fileNames }) });
		expect(made.reason).toEqual(reason === undefined ? null : expect.stringContaining(reason));
		expect(made.warnings).toEqual([]);
		expect(await played({ [LOOK]: reply }).check(made)).toEqual(made);
	});

	it('keeps the names that were listed', async () => {
		const preparing = { ...handle, state: 'preparing' as const };
		const seen = await played({ [LOOK]: run('DONE', { outputs }) }).check(preparing);
		expect(seen).toMatchObject({ state: 'ready', request: handle.request });
	});

	it.each([
		[401, '', 'Gumloop did not accept the sign-in'],
		[403, '', 'Gumloop does not let this sign-in act for that user or project'],
		[403, 'insufficient_scope', 'The sign-in to Gumloop does not cover this'],
		[404, '', `Gumloop could not find the flow run ${RUN}`],
		[500, '', 'Gumloop could not answer'],
	])('refuses at %d %s', async (status, code, message) => {
		const said = await saidBy(() => played({ [LOOK]: { status, body: { code } } }).create(byOutputs.request));
		expect(said.message).toBe(message);
	});
});

describe('the download', () => {
	it('asks for the files of a handle that is ready, again and again', async () => {
		const { api, open } = played({ [DOWNLOAD]: zip });
		const request = { ...handle.request, savedItemId: 'item' };
		const content = await open({ ...handle, request });
		expect(content).toMatchObject({ ranges: false, size: null });
		await content.fetch();
		await content.fetch();
		const body = { file_names: ['a.pdf', 'b.csv'], run_id: RUN, user_id: 'ada', saved_item_id: 'item' };
		expect(api.calls).toEqual([1, 2].map(() => ({ line: DOWNLOAD, body })));
	});

	it('looks at the run where the names are not known yet', async () => {
		const { api, open } = played({ [LOOK]: run('DONE', { outputs: { file: 'x.pdf' } }), [DOWNLOAD]: zip });
		await (await open(byOutputs)).fetch();
		expect(api.calls[1].body).toMatchObject({ file_names: ['x.pdf'] });
	});

	it.each<[string, Reply, string]>([
		['is not done', run('RUNNING'), 'Gumloop is still making the archive'],
		['failed', run('FAILED'), 'Gumloop could not make the archive: the flow run failed'],
		[
			'was ended',
			run('TERMINATED'),
			'The archive was cancelled on Gumloop: somebody ended the flow run before it was done',
		],
	])('refuses a run that %s', async (_name, reply, message) => {
		expect((await saidBy(() => played({ [LOOK]: reply }).open(byOutputs))).message).toBe(message);
	});

	it.each<[string, Reply, string]>([
		['500', { status: 500 }, 'Gumloop could not send the files'],
		['403', { status: 403 }, 'Gumloop does not let this sign-in act for that user or project'],
	])('refuses %s', async (_name, reply, message) => {
		const content = await played({ [DOWNLOAD]: reply }).open(handle);
		expect((await saidBy(() => content.fetch())).message).toBe(message);
	});
});

describe('cancelling', () => {
	it.each<[string, Reply]>([
		['a run', { body: { success: true } }],
		['a run that is gone', { status: 404 }],
	])('ends %s', async (_name, reply) => {
		const { api, cancel } = played({ [KILL]: reply });
		await cancel(byOutputs);
		expect(api.calls).toEqual([{ line: KILL, body: { run_id: RUN, user_id: 'ada' } }]);
	});

	it('tells when it was not ended', async () => {
		const said = await saidBy(() => played({ [KILL]: { body: { success: false } } }).cancel(byOutputs));
		expect(said.message).toBe('Gumloop did not end the flow run');
	});
});
