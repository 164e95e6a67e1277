import { NodeHelpers } from 'n8n-workflow';
import { hintsOf } from '../engine/engine';
import { filesStep, type Step } from '../engine/workflow';
import { buildZip } from '../zip/support/buildZip';
import { endOf, hashes, itemsStep, openStage, outputOf, sourceHashes, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

/** Download Archive as it comes, without provider and without credential. */
function read(operation: string, parameters: Step['parameters'] = {}, more: Partial<Step> = {}): Step {
	return {
		name: 'Download',
		type: 'n8n-nodes-archives.downloadArchive',
		parameters: { archiveFrom: 'binary', operation, ...parameters },
		...more,
	};
}

const csv = 'a,b\n'.repeat(3_000);
const noise = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7919) % 251));
const zip = buildZip([
	{ name: 'reports/may.csv', data: csv, deflate: true },
	{ name: 'reports/june.csv', data: csv, deflate: true, descriptor: 'signed' },
	{ name: 'picture.bin', data: noise },
	{ name: '__MACOSX/x', data: 'x' },
]);
const paths = ['reports/may.csv', 'reports/june.csv', 'picture.bin'];
const encrypted = buildZip([{ name: 'secret.txt', data: 'x', flags: 1 }]);
const broken = Buffer.from(zip);
broken.fill(0x55, 60, 90);

