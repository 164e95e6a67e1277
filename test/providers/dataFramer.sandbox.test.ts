import { DataFramerApi } from '../../credentials/DataFramerApi.credentials';
import type { ArchiveHandle } from '../../nodes/shared/contract';
import { dataFramer } from '../../nodes/shared/providers/dataFramer';
import { DATAFRAMER_RUNS, startSandbox, type Sandbox } from '../sandbox';
import { credentialData } from '../sandbox/credentialData';
import { bytesOf, signIn, type Live } from './live';
import { deskOf, saidBy, type Desk } from './support';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const type = new DataFramerApi();

async function live(data: Record<string, string> = {}): Promise<Live> {
	return await signIn(dataFramer, type, { ...credentialData(sandbox)[type.name], ...data });
}

const deskWith = async (data: Record<string, string> = {}): Promise<Desk> =>
	deskOf(dataFramer, (await live(data)).api);

/** Looks until the wait would end, and gives the states that were seen. */
async function waitedFor(desk: Desk, runId: string): Promise<{ handle: ArchiveHandle; states: string[] }> {
	let handle = await desk.create({ runId });
	const states: string[] = [handle.state];
	while (handle.state === 'preparing') {
		await new Promise((resolve) => setTimeout(resolve, 20));
		handle = await desk.check(handle);
		states.push(handle.state);
	}
	return { handle, states };
}

it('passes the credential test, also with a slash at the end of the address', async () => {
	expect(await (await live()).credentialTest()).toBe(200);
	expect(await (await live({ baseUrl: `${sandbox.origin('dataFramer')}/` })).credentialTest()).toBe(200);
});

it.each([
	['ready', DATAFRAMER_RUNS.ready, 'ready'],
	['still being generated', DATAFRAMER_RUNS.inProgress, 'ready'],
	['failed', DATAFRAMER_RUNS.failed, 'failed'],
	['cancelled', DATAFRAMER_RUNS.canceled, 'cancelled'],
	['empty', DATAFRAMER_RUNS.empty, 'failed'],
])('waits for the files of a run that is %s', async (_name, runId, end) => {
	const { states } = await waitedFor(await deskWith(), runId);
	expect(states.at(-1)).toBe(end);
	expect(states.includes('preparing')).toBe(end === 'ready');
	expect(sandbox.requests.filter(({ status }) => status === 301)).toEqual([]);
});

it('opens the link without credentials, whole and in pieces', async () => {
	const desk = await deskWith();
	const { handle } = await waitedFor(desk, DATAFRAMER_RUNS.ready);
	const content = await desk.open(handle);
	const whole = await bytesOf((await content.fetch()).body);
	expect(whole.length).toBe(content.size);
	const tail = await content.fetch({ start: -22 });
	expect([tail.status, (await bytesOf(tail.body)).equals(whole.subarray(-22))]).toEqual([206, true]);
	for (const { origin, headers } of sandbox.requests) {
		expect(headers.authorization === undefined).toBe(origin === 'dataFramerStorage');
	}
});

it('asks for a new link in the middle of reading pieces', async () => {
	const desk = await deskWith();
	const { handle } = await waitedFor(desk, DATAFRAMER_RUNS.ready);
	const content = await desk.open(handle);
	await bytesOf((await content.fetch({ start: 0, end: 4 })).body);
	sandbox.expireLinks('dataFramerStorage');
	const piece = await content.fetch({ start: 0, end: 2 });
	expect((await bytesOf(piece.body)).toString()).toBe('PK');
});

it('says so when every link has expired, and shows none of them', async () => {
	const desk = await deskWith();
	const { handle } = await waitedFor(desk, DATAFRAMER_RUNS.ready);
	const content = await desk.open(handle);
	sandbox.scenario('dataFramerStorage', 'expired', { times: 9 });
	const { message, description } = await saidBy(() => content.fetch());
	expect(message).toContain('had expired, and so had the new one');
	// The storage is not DataFramer: what it says is not repeated.
	expect(description).not.toContain('Request has expired');
	expect(`${message} ${description}`).not.toMatch(/https?:|X-Amz/);
});

it.each([
	[
		'a wrong key',
		{ apiKey: 'sk_live_wrong' },
		DATAFRAMER_RUNS.ready,
		'DataFramer did not accept the sign-in',
	],
	[
		'a run that nobody knows',
		{},
		'00000000-0000-4000-8000-000000000000',
		'DataFramer could not find the run 00000000-0000-4000-8000-000000000000',
	],
])('refuses %s', async (_name, data, runId, message) => {
	const { create } = await deskWith(data);
	const said = await saidBy(() => create({ runId }));
	expect(said.message).toBe(message);
});
