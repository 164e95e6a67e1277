import { itemsStep, openStage, outputOf, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const options = { includeInputFields: true };
const customers = itemsStep({ customer: 'ACME', name: 'theirs' }, { customer: 'Initech', state: 'Texas' });

test('fields of the user go along through all three nodes, below the own ones of each', async () => {
	const run = await stage.run(
		customers,
		stage.create('alfresco', { options }),
		stage.wait('alfresco', { options }),
		stage.download('alfresco', 'unpack', { options }),
	);
	const created = outputOf(run, 'Create').map(({ json }) => json);
	expect(created).toMatchObject([
		{ customer: 'ACME', name: 'theirs', provider: 'alfresco' },
		{ customer: 'Initech', provider: 'alfresco', state: 'preparing' },
	]);
	expect(outputOf(run, 'Wait').map(({ json }) => [json.customer, json.state])).toEqual([
		['ACME', 'ready'],
		['Initech', 'ready'],
	]);
	const files = outputOf(run, 'Download').map(({ json }) => json);
	const each = stage.sandbox.files('alfresco').length;
	expect(files.filter(({ customer }) => customer === 'ACME')).toHaveLength(each);
	expect(files).toHaveLength(2 * each);
	for (const file of files) {
		expect(file.name).toBe(String(file.path).split('/').at(-1));
		// Of the handle, nothing but what tells archives apart.
		expect(file).not.toHaveProperty('request');
		expect(file).not.toHaveProperty('state');
		expect(file.archive).toMatchObject({ provider: 'alfresco', fileName: 'archive.zip' });
	}
});

test.each(['downloadZip', 'listFiles'])('%s in one node keeps them as well', async (operation) => {
	const run = await stage.run(customers, stage.oneNode('box', operation, { options }));
	const items = outputOf(run, 'Download').map(({ json }) => json);
	expect(new Set(items.map(({ customer }) => customer))).toEqual(new Set(['ACME', 'Initech']));
	expect(items.at(-1)).toMatchObject({
		state: 'Texas',
		archive: { provider: 'box', fileName: 'folder-160001-and-1-more.zip' },
	});
});

test('without the option they are not there, and one archive for all items has none', async () => {
	const plain = await stage.run(customers, stage.create('alfresco'));
	expect(outputOf(plain, 'Create')[0].json).not.toHaveProperty('customer');
	const combined = await stage.run(customers, stage.create('alfresco', { combineItems: true, options }));
	expect(outputOf(combined, 'Create').map(({ json }) => 'customer' in json)).toEqual([false]);
});
