import { itemsStep, endOf, openStage, outputOf, until, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const dozen = itemsStep(...Array.from({ length: 12 }, (_, index) => ({ index })));
const told = () => stage.sandbox.requests.filter(({ status }) => status === 429);
const itemOf = ({ pairedItem }: { pairedItem?: unknown }) => (pairedItem as { item: number }).item;

test.each(['alfresco', 'box', 'hoody'] as const)(
	'%s: a dozen archives come out in the order of the input',
	async (provider) => {
		const run = await stage.run(dozen, stage.oneNode(provider, 'unpack'));
		expect(endOf(run)).toBeUndefined();
		const items = outputOf(run, 'Download').map(itemOf);
		expect(items).toEqual([...items].sort((a, b) => a - b));
		expect(items).toHaveLength(12 * stage.sandbox.files(provider).length);
	},
);

test('a service that wants fewer calls gets fewer from all items, and all of them come through', async () => {
	const match = /POST .*\/downloads/;
	stage.sandbox.scenario('alfresco', { status: 429, retryAfter: '1', times: 10, match });
	const run = await stage.run(dozen, stage.create('alfresco'));
	expect(endOf(run)).toBeUndefined();
	expect(outputOf(run, 'Create').map(itemOf)).toEqual(Array.from({ length: 12 }, (_, item) => item));
	expect(told()).toHaveLength(10);
});

test('Stop ends all of them', async () => {
	stage.sandbox.behaviour.alfresco.buildMilliseconds = 600_000;
	const running = stage.start(dozen, stage.oneNode('alfresco', 'unpack'));
	await until(() => stage.sandbox.requests.filter(({ method }) => method === 'GET').length >= 10);
	running.stop();
	await running.done.catch(() => undefined);
	const before = stage.sandbox.requests.length;
	await new Promise((resolve) => setTimeout(resolve, 700));
	expect(stage.sandbox.requests).toHaveLength(before);
});

test('Archives at Once that is no number is told with the item', async () => {
	const options = { archivesAtOnce: 'many' };
	for (const step of [
		stage.create('box', { options }),
		stage.download('box', 'unpack', { archive: '{}', options }),
	]) {
		const run = await stage.run(step);
		expect(endOf(run)?.message).toBe('Archives at Once has to be a number of at least 1');
		expect(run.data.resultData.error).toMatchObject({ context: { itemIndex: 0 } });
	}
});
