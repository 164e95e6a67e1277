import { DATAFRAMER_RUNS, startSandbox, type Sandbox } from '../sandbox';
import { names, open, refusal } from './support';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const LIST = 'dataFramerRuns';

it('tells name, date and state, and begins no archive', async () => {
	const { results } = await open(sandbox, LIST);
	expect(results).toContainEqual({
		name: 'Invoices · 2026-11-20 09:00 · succeeded',
		value: DATAFRAMER_RUNS.ready,
	});
	expect(results.map(({ value }) => value).sort()).toEqual(Object.values(DATAFRAMER_RUNS).sort());
	expect(sandbox.requests.map(({ url }) => url)).toEqual(['/api/dataframer/runs/']);
});

it('begins with the latest', async () => {
	sandbox.behaviour.dataFramer.listed = 3;
	expect(await names(sandbox, LIST)).toEqual([
		'Entry 2 · 2026-01-01 00:02 · succeeded',
		'Entry 1 · 2026-01-01 00:01 · succeeded',
		'Entry 0 · 2026-01-01 00:00 · succeeded',
	]);
});

it.each([
	['words in any order', 'FAILED inv', [DATAFRAMER_RUNS.failed]],
	['the beginning of an id', '4c53e7f8', [DATAFRAMER_RUNS.canceled]],
	['an id', DATAFRAMER_RUNS.empty.toUpperCase(), [DATAFRAMER_RUNS.empty]],
	[
		'an address',
		`https://app.dataframer.ai/projects/${DATAFRAMER_RUNS.ready}/runs/${DATAFRAMER_RUNS.empty}`,
		[DATAFRAMER_RUNS.empty],
	],
	['what nobody has', 'letters', []],
])('finds by %s', async (_what, filter, expected) => {
	expect((await open(sandbox, LIST, { filter })).results.map(({ value }) => value)).toEqual(expected);
});

it('passes over what is no run', async () => {
	const body = [{ id: '../x' }, { id: DATAFRAMER_RUNS.ready }, null, 'x', { name: 'y' }];
	sandbox.scenario('dataFramer', { name: 'json', status: 200, body });
	expect((await open(sandbox, LIST)).results).toEqual([{ name: 'Run', value: DATAFRAMER_RUNS.ready }]);
});

it('says that a key was not accepted', async () => {
	const said = await refusal(sandbox, LIST, { credential: { apiKey: 'sk_live_wrong_0123456789' } });
	expect(said).toMatchObject({ message: 'DataFramer did not accept the sign\u2011in', httpCode: '401' });
	expect(JSON.stringify(said)).not.toContain('sk_live_wrong');
});
