import { filesStep, type Step } from '../engine/workflow';
import { buildZip } from '../zip/support/buildZip';
import { endOf, openStage, outputOf, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const text = Array.from({ length: 20_000 }, (_, line) => `${line}: Grüße 😀\n`).join('');
const zip = buildZip([
	{ name: 'notes/long.txt', data: text, deflate: true },
	{ name: 'notes/[a] *.txt', data: 'odd' },
	{ name: 'picture.png', data: Buffer.from([0x89, 0x50, 0, 1]) },
]);
const SECRET = { data: 'secret', flags: 1 };
/** Names that people have trouble to type. */
const namesakes = buildZip([
	{ name: 'a.txt', data: 'first' },
	{ name: 'a.txt', data: 'second' },
	{ name: 'a.txt', ...SECRET },
	{ name: 'b (2).txt', data: 'its own name' },
	{ name: ' c.txt', data: 'a space' },
	{ name: 'c.txt', data: 'no space' },
	{ name: 'd.txt ', data: 'a space behind' },
	{ name: 'U\u0308ber.txt', data: 'macOS' },
	{ name: 'locked.txt', ...SECRET },
	{ name: '../up.txt', data: 'up' },
]);

function read(parameters: Step['parameters'], more: Partial<Step> = {}): Step {
	return {
		name: 'Download',
		type: 'n8n-nodes-archives.downloadArchive',
		parameters: { archiveFrom: 'binary', operation: 'readFile', ...parameters },
		...more,
	};
}

async function part(parameters: Step['parameters']) {
	const run = await stage.run(filesStep(true, { data: zip }), read(parameters));
	expect(endOf(run)).toBeUndefined();
	return outputOf(run, 'Download');
}

test('gives the beginning of a file as text, and says where it goes on', async () => {
	const items = await part({ filePath: 'notes/long.txt' });
	expect(items).toHaveLength(1);
	const { json, binary, pairedItem } = items[0];
	expect(json).toMatchObject({ path: 'notes/long.txt', offset: 0, size: Buffer.byteLength(text) });
	expect(json.text).toBe(text.slice(0, Number(json.nextOffset)));
	expect(String(json.text).length).toBeGreaterThan(19_990);
	expect(String(json.text).length).toBeLessThanOrEqual(20_000);
	expect([binary, pairedItem]).toEqual([undefined, { item: 0 }]);
});

test('a file is read to its end part by part, and no character is lost or cut', async () => {
	const parts: string[] = [];
	for (let offset: unknown = 0; offset !== null;) {
		const [{ json }] = await part({
			filePath: 'notes/long.txt',
			offset: offset as number,
			characterLimit: 70_001,
		});
		parts.push(String(json.text));
		offset = json.nextOffset;
	}
	expect(parts.join('')).toBe(text);
	expect(parts.length).toBeGreaterThan(3);
	expect(parts.every((one) => !/[\uD800-\uDBFF]$/.test(one))).toBe(true);
});

test.each([
	['a name is no pattern', 'notes/[a] *.txt'],
	['a slash in front does no harm', '/notes/[a] *.txt'],
])('%s', async (_what, filePath) => {
	expect((await part({ filePath }))[0].json).toMatchObject({ text: 'odd', nextOffset: null });
});

describe.each([
	['from its beginning', true],
	['by its directory', false],
])('of an archive that is read %s', (_how, stored) => {
	test.each([
		['a.txt', 'a.txt', 'first'],
		['a (2).txt', 'a (2).txt', 'second'],
		['b (2).txt', 'b (2).txt', 'its own name'],
		[' c.txt', ' c.txt', 'a space'],
		['c.txt', 'c.txt', 'no space'],
		['d.txt ', 'd.txt ', 'a space behind'],
		['d.txt', 'd.txt ', 'a space behind'],
		['U\u0308ber.txt', 'U\u0308ber.txt', 'macOS'],
		['\u00dcber.txt', 'U\u0308ber.txt', 'macOS'],
	])('%j is the file that List Files calls %j', async (filePath, path, found) => {
		const run = await stage.run(filesStep(stored, { data: namesakes }), read({ filePath }));
		expect(endOf(run)).toBeUndefined();
		expect(outputOf(run, 'Download')).toMatchObject([{ json: { path, text: found } }]);
	});

	test.each([
		['a (4).txt', /^The archive has no file "a \(4\)\.txt"$/, /List Files/],
		['a (3).txt', /^"a \(3\)\.txt" can't be read: it is encrypted$/, /elsewhere/],
		['locked.txt', /^"locked\.txt" can't be read: it is encrypted$/, /elsewhere/],
		['up.txt', /^"up\.txt" can't be read: its name is not safe/, /elsewhere/],
	])('%j is refused, and the way out is none that this operation lacks', async (filePath, message, way) => {
		const run = await stage.run(filesStep(stored, { data: namesakes }), read({ filePath }));
		expect(endOf(run)?.message).toMatch(message);
		expect(endOf(run)?.description).toMatch(way);
	});
});

test('what thousands of files of one name hold is not kept', async () => {
	const data = Buffer.alloc(500_000, 'a line of some text or other, which is not the same as the next one\n');
	const many = buildZip(Array.from({ length: 30 }, () => ({ name: 'a.txt', data, deflate: true })));
	const step = read({ filePath: 'a.txt', characterLimit: 500_000 });
	const end = endOf(await stage.run(filesStep(true, { data: many }), step));
	expect(end?.message).toMatch(/files called "a\.txt" hold more text than/);
});

test('text of another code page is told with it', async () => {
	const data = buildZip([{ name: 'a.txt', data: Buffer.from('M\xfcller', 'latin1') }]);
	const run = await stage.run(filesStep(true, { data }), read({ filePath: 'a.txt' }));
	const warnings = ['not all of it is UTF-8, and "\ufffd" stands for the rest'];
	expect(outputOf(run, 'Download')).toMatchObject([{ json: { text: 'M\ufffdller', warnings } }]);
});

test('behind the end there is nothing', async () => {
	const [{ json }] = await part({ filePath: 'notes/[a] *.txt', offset: 100 });
	expect(json).toMatchObject({ text: '', nextOffset: null });
});

test.each<[string, object, RegExp, RegExp]>([
	['that is not there', { filePath: 'notes/*.txt' }, /has no file "notes\/\*\.txt"/, /List Files/],
	['that is no text', { filePath: 'picture.png' }, /"picture\.png" is no text/, /Unpack/],
	['without a name', { filePath: ' ' }, /^File Path is empty/, /File Path/],
	['of no characters', { filePath: 'picture.png', characterLimit: 0 }, /^Most Characters/, /Correct/],
])('a file %s is refused', async (_what, parameters, message, description) => {
	const run = await stage.run(filesStep(true, { data: zip }), read({ ...parameters }));
	expect(endOf(run)?.message).toMatch(message);
	expect(endOf(run)?.description).toMatch(description);
});

test('an item whose archive lacks the file spoils no other', async () => {
	const other = buildZip([{ name: 'other.txt', data: 'x' }]);
	const run = await stage.run(
		filesStep(true, { data: other }, { data: zip }),
		read({ filePath: 'notes/[a] *.txt' }, { onError: 'continueRegularOutput' }),
	);
	expect(outputOf(run, 'Download')).toMatchObject([
		{ json: { code: 'NOT_FOUND' }, pairedItem: { item: 0 } },
		{ json: { text: 'odd' }, pairedItem: { item: 1 } },
	]);
});

test('in one node from a service, where nothing but that file is fetched', async () => {
	const noise = Buffer.alloc(10_000_000, 7);
	stage.sandbox.serve(
		'alfresco',
		buildZip([
			{ name: 'photos/1.bin', data: noise },
			{ name: 'notes.txt', data: 'what was asked for', deflate: true },
			{ name: 'photos/2.bin', data: noise },
		]),
	);
	const run = await stage.run(stage.oneNode('alfresco', 'readFile', { filePath: 'notes.txt' }));
	expect(endOf(run)).toBeUndefined();
	expect(outputOf(run, 'Download')[0].json).toMatchObject({
		text: 'what was asked for',
		archive: { provider: 'alfresco' },
	});
	const sent = stage.sandbox.requests.reduce((sum, { bytesSent }) => sum + bytesSent, 0);
	expect(sent).toBeLessThan(300_000);
});