describe.each([
	['in n8n’s storage', true],
	['in memory', false],
])('a ZIP %s', (_name, stored) => {
	test('is unpacked, without a provider and without a credential', async () => {
		const run = await stage.run(filesStep(stored, { data: zip }), read('unpack'));
		expect(endOf(run)).toBeUndefined();
		const output = outputOf(run, 'Download');
		expect(output.map(({ json }) => json.path)).toEqual(paths);
		const bytes = await Promise.all(
			output.map(async ({ binary }) => await stage.engine.bytes(binary?.data ?? { data: '', mimeType: '' })),
		);
		expect(bytes.map((one) => one.toString('latin1'))).toEqual([csv, csv, noise.toString('latin1')]);
		expect(output[0]).toMatchObject({
			json: { size: csv.length, archive: { provider: null, archiveId: null, fileName: 'data.zip' } },
			pairedItem: { item: 0 },
		});
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('is listed', async () => {
		const run = await stage.run(filesStep(stored, { data: zip }), read('listFiles'));
		expect(endOf(run)).toBeUndefined();
		const output = outputOf(run, 'Download');
		expect(output.map(({ json }) => json.path)).toEqual(paths);
		expect(output.map(({ json }) => json.size)).toEqual([csv.length, csv.length, noise.length]);
		expect(output.every(({ binary }) => binary === undefined)).toBe(true);
	});

	test('goes through patterns, output field and limits as one of a service does', async () => {
		const options = { include: '**/*.csv', outputField: 'file' };
		const run = await stage.run(filesStep(stored, { data: zip }), read('unpack', { options }));
		const output = outputOf(run, 'Download');
		expect(output.map(({ json, binary }) => [json.path, Object.keys(binary ?? {})])).toEqual([
			['reports/may.csv', ['file']],
			['reports/june.csv', ['file']],
		]);
		const end = endOf(
			await stage.run(filesStep(stored, { data: zip }), read('unpack', { options: { mostFiles: 2 } })),
		);
		expect(end?.message).toMatch(
			/^The field "data" can.t be read as a ZIP: The archive holds more than 2 entries/,
		);
	});

	test('none of whose files is asked for says so', async () => {
		for (const options of [{ include: 'repots/*' }, { exclude: '**' }]) {
			const run = await stage.run(filesStep(stored, { data: zip }), read('listFiles', { options }));
			expect(outputOf(run, 'Download')).toEqual([]);
			expect(hintsOf(run, 'Download')).toEqual([
				'None of the files in the archive was asked for: it holds 4',
			]);
		}
	});

	test.each(['={{ { a: 1 } }}', '={{ ["*.csv", { a: 1 }] }}'])(
		'is not looked through for patterns that are no text: %s',
		async (include) => {
			const options = { include };
			const run = await stage.run(filesStep(stored, { data: zip }), read('listFiles', { options }));
			expect(endOf(run)?.message).toMatch(/list in this node holds what is no text/);
		},
	);

	test('may be in any field, and each item in its own', async () => {
		const one = buildZip([{ name: 'one.txt', data: '1' }]);
		const two = buildZip([{ name: 'two.txt', data: '2' }]);
		const run = await stage.run(
			filesStep(stored, { attachment_0: one, other: two }, { attachment_0: two }),
			read('unpack', { inputField: 'attachment_0' }),
		);
		expect(outputOf(run, 'Download').map(({ json, pairedItem }) => [json.path, pairedItem])).toEqual([
			['one.txt', { item: 0 }],
			['two.txt', { item: 1 }],
		]);
	});

	test.each<[string, Buffer, RegExp, RegExp]>([
		['nothing', Buffer.alloc(0), /: It is no ZIP archive: it is empty$/, /Input Binary Field/],
		[
			'a page',
			Buffer.from('<!doctype html><p>Sign in'),
			/: It is no ZIP archive: it is a web page$/,
			/node before/,
		],
		['noise', noise, /: It is no ZIP archive: it holds nothing/, /Input Binary Field/],
		[
			'half a ZIP',
			zip.subarray(0, 150_000),
			/stops too early|ends too early|no end/,
			/sent or fetched again/,
		],
		['a broken ZIP', broken, /"reports\/may\.csv".*damaged/, /sent or fetched again/],
		['an encrypted ZIP', encrypted, /"secret\.txt" can't be unpacked: /, /leave out/],
	])('that is %s is refused in words that fit', async (_what, bytes, message, description) => {
		const end = endOf(await stage.run(filesStep(stored, { data: bytes }), read('unpack')));
		expect(end?.message).toMatch(/^The field "data" can't be read as a ZIP: /);
		expect(end?.message).toMatch(message);
		expect(end?.description).toMatch(description);
		expect(`${end?.message} ${end?.description}`).not.toMatch(/service|sign-in|Create Archive|Sign in/i);
	});
});

/** What Code may put into a field that is no file. */
const noFile = (data: unknown): Step => ({
	name: 'Files',
	type: 'test.files',
	parameters: { items: JSON.stringify([{ stored: false, files: { data } }]) },
});

/** Items whose binary fields hold this, as Code may make them. */
const odd = (...all: object[]): Step => ({
	name: 'Files',
	type: 'test.files',
	parameters: { items: JSON.stringify(all.map((raw) => ({ stored: false, files: {}, raw }))) },
});
const inMemory = { data: zip.toString('base64'), mimeType: 'application/zip' };

test('a field that Code has set to null is no file, and the others are told', async () => {
	const run = await stage.run(odd({ data: null, file: inMemory }), read('unpack'));
	expect(endOf(run)).toEqual({
		message: 'The item has no binary field "data"',
		description: 'It has "file". Enter that name in "Input Binary Field".',
	});
});

test('a file in memory is read when its id is null', async () => {
	const run = await stage.run(odd({ data: { ...inMemory, id: null } }), read('listFiles'));
	expect(outputOf(run, 'Download').map(({ json }) => json.path)).toEqual(paths);
});

test.each<[string, unknown, string | null]>([
	['a long one', 'x'.repeat(1_000), 'x'.repeat(255)],
	['none', null, null],
	['an object', { a: 1 }, null],
])('its name stands in each item, and is text of a bounded length: %s', async (_what, fileName, expected) => {
	const run = await stage.run(odd({ data: { ...inMemory, fileName } }), read('listFiles'));
	const names = outputOf(run, 'Download').map(({ json }) => (json.archive as { fileName: unknown }).fileName);
	expect(names).toEqual(paths.map(() => expected));
});

describe('a field that is not there', () => {
	test.each<[string, Step, string, RegExp]>([
		['with no binary data', itemsStep({ a: 1 }), 'data', /no binary data at all/],
		['that every object has', filesStep(true, { file: zip }), 'constructor', /^It has "file"\. Enter/],
		['that every object comes of', filesStep(true, { file: zip }), '__proto__', /^It has "file"\. Enter/],
		['with another field', filesStep(true, { file: zip }), 'data', /^It has "file"\. Enter that name/],
		['with a Buffer that Code forgot to encode', noFile(Buffer.from('zip')), 'data', /no binary data at all/],
		['with null in it', noFile(null), 'data', /no binary data at all/],
		[
			'with several others',
			filesStep(true, { a: zip, b: zip }),
			'data',
			/^It has "a", "b"\. Enter one of these/,
		],
		[
			'with many others',
			filesStep(true, Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`f${at}`, zip]))),
			'data',
			/"f9" and 2 more\./,
		],
	])('is told with what there is, %s', async (_name, step, inputField, description) => {
		const run = await stage.run(step, read('unpack', { inputField }));
		expect(endOf(run)?.message).toBe(`The item has no binary field "${inputField}"`);
		expect(endOf(run)?.description).toMatch(description);
		expect(run.data.resultData.error).toMatchObject({ context: { itemIndex: 0 } });
	});

	test('is told for its own item, and the others go on with Continue On Fail', async () => {
		const run = await stage.run(
			filesStep(true, { data: zip }, { file: zip }, { data: Buffer.from('{"no": "zip"}') }),
			read('listFiles', {}, { onError: 'continueRegularOutput' }),
		);
		const output = outputOf(run, 'Download');
		expect(output.slice(0, 3).map(({ json }) => json.path)).toEqual(paths);
		expect(output.slice(3)).toMatchObject([
			{ json: { code: 'BAD_INPUT' }, pairedItem: { item: 1 } },
			{ json: { code: 'NOT_A_ZIP' }, pairedItem: { item: 2 } },
		]);
	});

	test('is told when its name is empty', async () => {
		const end = endOf(await stage.run(filesStep(true, { data: zip }), read('unpack', { inputField: ' ' })));
		expect(end?.message).toBe('Input Binary Field is empty');
	});
});

test('what n8n has removed meanwhile is told without folders of the server', async () => {
	const id = 'filesystem-v2:workflows/x/executions/y/binary_data/00000000-0000-4000-8000-000000000000';
	const gone: Step = {
		name: 'Files',
		type: 'test.files',
		parameters: { items: JSON.stringify([{ stored: false, files: { data: '' }, id }]) },
	};
	const end = endOf(await stage.run(gone, read('unpack')));
	expect(end?.message).toBe('n8n does not give the file in the field "data"');
	expect(`${end?.message} ${end?.description}`).not.toContain('binary_data');
});

test('Download ZIP has nothing to do there, and says so', async () => {
	const end = endOf(await stage.run(filesStep(true, { data: zip }), read('downloadZip')));
	expect(end?.message).toBe('There is nothing to download: the ZIP is in n8n already');
});

test('a ZIP that another Download Archive gave out is unpacked from its field', async () => {
	const run = await stage.run(
		stage.create('box'),
		stage.download('box', 'downloadZip', {}, { name: 'Get' }),
		read('unpack'),
	);
	expect(endOf(run)).toBeUndefined();
	expect(await hashes(stage, outputOf(run, 'Download'))).toEqual(sourceHashes(stage, 'box'));
	expect(hintsOf(run, 'Download')).toEqual([]);
});

test.each([
	['binary', 'box', []],
	['binary', 'alfresco', []],
	['new', 'box', ['boxArchiveOAuth2Api']],
	['item', 'alfresco', ['alfrescoBasicApi']],
	['id', 'dataFramer', ['dataFramerApi']],
])('with %s and %s the editor asks for the credentials %j', (archiveFrom, provider, expected) => {
	const { description } = stage.engine.nodeType('n8n-nodes-archives.downloadArchive');
	const { credentials = [], properties } = description;
	const node = { typeVersion: 1 };
	const values = NodeHelpers.getNodeParameters(
		properties,
		{ archiveFrom, provider },
		true,
		false,
		node,
		description,
	);
	const shown = credentials.filter((one) =>
		NodeHelpers.displayParameter(values ?? {}, one, node, description),
	);
	expect(shown.map(({ name }) => name)).toEqual(expected);
	const isBinary = archiveFrom === 'binary';
	expect(Object.keys(values ?? {}).includes('inputField')).toBe(isBinary);
	expect(Object.keys(values ?? {}).includes('provider')).toBe(!isBinary);
});

test.each<[string, Buffer]>([
	['files', buildZip([])],
	['files, but with a folder', buildZip([{ name: 'folder/', data: '' }])],
])('an archive without %s gives no items, and says so', async (_name, data) => {
	for (const operation of ['unpack', 'listFiles']) {
		const run = await stage.run(filesStep(true, { data }), read(operation));
		expect(endOf(run)).toBeUndefined();
		expect(outputOf(run, 'Download')).toEqual([]);
		expect(hintsOf(run, 'Download')).toEqual(['The archive gave no items: it has no files in it']);
	}
});

test('of several archives, the one that gives no items is named', async () => {
	const run = await stage.run(filesStep(true, { data: zip }, { data: buildZip([]) }), read('unpack'));
	expect(hintsOf(run, 'Download')).toEqual(['The archive of item 1 gave no items: it has no files in it']);
});

test('tables without rows are told', async () => {
	const run = await stage.run(
		filesStep(true, { data: buildZip([{ name: 'a.csv', data: 'a,b\n' }]) }),
		read('unpack', { options: { readFilesAs: 'rows' } }),
	);
	expect(hintsOf(run, 'Download')).toEqual(['The archive gave no items: there are no rows in its files']);
});
