import { filesStep } from '../engine/workflow';
import { buildZip } from '../zip/support/buildZip';
import { hashes, openStage, outputOf, sourceHashes, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const isMetadata = (path: unknown) => String(path).endsWith('.metadata');

test('what DataFramer found out about each file goes into that file’s item', async () => {
	const options = { joinMetadata: true };
	const run = await stage.run(stage.oneNode('dataFramer', 'unpack', { options }));
	const items = outputOf(run, 'Download');
	const source = stage.sandbox.files('dataFramer');
	const files = source.filter(({ path }) => !isMetadata(path));
	// What belongs to no file is a file.
	expect(items.map(({ json }) => json.path).sort()).toEqual(
		[...files.map(({ path }) => path), 'top_level.metadata'].sort(),
	);
	for (const { path, bytes } of files) {
		const item = items.find(({ json }) => json.path === path);
		expect(item?.json.metadata).toEqual({ classes: { quality: 'good' }, bytes: bytes.length });
	}
	const all = sourceHashes(stage, 'dataFramer');
	const found = await hashes(stage, items);
	expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, all[path]])));
});

test('rows say it in "sourceFile"', async () => {
	const options = { joinMetadata: true, readFilesAs: 'rows', include: 'orders/**' };
	const run = await stage.run(stage.oneNode('dataFramer', 'unpack', { options }));
	const rows = outputOf(run, 'Download').filter(({ json }) => json.order !== undefined);
	expect(rows).toHaveLength(400);
	expect(rows[0].json).toMatchObject({
		order: '10000',
		customer: 'Müller, Söhne & Co',
		sourceFile: { path: 'orders/orders-2026.csv', metadata: { classes: { quality: 'good' } } },
	});
});

test('without the option they are files', async () => {
	const run = await stage.run(stage.oneNode('dataFramer', 'unpack'));
	expect(outputOf(run, 'Download')).toHaveLength(stage.sandbox.files('dataFramer').length);
	expect(outputOf(run, 'Download').every(({ json }) => json.metadata === undefined)).toBe(true);
});

describe.each([
	['from its beginning', true],
	['by its directory', false],
])('an archive that is read %s', (_how, stored) => {
	test.each([
		[
			'that the directory does not list says nothing',
			buildZip([
				{ name: 'a.csv', data: 'a' },
				{ name: 'a.csv.metadata', data: '{"is":"listed"}' },
				{ name: 'a.csv.metadata', data: '{"was":"removed"}', unlisted: true },
			]),
			[['a.csv', { is: 'listed' }]],
		],
		[
			'of one name say what the first says, and the second is a file',
			buildZip([
				{ name: 'a.csv.metadata', data: '{"is":"first"}' },
				{ name: 'a.csv.metadata', data: '{"is":"second"}' },
				{ name: 'a.csv', data: 'a' },
			]),
			[
				['a.csv (2).metadata', undefined],
				['a.csv', { is: 'first' }],
			],
		],
	])('a metadata file %s', async (_what, data, said) => {
		const step = {
			name: 'Download',
			type: 'n8n-nodes-archives.downloadArchive',
			parameters: { archiveFrom: 'binary', operation: 'unpack', options: { joinMetadata: true } },
		};
		const items = outputOf(await stage.run(filesStep(stored, { data }), step), 'Download');
		expect(items.map(({ json }) => [json.path, json.metadata])).toEqual(said);
	});
});
