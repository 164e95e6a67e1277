import { endOf, itemsStep, openStage, outputOf, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

test.each([
	['alfresco', 'alfrescoNodes', (demo: Stage['sandbox']['demo']) => demo.alfresco.nodeIds],
	[
		'box',
		'boxItems',
		(demo: Stage['sandbox']['demo']) => demo.box.items.map(({ type, id }) => `${type}:${id}`),
	],
] as const)('%s: the files of all input items become one archive', async (provider, field, wishes) => {
	const items = wishes(stage.sandbox.demo).map((wish) => ({ wish }));
	const run = await stage.run(
		itemsStep(...items),
		stage.create(provider, { [field]: '={{ $json.wish }}', combineItems: true }),
		stage.wait(provider),
		stage.download(provider, 'listFiles'),
	);
	expect(endOf(run)).toBeUndefined();
	const handles = outputOf(run, 'Create');
	expect(handles).toHaveLength(1);
	expect(handles[0].pairedItem).toEqual(items.map((_, item) => ({ item })));
	expect(outputOf(run, 'Download')).toHaveLength(stage.sandbox.files(provider).length);
});

describe('a list past the limit of Box', () => {
	const boxItems = Array.from({ length: 10_001 }, (_, index) => `file:${600_000 + index}`).join('\n');

	test('is refused before calling', async () => {
		const end = endOf(await stage.run(stage.create('box', { boxItems })));
		expect(`${end?.message} ${end?.description}`).toMatch(/10,?000/);
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('is split where that is wanted', async () => {
		const run = await stage.run(stage.create('box', { boxItems, options: { splitLargeRequests: true } }));
		expect(endOf(run)).toBeUndefined();
		const handles = outputOf(run, 'Create').map(({ json }) => json.request as { items: unknown[] });
		expect(handles.map(({ items }) => items.length).reduce((sum, count) => sum + count)).toBe(10_001);
		expect(handles.length).toBeGreaterThan(1);
		expect(stage.sandbox.requests).toEqual([]);
	});
});
