import type { INodeExecutionData, IRun } from 'n8n-workflow';
import { hintsOf } from '../engine/engine';
import { filesStep, type Step } from '../engine/workflow';
import { buildZip } from '../zip/support/buildZip';
import { endOf, itemsStep, openStage, outputOf, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const picture = Buffer.from([0x89, 0x50, 0, 0, 1, 2, 3]);
const long = `n,text\n${Array.from({ length: 60_000 }, (_, n) => `${n},${'x'.repeat(100)}`).join('\n')}\n`;
const zip = buildZip([
	{
		name: 'reports/may.csv',
		data: 'customer;amount\nACME;1,5\nInitech;2,5;SECRET\nHooli;3\n',
		deflate: true,
	},
	{ name: 'log.jsonl', data: '{"level":"info"}\n{SECRET\n{"level":"error"}\n', descriptor: 'signed' },
	{ name: 'list.json', data: '[{"id":1},{"id":2}]' },
	{ name: 'one.json', data: '{"name":"whole"}' },
	{ name: 'wrong.json', data: 'SECRET' },
	{ name: 'empty.csv', data: 'a,b\n' },
	{ name: 'picture.png', data: picture },
]);

function unpack(options: Record<string, string | number | boolean>, more: Partial<Step> = {}): Step {
	return {
		name: 'Download',
		type: 'n8n-nodes-archives.downloadArchive',
		parameters: { archiveFrom: 'binary', operation: 'unpack', options },
		...more,
	};
}

const fieldsOf = ({ json }: INodeExecutionData) =>
	Object.fromEntries(Object.entries(json).filter(([name]) => name !== 'sourceFile'));
const pathOf = ({ json }: INodeExecutionData) => (json.sourceFile as { path?: string } | undefined)?.path;
const rowsFrom = (run: IRun, path: string) =>
	outputOf(run, 'Download').filter((item) => pathOf(item) === path);

describe('Read Files As: Rows', () => {
	test('gives an item for each row, which says where it is from, and other files as they are', async () => {
		const run = await stage.run(filesStep(true, { data: zip }), unpack({ readFilesAs: 'rows' }));
		expect(endOf(run)).toBeUndefined();
		expect(rowsFrom(run, 'reports/may.csv').map(fieldsOf)).toEqual([
			{ customer: 'ACME', amount: '1,5' },
			{ customer: 'Hooli', amount: '3' },
		]);
		expect(rowsFrom(run, 'log.jsonl').map(fieldsOf)).toEqual([{ level: 'info' }, { level: 'error' }]);
		expect(rowsFrom(run, 'list.json').map(fieldsOf)).toEqual([{ id: 1 }, { id: 2 }]);
		expect(rowsFrom(run, 'one.json').map(fieldsOf)).toEqual([{ name: 'whole' }]);
		expect(rowsFrom(run, 'empty.csv')).toEqual([]);
		const items = outputOf(run, 'Download');
		expect(items[0]).toMatchObject({
			json: { sourceFile: { archive: { provider: null, fileName: 'data.zip' } } },
			pairedItem: { item: 0 },
		});
		expect(items.every(({ pairedItem }) => pairedItem !== undefined)).toBe(true);
		const last = items.at(-1);
		expect(last?.json.path).toBe('picture.png');
		expect(await stage.engine.bytes(last?.binary?.data ?? { data: '', mimeType: '' })).toEqual(picture);
	});

	test('tells wrong rows by their numbers, as data and as a hint, and never what stands in them', async () => {
		const run = await stage.run(filesStep(true, { data: zip }), unpack({ readFilesAs: 'rows' }));
		const [first] = rowsFrom(run, 'reports/may.csv');
		expect(first.json.sourceFile).toMatchObject({ warnings: [expect.stringMatching(/^row 2 was left out/)] });
		const wrong = outputOf(run, 'Download').find(({ json }) => json.path === 'wrong.json');
		expect(wrong?.json.warnings).toEqual([expect.stringMatching(/^row 1 was left out/)]);
		expect(wrong?.binary).toBeUndefined();
		const [hint] = hintsOf(run, 'Download');
		expect(hint).toContain('reports/may.csv: row 2 was left out');
		expect(hint).toContain('log.jsonl: row 2 was left out');
		expect(JSON.stringify(run.data)).not.toContain('SECRET,');
		expect(hint).not.toContain('SECRET');
	});

	test('takes so many rows of each file as are wanted, of large ones too', async () => {
		const large = buildZip([{ name: 'long.csv', data: long, deflate: true }]);
		const run = await stage.run(
			filesStep(true, { data: large }),
			unpack({ readFilesAs: 'rows', mostRows: 50_000 }),
		);
		expect(endOf(run)).toBeUndefined();
		const items = outputOf(run, 'Download');
		expect(items).toHaveLength(50_000);
		expect(items.at(-1)?.json.n).toBe('49999');
		expect(hintsOf(run, 'Download')[0]).toContain('it has more than 50000 rows');
	});

	test('hostile files end alone: others come out whole, and no name reaches what objects are made of', async () => {
		const hostile = buildZip([
			{ name: 'line.csv', data: `a,b\n1,2\n${'x'.repeat(3_000_000)}`, deflate: true },
			{ name: 'quote.csv', data: 'a,b\n1,2\n"3,4\n5,6\n', deflate: true },
			{ name: 'names.csv', data: '__proto__,constructor,toJSON,then,a,a\n1,2,3,4,5,6\n' },
			{ name: 'names.json', data: '[{"__proto__":{"polluted":1},"a":1}]' },
			{ name: 'deep.json', data: `[${'['.repeat(100_000)}${']'.repeat(100_000)},{"a":2}]`, deflate: true },
			{ name: 'many.csv', data: `${'a,'.repeat(100_000)}a\n`, deflate: true },
			{ name: 'good.csv', data: 'a\n1\n' },
		]);
		const run = await stage.run(
			filesStep(true, { data: hostile }),
			unpack({ readFilesAs: 'rows', includeInputFields: true }),
		);
		expect(endOf(run)).toBeUndefined();
		expect(rowsFrom(run, 'line.csv').map(fieldsOf)).toEqual([{ a: '1', b: '2' }]);
		expect(rowsFrom(run, 'quote.csv').map(fieldsOf)).toEqual([{ a: '1', b: '2' }]);
		expect(rowsFrom(run, 'names.csv')[0].json).toMatchObject({ toJSON: '3', then: '4', a: '5', a_2: '6' });
		expect(rowsFrom(run, 'names.json').map(({ json }) => [json.a, json.polluted])).toEqual([[1, undefined]]);
		expect(rowsFrom(run, 'deep.json').map(fieldsOf)).toEqual([{ a: 2 }]);
		expect(rowsFrom(run, 'good.csv').map(fieldsOf)).toEqual([{ a: '1' }]);
		expect('polluted' in {}).toBe(false);
		const [hint] = hintsOf(run, 'Download');
		expect(hint).toContain('line.csv: the rest was left out: row 2 is longer than a mebibyte');
		expect(hint).toContain('quote.csv: the rest was left out: row 2 has a quote that nothing closes');
		expect(hint).toContain('deep.json: row 1 was left out');
		expect(hint).toContain('many.csv: the rest was left out: it has more than 20000 columns');
	});

	test('keeps input fields, and an archive that fails spoils no other', async () => {
		const run = await stage.run(
			filesStep(true, { data: zip }, { data: Buffer.from('no zip') }),
			unpack({ readFilesAs: 'rows', include: 'list.json' }, { onError: 'continueRegularOutput' }),
		);
		const items = outputOf(run, 'Download');
		expect(items.slice(0, 2).map(fieldsOf)).toEqual([{ id: 1 }, { id: 2 }]);
		expect(items.slice(2)).toMatchObject([{ json: { code: 'NOT_A_ZIP' }, pairedItem: { item: 1 } }]);
	});

	test('with a service: each row says which archive it came from', async () => {
		stage.sandbox.serve('dataFramer', zip);
		const options = { readFilesAs: 'rows', include: '*.json', includeInputFields: true };
		const run = await stage.run(
			itemsStep({ customer: 'ACME' }, { customer: 'Initech' }),
			stage.oneNode('dataFramer', 'unpack', { options }),
		);
		expect(endOf(run)).toBeUndefined();
		const items = outputOf(run, 'Download').filter(({ json }) => json.id === 2);
		expect(items).toMatchObject([
			{ json: { customer: 'ACME', sourceFile: { path: 'list.json', archive: { provider: 'dataFramer' } } } },
			{ json: { customer: 'Initech' }, pairedItem: { item: 1 } },
		]);
	});
});

test('what is no text is no table, whatever its name says, and Latin-1 is told', async () => {
	const data = buildZip([
		{ name: 'utf16.csv', data: Buffer.from('a;b\r\n1;2\r\n', 'utf16le') },
		{ name: 'latin1.csv', data: Buffer.from('name\nM\xfcller\n', 'latin1') },
		{ name: 'latin1.txt', data: Buffer.from('M\xfcller', 'latin1') },
	]);
	const GARBLED = 'not all of it is UTF-8, and "\ufffd" stands for the rest';
	const rows = await stage.run(filesStep(true, { data }), unpack({ readFilesAs: 'rows' }));
	expect(outputOf(rows, 'Download')).toMatchObject([
		{ json: { path: 'utf16.csv' }, binary: { data: { fileName: 'utf16.csv' } } },
		{ json: { name: 'M\ufffdller', sourceFile: { warnings: [GARBLED] } } },
		{ json: { path: 'latin1.txt' }, binary: { data: { fileName: 'latin1.txt' } } },
	]);
	const hints = hintsOf(rows, 'Download').join();
	expect(hints).toContain('utf16.csv: it is no text, so it stays binary data');
	expect(hints).toContain('latin1.csv: not all of it is UTF-8');
	const text = await stage.run(filesStep(true, { data }), unpack({ readFilesAs: 'text' }));
	expect(outputOf(text, 'Download')).toMatchObject([
		{ json: { path: 'utf16.csv' } },
		{ json: { warnings: [GARBLED] } },
		{ json: { text: 'M\ufffdller', warnings: [GARBLED] } },
	]);
});

describe('Read Files As: Text', () => {
	test('gives the text of each file, and what is none as it is', async () => {
		const run = await stage.run(filesStep(true, { data: zip }), unpack({ readFilesAs: 'text' }));
		const items = outputOf(run, 'Download');
		expect(items).toHaveLength(7);
		expect(items[3]).toMatchObject({ json: { path: 'one.json', text: '{"name":"whole"}', size: 16 } });
		expect(items[3].binary).toBeUndefined();
		expect(items[6].json).not.toHaveProperty('text');
		expect(await stage.engine.bytes(items[6].binary?.data ?? { data: '', mimeType: '' })).toEqual(picture);
	});

	test('cuts what is too long, and says so', async () => {
		const options = { readFilesAs: 'text', mostCharacters: 5, include: 'one.json' };
		const run = await stage.run(filesStep(true, { data: zip }), unpack(options));
		expect(outputOf(run, 'Download')[0].json).toMatchObject({
			text: '{"nam',
			warnings: ['its text was cut after 5 characters'],
		});
		expect(hintsOf(run, 'Download')).toEqual(['one.json: its text was cut after 5 characters']);
	});

	test('large files as well, text or not', async () => {
		const noise = Buffer.alloc(5_000_000, 'ab\0c');
		const large = buildZip([
			{ name: 'long.txt', data: long, deflate: true },
			{ name: 'noise.bin', data: noise, deflate: true },
		]);
		const run = await stage.run(
			filesStep(true, { data: large }),
			unpack({ readFilesAs: 'text', mostCharacters: 10_000_000 }),
		);
		const [text, bytes] = outputOf(run, 'Download');
		expect(text.json.text).toBe(long);
		const stored = await stage.engine.bytes(bytes.binary?.data ?? { data: '', mimeType: '' });
		expect(stored.equals(noise)).toBe(true);
	});
});

test('binary data says in which folder of the archive its file lies', async () => {
	const nested = buildZip([
		{ name: 'a/b/c.txt', data: 'x' },
		{ name: 'top.txt', data: 'y' },
	]);
	const items = outputOf(await stage.run(filesStep(true, { data: nested }), unpack({})), 'Download');
	expect(items.map(({ binary }) => [binary?.data.directory, binary?.data.fileName])).toEqual([
		['a/b', 'c.txt'],
		[undefined, 'top.txt'],
	]);
});

test('Compact Items gives path, size and time of each file, for whom every word costs', async () => {
	const step = unpack({ compact: true, include: '*.csv' });
	const list = { ...step, parameters: { ...step.parameters, operation: 'listFiles' } };
	const [first, ...others] = outputOf(await stage.run(filesStep(true, { data: zip }), list), 'Download');
	expect(Object.keys(first.json)).toEqual(['path', 'size', 'modifiedAt']);
	expect([first.json.path, first.pairedItem, others.length]).toEqual(['reports/may.csv', { item: 0 }, 1]);
});

test('a number that is none is refused', async () => {
	const run = await stage.run(filesStep(true, { data: zip }), unpack({ readFilesAs: 'rows', mostRows: 0 }));
	expect(endOf(run)?.message).toBe('Most Rows per File has to be a number of at least 1');
});
