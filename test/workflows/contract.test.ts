import JSZip from 'jszip';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import type { Provider } from '../../nodes/shared/contract';
import { coded as providers } from '../../nodes/shared/providers';
import { hintsOf } from '../engine/engine';
import { credentialData } from '../sandbox/credentialData';
import { openersIn } from './openers';
import { endOf, hashes, openStage, outputOf, sourceHashes, type ProviderName, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

/** Every provider by being listed: a new one is covered with its line in the record. */
describe.each(Object.keys(providers) as ProviderName[])('%s', (provider) => {
	test('a request becomes a handle, waits, and its files come out with the bytes of the source', async () => {
		const run = await stage.run(
			stage.create(provider),
			stage.wait(provider),
			stage.download(provider, 'unpack'),
		);
		expect(endOf(run)).toBeUndefined();
		expect(await hashes(stage, outputOf(run, 'Download'))).toEqual(sourceHashes(stage, provider));
		for (const { json, pairedItem } of outputOf(run, 'Download')) {
			expect(pairedItem).toEqual({ item: 0 });
			expect(json).toMatchObject({
				name: String(json.path).split('/').at(-1),
				folder: String(json.path).split('/').slice(0, -1).join('/'),
				crc32: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
				archive: { provider },
			});
		}
	});

	test('the ZIP comes whole, in one field', async () => {
		const run = await stage.run(
			stage.create(provider),
			stage.wait(provider),
			stage.download(provider, 'downloadZip'),
		);
		expect(endOf(run)).toBeUndefined();
		const [item, ...others] = outputOf(run, 'Download');
		expect(others).toEqual([]);
		const zip = await stage.engine.bytes(item.binary?.data ?? { data: '', mimeType: '' });
		expect(item.json).toMatchObject({
			size: zip.length,
			fileName: expect.stringMatching(/\.zip$/) as string,
			archive: { provider },
		});
		expect(item.binary?.data).toMatchObject({ mimeType: 'application/zip', fileExtension: 'zip' });
		const names = Object.values((await JSZip.loadAsync(zip)).files)
			.filter(({ dir }) => !dir)
			.map(({ name }) => name);
		expect(names.sort()).toEqual(Object.keys(sourceHashes(stage, provider)).sort());
	});

	test('the files are listed without their bytes', async () => {
		const run = await stage.run(
			stage.create(provider),
			stage.wait(provider),
			stage.download(provider, 'listFiles'),
		);
		expect(endOf(run)).toBeUndefined();
		const items = outputOf(run, 'Download');
		expect(items.every(({ binary }) => binary === undefined)).toBe(true);
		const sizes = Object.fromEntries(items.map(({ json }) => [json.path, json.size]));
		expect(sizes).toEqual(
			Object.fromEntries(stage.sandbox.files(provider).map(({ path, bytes }) => [path, bytes.length])),
		);
	});

	test('a handle is plain JSON without secrets or links, and says how far it is', async () => {
		const run = await stage.run(stage.create(provider), stage.wait(provider));
		expect(endOf(run)).toBeUndefined();
		const secrets = Object.values(credentialData(stage.sandbox)).flatMap((data) => Object.values(data));
		for (const node of ['Create', 'Wait']) {
			const [{ json }] = outputOf(run, node);
			expect(json).toMatchObject({
				provider,
				warnings: expect.any(Array) as string[],
				request: expect.any(Object) as object,
			});
			const text = JSON.stringify(json);
			expect(text).not.toMatch(/https?:\/\/\w/);
			for (const secret of secrets.filter((value) => value.length > 11)) expect(text).not.toContain(secret);
		}
		expect(outputOf(run, 'Wait')[0].json.state).toBe('ready');
		expect(hintsOf(run, 'Wait').length > 0).toBe(providers[provider].nothingToWaitFor !== undefined);
	});

	test('nothing in a handle opens the archive by itself', async () => {
		const run = await stage.run(
			stage.create(provider),
			stage.wait(provider),
			stage.download(provider, 'unpack'),
		);
		expect(endOf(run)).toBeUndefined();
		const requests = [...stage.sandbox.requests];
		for (const node of ['Create', 'Wait']) {
			const [{ json }] = outputOf(run, node);
			expect(json).toMatchObject({ provider });
			expect(await openersIn(json, stage.sandbox, requests)).toEqual([]);
		}
	});

	test('credentials go to the origin that they were made for, and nowhere else', async () => {
		await stage.run(stage.create(provider), stage.wait(provider), stage.download(provider, 'unpack'));
		const signedIn = stage.sandbox.requests.filter(
			({ headers }) => headers.authorization !== undefined || headers['x-auth-key'] !== undefined,
		);
		expect(new Set(signedIn.map(({ origin }) => origin)).size).toBeLessThanOrEqual(1);
		for (const { origin } of signedIn) expect(origin).toBe(provider);
	});

	test.each([
		'{"provider":"nobody","state":"ready","request":{}}',
		'"text"',
		'{"provider":"PROVIDER","state":"done","request":{}}',
	])('an item that is no handle of it is refused: %s', async (text) => {
		const value = text.replace('PROVIDER', provider);
		for (const step of [
			stage.wait(provider, { archive: value }),
			stage.download(provider, 'unpack', { archive: value }),
		]) {
			const end = endOf(await stage.run(step));
			expect(end?.message).toMatch(/not an archive handle|belongs to "nobody"/);
			expect(end?.description).not.toBe('');
		}
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('a ready handle with a foreign address in it sends no credentials there', async () => {
		const foreign = stage.sandbox.origin('remote');
		const made = await stage.run(stage.create(provider));
		const handle = {
			...outputOf(made, 'Create')[0].json,
			baseUrl: foreign,
			url: foreign,
			downloadUrl: foreign,
			archiveId: `${foreign}/x`,
		};
		const evil = {
			...handle,
			request: {
				...(handle as unknown as { request: object }).request,
				url: foreign,
				baseUrl: foreign,
				downloadUrl: foreign,
			},
		};
		stage.sandbox.requests.length = 0;
		await stage.run(stage.download(provider, 'unpack', { archive: JSON.stringify(evil) }));
		expect(
			stage.sandbox.requests.filter(
				({ origin, headers }) => origin === 'remote' && headers.authorization !== undefined,
			),
		).toEqual([]);
	});
});

describe('what would open an archive by itself is found', () => {
	test.each<[ProviderName, string, RegExp]>([
		['dataFramer', 'dataFramerStorage', /^an archive behind/],
		['box', 'boxContent', /zip_downloads/],
	])('a link of %s', async (provider, origin, words) => {
		await stage.run(stage.create(provider), stage.wait(provider), stage.download(provider, 'listFiles'));
		const requests = [...stage.sandbox.requests];
		const taken = requests.find((request) => request.origin === origin);
		if (taken === undefined) throw new Error(`Nobody asked ${origin}`);
		const link = `${stage.sandbox.origin(taken.origin)}${taken.url}`;
		for (const text of [link, encodeURIComponent(link), link.replace('http:', ''), taken.url]) {
			expect(await openersIn({ request: { list: [{ text }] } }, stage.sandbox, requests)).toContainEqual(
				expect.stringMatching(words),
			);
			expect(await openersIn({ [text]: 1 }, stage.sandbox, requests)).not.toEqual([]);
		}
	});

	test('a secret and a sign-in', async () => {
		await stage.run(stage.create('alfresco'));
		const { password } = stage.sandbox.credentials.alfresco;
		const requests = [...stage.sandbox.requests];
		const [{ headers }] = requests;
		for (const text of [`by ${password}`, String(headers.authorization), stage.sandbox.origin('alfresco')])
			expect(await openersIn({ warnings: [text] }, stage.sandbox, requests)).not.toEqual([]);
	});
});

/** All that a provider adds to the nodes. A field may serve two of them, so each name counts once. */
function fieldNames({ fields }: Pick<Provider, 'fields'>): string[] {
	const { create, createOptions = [], every = [], waitOptions = [], identify = [] } = fields;
	return [...new Set([create, createOptions, every, waitOptions, identify].flat().map(({ name }) => name))];
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
const NODES: Array<[string, Kind[]]> = [
	['createArchive', ['create', 'createOptions', 'every']],
	['waitForArchive', ['waitOptions', 'every']],
	['downloadArchive', ['create', 'createOptions', 'waitOptions', 'identify', 'every']],
];
const TAKEN: INodeProperties = { displayName: 'Taken', name: 'boxItems', type: 'string', default: '' };

function contributed(all: Provider[], kinds: Kind[]): string[] {
	const names = all.flatMap(({ fields }) => kinds.flatMap((kind) => namesIn(fields[kind] ?? [])));
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
			const sixth = { fields: { create: [], [kind]: [TAKEN] } };
			expect(shared([...all, sixth].map(fieldNames))).toEqual(['boxItems']);
		},
	);

	test.each(NODES)('occur once in %s', (node) => {
		const names = namesOf(node);
		expect(names).toContain('provider');
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
	});

	test('are none of the names that the nodes have themselves, in whichever of them', () => {
		const own = NODES.flatMap(([node, kinds]) => without(namesOf(node), contributed(all, kinds)));
		expect(own).toEqual(
			expect.arrayContaining(['provider', 'archive', 'options', 'timeout', 'combineItems']),
		);
		expect(shared([own, all.flatMap(fieldNames)])).toEqual([]);
	});

	test('would collide with those of the nodes', () => {
		const sixth = { fields: { create: [], createOptions: [{ ...TAKEN, name: 'timeout' }] } };
		const own = NODES.flatMap(([node, kinds]) => without(namesOf(node), contributed(all, kinds)));
		expect(shared([own, fieldNames(sixth)])).toEqual(['timeout']);
	});
});
