import { GUMLOOP_RUNS, startSandbox, type Sandbox } from '../sandbox';
import { GUMLOOP_FLOWS, GUMLOOP_WORKBOOK } from '../sandbox/services/gumloop/lists';
import { names, open, openAll, refusal, type Asked } from './support';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const chosen = (value: string): Asked['parameters'] => ({
	gumloopFlow: { __rl: true, mode: 'list', value },
});

it('lists workbooks with their flows, and then all flows', async () => {
	expect(await openAll(sandbox, 'gumloopFlows')).toEqual([
		{ name: 'Finance: all flows', value: `workbook:${GUMLOOP_WORKBOOK}` },
		{ name: 'Finance / Invoices', value: GUMLOOP_FLOWS.inWorkbook },
		{ name: 'Invoices', value: GUMLOOP_FLOWS.inWorkbook },
		{ name: 'Letters', value: GUMLOOP_FLOWS.alone },
	]);
	expect(await names(sandbox, 'gumloopFlows', { filter: 'letters' })).toEqual(['Letters']);
	expect(await names(sandbox, 'gumloopSavedItems')).toEqual(['Invoices', 'Letters']);
});

it('lists the runs of the chosen flow, the latest first', async () => {
	const parameters = chosen(GUMLOOP_FLOWS.inWorkbook);
	const { results } = await open(sandbox, 'gumloopRuns', { parameters });
	expect(results[0]).toEqual({
		name: `2026-11-24 08:00 · done · ${GUMLOOP_RUNS.withoutOutputs}`,
		value: GUMLOOP_RUNS.withoutOutputs,
		url: `https://www.gumloop.com/pipeline?run_id=${GUMLOOP_RUNS.withoutOutputs}`,
	});
	expect(results.map(({ value }) => value).sort()).toEqual(Object.values(GUMLOOP_RUNS).sort());
	expect(sandbox.requests.map(({ url }) => url)).toEqual([
		`/api/v1/get_plrun_saved_item_map?saved_item_id=${GUMLOOP_FLOWS.inWorkbook}&user_id=user_8XyqSandbox`,
	]);
});

it.each([
	['of a workbook', chosen(`workbook:${GUMLOOP_WORKBOOK}`)],
	['of a flow whose id was typed', { gumloopFlow: GUMLOOP_FLOWS.inWorkbook }],
])('lists the runs %s', async (_what, parameters) => {
	const found = await open(sandbox, 'gumloopRuns', { parameters, filter: 'failed' });
	expect(found.results.map(({ value }) => value)).toEqual([GUMLOOP_RUNS.failed]);
});

it('finds a run by its address', async () => {
	const filter = `https://www.gumloop.com/pipeline?workbook_id=x&run_id=${GUMLOOP_RUNS.done}`;
	const parameters = chosen(GUMLOOP_FLOWS.inWorkbook);
	expect(await names(sandbox, 'gumloopRuns', { parameters, filter })).toHaveLength(1);
});

it.each<[string, Asked['parameters'], string]>([
	['no flow', {}, 'Choose a flow first'],
	['a flow that an expression is to give', { gumloopFlow: '={{ $json.flow }}' }, 'Choose a flow first'],
	['an expression in a locator', chosen('={{ $json.flow }}'), 'Choose a flow first'],
	['a flow that has not run', chosen(GUMLOOP_FLOWS.alone), 'Gumloop tells of no runs of this flow'],
	['a workbook that is gone', chosen('workbook:gone'), 'Gumloop could not find the flow'],
])('says what to do with %s', async (_what, parameters, message) => {
	const said = await refusal(sandbox, 'gumloopRuns', { parameters });
	expect(said.message).toBe(message);
	expect(said.description).toMatch(/\.$/);
});

/** What the documents leave open: each of these tells of one run. */
it.each([
	['a map of flows to runs', { item: [{ run_id: 'r1', state: 'DONE' }] }],
	['the same below a name', { saved_item_map: { item: [{ run_id: 'r1', state: 'DONE' }] } }],
	['a list of flows with their runs', { item: { runs: [{ pipeline_run_id: 'r1', status: 'DONE' }] } }],
	['runs by id', { item: [{ id: 'r1', status: 'done' }] }],
])('reads %s', async (_what, body) => {
	sandbox.scenario('gumloop', { name: 'json', status: 200, body });
	expect(await names(sandbox, 'gumloopRuns', { parameters: chosen('item') })).toEqual(['done · r1']);
});

it('reads ids alone, and passes over what is none', async () => {
	const body = { item: ['r1', 'no id at all', 7, null, { run_id: 'a/b' }], other: 'r2' };
	sandbox.scenario('gumloop', { name: 'json', status: 200, body });
	expect(await names(sandbox, 'gumloopRuns', { parameters: chosen('item') })).toEqual(['r1']);
});

it('lists teams, and asks for the flows of the one in the options', async () => {
	expect(await open(sandbox, 'gumloopTeams')).toEqual({
		results: [
			{ name: 'Acme Sales', value: 'team_4f8c92ab' },
			{ name: 'Acme Support', value: 'team_91ab73cd' },
		],
	});
	const options = { gumloopProjectId: { __rl: true, mode: 'list', value: 'team_4f8c92ab' } };
	await open(sandbox, 'gumloopSavedItems', { parameters: { options } });
	expect(sandbox.requests.at(-1)?.url).toContain('project_id=team_4f8c92ab');
});

it('acts for the team of a team key', async () => {
	await open(sandbox, 'gumloopSavedItems', { signIn: 'teamKey' });
	expect(sandbox.requests.at(-1)?.url).toMatch(/user_id=.*project_id=/);
});
