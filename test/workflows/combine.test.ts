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

describe('Group Items By', () => {
	const wishes = [
		{ wish: 'file:500010', customer: { name: 'ACME' } },
		{ wish: 'file:500001', customer: { name: 'Initech' } },
		{ wish: 'file:500011', customer: { name: 'ACME' } },
	];
	const requested = (run: Awaited<ReturnType<Stage['run']>>) =>
		outputOf(run, 'Create').map(({ json, pairedItem }) => ({
			group: json.group,
			ids: (json.request as { items: Array<{ id: string }> }).items.map(({ id }) => id),
			pairedItem,
		}));
	const grouped = (groupItemsBy: string) => ({
		boxItems: '={{ $json.wish }}',
		combineItems: true,
		groupItemsBy,
	});

	test.each([
		['the name of a field', 'customer.name'],
		['an expression', '={{ $json.customer.name }}'],
	])('%s: items with the same value become one archive', async (_what, groupItemsBy) => {
		const run = await stage.run(itemsStep(...wishes), stage.create('box', grouped(groupItemsBy)));
		expect(endOf(run)).toBeUndefined();
		expect(requested(run)).toEqual([
			{ group: 'ACME', ids: ['500010', '500011'], pairedItem: [{ item: 0 }, { item: 2 }] },
			{ group: 'Initech', ids: ['500001'], pairedItem: { item: 1 } },
		]);
	});

	test('is hidden, and not heard, where items are not combined', async () => {
		const parameters = { ...grouped('customer.name'), combineItems: false };
		const run = await stage.run(itemsStep(...wishes), stage.create('box', parameters));
		expect(requested(run).map(({ ids, group }) => [ids, group])).toEqual([
			[['500010'], undefined],
			[['500001'], undefined],
			[['500011'], undefined],
		]);
	});

	test('an item without the field is told, and spoils no group', async () => {
		const items = itemsStep(wishes[0], { wish: 'file:500001' }, wishes[2]);
		const run = await stage.run(
			items,
			stage.create('box', grouped('customer.name'), { onError: 'continueRegularOutput' }),
		);
		const [acme, none] = outputOf(run, 'Create');
		expect(acme).toMatchObject({ json: { group: 'ACME' }, pairedItem: [{ item: 0 }, { item: 2 }] });
		expect(none).toMatchObject({
			json: { error: 'The item has no field "customer.name" to group it by' },
			pairedItem: { item: 1 },
		});
		const end = endOf(await stage.run(items, stage.create('box', grouped('customer.name'))));
		expect(end?.message).toBe('The item has no field "customer.name" to group it by');
	});

	test('what is wrong with one of several items is told of that one', async () => {
		const items = itemsStep(wishes[0], wishes[1], { wish: 'nothing of Box', customer: { name: 'ACME' } });
		for (const step of [
			stage.create('box', grouped('customer.name')),
			stage.oneNode('box', 'listFiles', grouped('customer.name')),
		]) {
			const run = await stage.run(items, step);
			expect(endOf(run)?.message).toMatch(/^"nothing of Box" does not say which/);
			expect(run.data.resultData.error).toMatchObject({ context: { itemIndex: 2 } });
		}
	});

	test('in one node: every file says its group, and comes from all of its items', async () => {
		const demo = stage.sandbox.demo.box.items.map(({ type, id }) => `${type}:${id}`);
		const items = demo.flatMap((wish) => ['ACME', 'Initech'].map((customer) => ({ wish, customer })));
		const parameters = {
			boxItems: '={{ $json.wish }}',
			combineItems: true,
			groupItemsBy: 'customer',
		};
		const run = await stage.run(itemsStep(...items), stage.oneNode('box', 'listFiles', parameters));
		expect(endOf(run)).toBeUndefined();
		const files = outputOf(run, 'Download');
		const each = stage.sandbox.files('box').length;
		expect(files.map(({ json }) => json.group)).toEqual([
			...Array.from({ length: each }, () => 'ACME'),
			...Array.from({ length: each }, () => 'Initech'),
		]);
		const from = (first: number) => demo.map((_, index) => ({ item: first + 2 * index }));
		expect(files[0].pairedItem).toEqual(from(0));
		expect(files.at(-1)?.pairedItem).toEqual(from(1));
	});
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
