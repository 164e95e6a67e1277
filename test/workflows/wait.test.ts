import { ALFRESCO_NODES } from '../sandbox';
import { credentialData } from '../sandbox/credentialData';
import { line } from '../engine/workflow';
import { endOf, itemsStep, openStage, outputOf, until, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const looks = () =>
	stage.sandbox.requests.filter(({ method, url }) => method === 'GET' && url.includes('/downloads/'));
const cancels = () =>
	stage.sandbox.requests.filter(({ method, url }) => method === 'DELETE' && url.includes('/downloads/'));
const stuck = () => stage.create('alfresco', { alfrescoNodes: ALFRESCO_NODES.stuck });

test('the time being up ends the node with a way out', async () => {
	const run = await stage.run(stuck(), stage.wait('alfresco', { timeout: 1 }));
	expect(endOf(run)).toEqual({
		message: 'The archive was not ready after 1 second',
		description: expect.stringContaining('Send to "Preparing"') as string,
	});
	expect(looks().length).toBeGreaterThan(1);
	expect(cancels()).toEqual([]);
});

test('the time being up sends the handle to the second output, from where it can come back', async () => {
	stage.sandbox.behaviour.alfresco.buildMilliseconds = 60_000;
	const run = await stage.run(
		stage.create('alfresco'),
		stage.wait('alfresco', { timeout: 0, onTimeout: 'output' }),
	);
	expect(endOf(run)).toBeUndefined();
	expect(outputOf(run, 'Wait', 0)).toEqual([]);
	const [item] = outputOf(run, 'Wait', 1);
	expect(item).toMatchObject({ json: { state: 'preparing', provider: 'alfresco' }, pairedItem: { item: 0 } });
	expect(looks()).toHaveLength(1);
	// What nobody told is no null in a table; and n8n keeps the progress with an execution that waits.
	expect(Object.values(item.json)).not.toContain(null);
	expect(run.data.resultData.metadata?.archives).toMatch(/^1 archive is still being made/);

	const again = stage.wait('alfresco', { archive: JSON.stringify(item.json) });
	expect(outputOf(await stage.run(again), 'Wait')[0].json.state).toBe('ready');
});

test('a job of which the service tells how far it is, is looked at when it should be done', async () => {
	stage.sandbox.behaviour.alfresco.buildMilliseconds = 80_000;
	const began = Date.now();
	const options = { firstInterval: 0.1, longestInterval: 30, growth: 5 };
	const run = await stage.run(stage.create('alfresco'), stage.wait('alfresco', { options }));
	expect(outputOf(run, 'Wait')[0].json.state).toBe('ready');
	// The sandbox works at a twentieth of its time: four seconds, of which most pass without a question.
	expect(Date.now() - began).toBeLessThan(8_000);
	expect(looks().length).toBeLessThan(25);
});

test('a job that is given up is cancelled on the service where that is wanted', async () => {
	const run = await stage.run(
		stuck(),
		stage.wait('alfresco', { timeout: 1, options: { cancelWhenGivenUp: true } }),
	);
	expect(endOf(run)?.description).toContain('It was cancelled on Alfresco.');
	expect(cancels()).toHaveLength(1);
});

const GIVEN_UP = { timeout: 0, options: { cancelWhenGivenUp: true } };
const NOT_MADE_HERE =
	/It was not cancelled on Alfresco: this execution did not create it\. Turn on "Include Archives of Other Executions"/;

describe('an archive that another execution created, or nobody', () => {
	let archive: string;
	beforeEach(async () => {
		archive = JSON.stringify(outputOf(await stage.run(stuck()), 'Create')[0].json);
		stage.sandbox.requests.length = 0;
	});

	test('is not cancelled, and that is told', async () => {
		const end = endOf(await stage.run(stage.wait('alfresco', { archive, ...GIVEN_UP })));
		expect(end?.message).toBe('The archive was not ready after 0 seconds');
		expect(end?.description).toMatch(NOT_MADE_HERE);
		expect(stage.sandbox.requests.map(({ method }) => method)).toEqual(['GET']);
	});

	test('is not cancelled behind a Create Archive that made another one', async () => {
		const end = endOf(await stage.run(stuck(), stage.wait('alfresco', { archive, ...GIVEN_UP })));
		expect(end?.description).toMatch(NOT_MADE_HERE);
		expect(cancels()).toEqual([]);
	});

	test('is not cancelled by Stop', async () => {
		const options = { cancelWhenGivenUp: true };
		const running = stage.start(stage.wait('alfresco', { archive, options }));
		await until(() => looks().length >= 2);
		running.stop();
		await running.done.catch(() => undefined);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(cancels()).toEqual([]);
	});

	test('is cancelled where that is allowed', async () => {
		const options = { ...GIVEN_UP.options, otherExecutions: true };
		const end = endOf(await stage.run(stage.wait('alfresco', { ...GIVEN_UP, archive, options })));
		expect(end?.description).toContain('It was cancelled on Alfresco.');
		expect(cancels()).toHaveLength(1);
	});

	test('does not keep those of this execution from being cancelled', async () => {
		const forged = '={{ $itemIndex === 0 ? $json : $("Items").last().json.archive }}';
		const run = await stage.run(
			itemsStep({}, { archive }),
			stuck(),
			stage.wait('alfresco', { ...GIVEN_UP, archive: forged }, { onError: 'continueRegularOutput' }),
		);
		const [made, other] = outputOf(run, 'Wait').map(({ json }) => String(json.message));
		expect(made).toMatch(/It was cancelled on Alfresco\..*\(TIME_IS_UP\)$/);
		expect(other).toMatch(NOT_MADE_HERE);
		expect(cancels()).toHaveLength(1);
	});
});

test('a job that stopped moving is told as such', async () => {
	const run = await stage.run(
		stuck(),
		stage.wait('alfresco', { timeout: 60, options: { alfrescoStuckAfter: 1 } }),
	);
	expect(endOf(run)?.message).toBe('The archive has not moved for 1 seconds');
});

test('Stop ends the wait at once, and the job on the service where that is wanted', async () => {
	const workflow = line(stuck(), stage.wait('alfresco', { options: { cancelWhenGivenUp: true } }));
	const running = stage.engine.start(workflow, credentialData(stage.sandbox));
	await until(() => looks().length >= 2);
	running.stop();
	await running.done.catch(() => undefined);
	await until(() => cancels().length > 0);
	const before = looks().length;
	await new Promise((resolve) => setTimeout(resolve, 700));
	expect(looks().length).toBe(before);
});

test('an archive that is too large ends the wait with its two numbers', async () => {
	const run = await stage.run(
		stage.create('alfresco', { alfrescoNodes: ALFRESCO_NODES.tooLarge }),
		stage.wait('alfresco'),
	);
	expect(endOf(run)?.message).toMatch(/could not make the archive.*\d.*\d/);
});

test('all items are watched at once, and one that ends badly takes no other along', async () => {
	const handles = await Promise.all(
		[stage.create('alfresco'), stuck(), stage.create('alfresco')].map(
			async (step) => outputOf(await stage.run(step), 'Create')[0].json,
		),
	);
	const run = await stage.run(
		itemsStep(...handles),
		stage.wait(
			'alfresco',
			{ timeout: 60, options: { alfrescoStuckAfter: 1 } },
			{ onError: 'continueRegularOutput' },
		),
	);
	expect(outputOf(run, 'Wait').map(({ json }) => json.state ?? json.error)).toEqual([
		'ready',
		'The archive has not moved for 1 seconds',
		'ready',
	]);
	expect(outputOf(run, 'Wait')[1].json).toMatchObject({
		code: 'ARCHIVE_STUCK',
		message: expect.stringMatching(/ \(ARCHIVE_STUCK\)$/) as string,
	});
});

test('the service that asks for time gets it', async () => {
	stage.sandbox.scenario('alfresco', { status: 429, retryAfter: '1', match: /GET .*downloads/ });
	const run = await stage.run(stage.create('alfresco'), stage.wait('alfresco'));
	expect(endOf(run)).toBeUndefined();
	expect(looks().filter(({ status }) => status === 429)).toHaveLength(1);
});

test('an archive that is gone by the time it is looked at has expired', async () => {
	const [{ json }] = outputOf(await stage.run(stage.create('alfresco'), stage.wait('alfresco')), 'Wait');
	stage.sandbox.reset();
	const run = await stage.run(stage.download('alfresco', 'unpack', { archive: JSON.stringify(json) }));
	expect(endOf(run)?.message).toContain('The archive is no longer on Alfresco');
});
