import JSZip from 'jszip';
import type {
	INodeExecutionData,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { NodeKind, Provider } from '../../nodes/shared/contract';
import { providers } from '../../nodes/shared/providers';
import { hintsOf } from '../engine/engine';
import type { RecordedRequest } from '../sandbox/core/recording';
import { earlierForm } from './earlierForm';
import { openersIn } from './openers';
import { STANDS, type Stand } from './stands';
import { endOf, hashes, openStage, outputOf, type ProviderName, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

/** Longer ones only: "true" or a user's name says nothing. */
const WORTH_HIDING = 12;

/** Every provider by being listed: a new one is covered with its line in the record, whether it is code or a recipe. */
describe.each([...STANDS.keys()])('%s', (name) => {
	let stand: Stand;
	beforeAll(async () => {
		stand = await STANDS.get(name)!(stage);
	});
	afterEach(() => stand.reset());
	afterAll(async () => await stand.close());

	const sources = () => Object.fromEntries(stand.files.map(({ path, sha256 }) => [path, sha256]));
	const secrets = () =>
		Object.values(stand.credentials)
			.flatMap((data) => Object.values(data).map(String))
			.filter((value) => value.length >= WORTH_HIDING);
	const isSignedIn = ({ headers }: RecordedRequest) =>
		headers.authorization !== undefined ||
		headers['x-auth-key'] !== undefined ||
		secrets().some((secret) => Object.values(headers).some((value) => String(value).includes(secret)));

	test('a request becomes a handle, waits, and its files come out with the bytes of the source', async () => {
		const run = await stand.run(stand.create(), stand.wait(), stand.download('unpack'));
		expect(endOf(run)).toBeUndefined();
		expect(await hashes(stage, outputOf(run, 'Download'))).toEqual(sources());
		for (const { json, pairedItem } of outputOf(run, 'Download')) {
			expect(pairedItem).toEqual({ item: 0 });
			expect(json).toMatchObject({
				name: String(json.path).split('/').at(-1),
				folder: String(json.path).split('/').slice(0, -1).join('/'),
				crc32: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
				archive: { provider: stand.provider },
			});
		}
	});

	test('as version 1 of the nodes kept it, the same comes out', async () => {
		const steps = [stand.create(), stand.wait(), stand.download('unpack')].map(earlierForm);
		expect(steps[0].parameters).toMatchObject({ provider: stand.provider });
		for (const way of [steps, [earlierForm(stand.oneNode('unpack'))]]) {
			const run = await stand.run(...way);
			expect(endOf(run)).toBeUndefined();
			expect(await hashes(stage, outputOf(run, 'Download'))).toEqual(sources());
		}
	});

	test('the ZIP comes whole, in one field', async () => {
		const run = await stand.run(stand.create(), stand.wait(), stand.download('downloadZip'));
		expect(endOf(run)).toBeUndefined();
		const [item, ...others] = outputOf(run, 'Download');
		expect(others).toEqual([]);
		const zip = await stage.engine.bytes(item.binary?.data ?? { data: '', mimeType: '' });
		expect(item.json).toMatchObject({
			size: zip.length,
			fileName: expect.stringMatching(/\.zip$/) as string,
			archive: { provider: stand.provider },
		});
		expect(item.binary?.data).toMatchObject({ mimeType: 'application/zip', fileExtension: 'zip' });
		const names = Object.values((await JSZip.loadAsync(zip)).files)
			.filter(({ dir }) => !dir)
			.map((file) => file.name);
		expect(names.sort()).toEqual(Object.keys(sources()).sort());
	});

	test('the files are listed without their bytes', async () => {
		const run = await stand.run(stand.create(), stand.wait(), stand.download('listFiles'));
		expect(endOf(run)).toBeUndefined();
		const items = outputOf(run, 'Download');
		expect(items.every(({ binary }) => binary === undefined)).toBe(true);
		const sizes = Object.fromEntries(items.map(({ json }) => [json.path, json.size]));
		expect(sizes).toEqual(Object.fromEntries(stand.files.map(({ path, bytes }) => [path, bytes.length])));
	});

	test('one node gives the same as three', async () => {
		const run = await stand.run(stand.oneNode('unpack'));
		expect(endOf(run)).toBeUndefined();
		expect(await hashes(stage, outputOf(run, 'Download'))).toEqual(sources());
		for (const { pairedItem } of outputOf(run, 'Download')) expect(pairedItem).toEqual({ item: 0 });
	});

	test('a handle is plain JSON without secrets or links, and says how far it is', async () => {
		const run = await stand.run(stand.create(), stand.wait());
		expect(endOf(run)).toBeUndefined();
		for (const node of ['Create', 'Wait']) {
			const [{ json }] = outputOf(run, node);
			expect(json).toMatchObject({
				provider: stand.provider,
				warnings: expect.any(Array) as string[],
				request: expect.any(Object) as object,
			});
			const text = JSON.stringify(json);
			expect(text).not.toMatch(/https?:\/\/\w/);
			for (const secret of secrets()) expect(text).not.toContain(secret);
		}
		expect(outputOf(run, 'Wait')[0].json.state).toBe('ready');
		expect(hintsOf(run, 'Wait').length > 0).toBe(providers[stand.provider].nothingToWaitFor !== undefined);
	});

	test('nothing in a handle opens the archive by itself', async () => {
		const run = await stand.run(stand.create(), stand.wait(), stand.download('unpack'));
		expect(endOf(run)).toBeUndefined();
		const requests = [...stand.requests];
		for (const node of ['Create', 'Wait']) {
			const [{ json }] = outputOf(run, node);
			expect(json).toMatchObject({ provider: stand.provider });
			expect(await openersIn(json, stand, requests)).toEqual([]);
		}
	});

	test('credentials go to the origin that they were made for, and nowhere else', async () => {
		await stand.run(stand.create(), stand.wait(), stand.download('unpack'));
		const signedIn = stand.requests.filter(isSignedIn).map(({ origin }) => origin);
		expect(signedIn.filter((origin) => origin !== stand.api)).toEqual([]);
	});

	test.each([
		'{"provider":"nobody","state":"ready","request":{}}',
		'"text"',
		'{"provider":"PROVIDER","state":"done","request":{}}',
	])('an item that is no handle of it is refused: %s', async (text) => {
		const value = text.replace('PROVIDER', stand.provider);
		for (const step of [stand.wait({ archive: value }), stand.download('unpack', { archive: value })]) {
			const end = endOf(await stand.run(step));
			expect(end?.message).toMatch(/no archive item|belongs to "nobody"/);
			expect(end?.description).not.toBe('');
		}
		expect(stand.requests).toEqual([]);
	});

	test('a ready handle with a foreign address in it sends no credentials there', async () => {
		const foreign = stand.origin(stand.stranger);
		const made = await stand.run(stand.create());
		const [{ json: handle }] = outputOf(made, 'Create') as Array<
			INodeExecutionData & { json: { request: object } }
		>;
		const addresses = { baseUrl: foreign, url: foreign, downloadUrl: foreign };
		const evil = {
			...handle,
			...addresses,
			archiveId: `${foreign}/x`,
			request: { ...handle.request, ...addresses },
		};
		stand.reset();
		await stand.run(stand.download('unpack', { archive: JSON.stringify(evil) }));
		expect(
			stand.requests.filter((request) => request.origin === stand.stranger && isSignedIn(request)),
		).toEqual([]);
	});
});

describe('what would open an archive by itself is found', () => {
	test.each<[ProviderName, string, RegExp]>([
		['dataFramer', 'dataFramerStorage', /^an archive behind/],
		['box', 'boxContent', /zip_downloads/],
	])('a link of %s', async (provider, origin, words) => {
		const stand = await STANDS.get(provider)!(stage);
		await stand.run(stand.create(), stand.wait(), stand.download('listFiles'));
		const requests = [...stage.sandbox.requests];
		const taken = requests.find((request) => request.origin === origin);
		if (taken === undefined) throw new Error(`Nobody asked ${origin}`);
		const link = `${stage.sandbox.origin(taken.origin)}${taken.url}`;
		for (const text of [link, encodeURIComponent(link), link.replace('http:', ''), taken.url]) {
			expect(await openersIn({ request: { list: [{ text }] } }, stand, requests)).toContainEqual(
				expect.stringMatching(words),
			);
			expect(await openersIn({ [text]: 1 }, stand, requests)).not.toEqual([]);
		}
	});

	test('a secret and a sign-in', async () => {
		const stand = await STANDS.get('alfresco')!(stage);
		await stand.run(stand.create());
		const { password } = stage.sandbox.credentials.alfresco;
		const requests = [...stage.sandbox.requests];
		const [{ headers }] = requests;
		for (const text of [`by ${password}`, String(headers.authorization), stage.sandbox.origin('alfresco')])
			expect(await openersIn({ warnings: [text] }, stand, requests)).not.toEqual([]);
	});
});

/** All that a provider adds to the nodes. A field may serve two of them, so each name counts once. */
function fieldNames({ fields }: Pick<Provider, 'fields'>): string[] {
	const kinds: Kind[] = ['create', 'createOptions', 'every', 'waitOptions', 'identify'];
	const added = NODES.flatMap(([, , node]) => kinds.flatMap((kind) => fieldsIn(fields, kind, node)));
	return [...new Set(added.map(({ name }) => name))];
}

/** What a provider adds to a node in one of the places for it. */
function fieldsIn(fields: Provider['fields'], kind: Kind, node: NodeKind): readonly INodeProperties[] {
	return (kind === 'every' ? fields.every?.(node) : fields[kind]) ?? [];
}

/** Names that more than one of them uses. */
function shared(owners: string[][]): string[] {
	const names = owners.flatMap((owned) => [...new Set(owned)]);
	return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/**
 * Names of a node's fields and of the entries of its Options, which are read in the same way. A field that looks another way
 * under other conditions counts once; entries of other collections are read through the collection.
 */
function namesIn(properties: readonly INodeProperties[]): string[] {
	const isField = (
		entry: INodePropertyOptions | INodeProperties | INodePropertyCollection,
	): entry is INodeProperties => 'displayName' in entry && 'type' in entry;
	const variants = new Set<string>();
	return properties.flatMap(({ name, options = [], displayOptions }) => {
		const isVariant = variants.has(name) && !variants.has(JSON.stringify([name, displayOptions]));
		variants.add(name).add(JSON.stringify([name, displayOptions]));
		return [
			...(isVariant ? [] : [name]),
			...(name === 'options' ? options.filter(isField).map((option) => option.name) : []),
		];
	});
}

type Kind = keyof Provider['fields'];

/** Each node, and what providers add to it. */
const NODES: Array<[string, Kind[], NodeKind]> = [
	['createArchive', ['create', 'createOptions', 'every'], 'create'],
	['waitForArchive', ['waitOptions', 'every'], 'wait'],
	['downloadArchive', ['create', 'createOptions', 'waitOptions', 'identify', 'every'], 'download'],
];
const TAKEN: INodeProperties = { displayName: 'Taken', name: 'boxItems', type: 'string', default: '' };

function contributed(all: Provider[], kinds: Kind[], node: NodeKind): string[] {
	const names = all.flatMap(({ fields }) => kinds.flatMap((kind) => namesIn(fieldsIn(fields, kind, node))));
	// One field may ask for the archive, and name it: then the node has it in two looks.
	return [...new Set(names)];
}

/** The list without one of each of those names. */
function without(names: string[], taken: string[]): string[] {
	const left = [...names];
	for (const name of taken) {
		const index = left.indexOf(name);
		if (index < 0) throw new Error(`${name} is not in the node`);
		left.splice(index, 1);
	}
	return left;
}

describe('names of fields', () => {
	const all = Object.values(providers);
	const namesOf = (node: string) =>
		namesIn(stage.engine.nodeType(`n8n-nodes-archives.${node}`).description.properties);

	test('belong to one provider each', () => {
		expect(shared(all.map(fieldNames))).toEqual([]);
		expect(all.every((provider) => fieldNames(provider).length > 0)).toBe(true);
	});

	test.each(['create', 'createOptions', 'every', 'waitOptions', 'identify'] as const)(
		'of a sixth provider collide when they are taken: %s',
		(kind) => {
			const sixth = { fields: { create: [], [kind]: kind === 'every' ? () => [TAKEN] : [TAKEN] } };
			expect(shared([...all, sixth].map(fieldNames))).toEqual(['boxItems']);
		},
	);

	test.each(NODES)('occur once in %s', (node) => {
		const names = namesOf(node);
		expect(names).toContain('provider');
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
	});

	test('are none of the names that the nodes have themselves, in whichever of them', () => {
		const own = NODES.flatMap(([name, kinds, node]) => without(namesOf(name), contributed(all, kinds, node)));
		expect(own).toEqual(
			expect.arrayContaining(['provider', 'archive', 'options', 'timeout', 'combineItems']),
		);
		expect(shared([own, all.flatMap(fieldNames)])).toEqual([]);
	});

	test('would collide with those of the nodes', () => {
		const sixth = { fields: { create: [], createOptions: [{ ...TAKEN, name: 'timeout' }] } };
		const own = NODES.flatMap(([name, kinds, node]) => without(namesOf(name), contributed(all, kinds, node)));
		expect(shared([own, fieldNames(sixth)])).toEqual(['timeout']);
	});
});
