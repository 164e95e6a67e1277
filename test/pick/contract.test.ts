/** What holds for every list of every provider, by its being declared. */
import type { INodeProperties, INodePropertyMode, NodeApiError } from 'n8n-workflow';
import { CreateArchive } from '../../nodes/CreateArchive/CreateArchive.node';
import { DownloadArchive } from '../../nodes/DownloadArchive/DownloadArchive.node';
import { coded } from '../../nodes/shared/providers';
import { startSandbox, type Sandbox } from '../sandbox';
import { credentialData } from '../sandbox/credentialData';
import { needsConsent, open } from './support';

const NODES = { CreateArchive: new CreateArchive(), DownloadArchive: new DownloadArchive() };
const PICKERS = Object.values(coded).flatMap(({ name, pickers = {} }) =>
	Object.keys(pickers).map((picker): [string, string] => [picker, name]),
);

/** Every mode of every resource locator, also of those in collections. */
function modesIn(fields: readonly INodeProperties[]): INodePropertyMode[] {
	return fields.flatMap(({ modes = [], options = [] }) => [
		...modes,
		...options.flatMap((option) =>
			'values' in option ? modesIn(option.values) : 'type' in option ? modesIn([option]) : [],
		),
	]);
}

describe.each(Object.entries(NODES))('%s', (_name, node) => {
	const modes = modesIn(node.description.properties);
	const asked = modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);

	it('has a method for each list that a field refers to', () => {
		expect(Object.keys(node.methods.listSearch)).toEqual(expect.arrayContaining(asked));
	});

	it('offers lists with search, and beside each a way to type', () => {
		const located = node.description.properties.filter(({ type }) => type === 'resourceLocator');
		expect(located.length).toBeGreaterThan(4);
		for (const field of located) {
			const ways = (field.modes ?? []).map(({ type }) => type);
			expect({ [field.name]: ways }).toEqual({
				[field.name]: expect.arrayContaining(['string']) as string[],
			});
		}
		for (const { type, typeOptions } of modes)
			if (type === 'list') expect(typeOptions?.searchable).toBe(true);
	});
});

it('has no list that no field refers to', () => {
	const asked = Object.values(NODES).flatMap(({ description }) =>
		modesIn(description.properties).flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
	);
	expect(PICKERS.map(([picker]) => picker).filter((picker) => !asked.includes(picker))).toEqual([]);
});

it.each(PICKERS)('%s is called after its provider', (picker, provider) => {
	expect(picker.slice(0, provider.length)).toBe(provider);
});

/** What n8n holds an address against while it is typed. */
function rulesOf({ validation = [] }: INodePropertyMode): { regex: string; errorMessage: string } {
	const [rule] = validation as unknown as Array<{ properties: { regex: string; errorMessage: string } }>;
	return rule.properties;
}

describe('an address', () => {
	const addresses = modesIn(NODES.CreateArchive.description.properties).flatMap((mode) =>
		mode.name === 'url' ? [[mode.placeholder ?? '', mode] as const] : [],
	);

	it.each(addresses)('like "%s" passes the panel, and gives one id', (placeholder, mode) => {
		const example = placeholder.replace(/^e\.g\. /, '').replace('…', 'workspace://SpacesStore/' + ID);
		const { regex } = rulesOf(mode);
		for (const pasted of [example, ` ${example}`, `${example} `, `${example}?a=b#c`])
			expect(new RegExp(`^${regex}$`).test(pasted)).toBe(true);
		const cut = mode.extractValue?.regex ?? '';
		expect(new RegExp(cut).exec(example)).toHaveLength(2);
	});

	it.each(addresses)('beside "%s": anything else is told at once', (_placeholder, mode) => {
		const { regex, errorMessage } = rulesOf(mode);
		for (const other of ['folder:1', 'ftp://app.example/folder/1', 'see https://app.example/folder/1'])
			expect(new RegExp(`^${regex}$`).test(other)).toBe(false);
		expect(errorMessage).toMatch(/^Not .*\.$/);
	});
});

const ID = 'c8bb482a-ff3c-4704-a3a3-de1c83ccd84c';

describe('in the sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	it.each(PICKERS)('%s lists something, or says in words what it lacks', async (picker, provider) => {
		const said = await open(sandbox, picker).catch((error: unknown) => error as NodeApiError);
		if (said instanceof Error)
			expect([said.message, said.description]).toEqual([/^\w.*\w$/, /\.$/].map(matching));
		else {
			expect(said.results.length).toBeGreaterThan(0);
			for (const { name, value } of said.results)
				expect([typeof name, typeof value]).toEqual(['string', 'string']);
			expect(new Set(said.results.map(({ value }) => value)).size).toBe(said.results.length);
		}
		expect(new Set(sandbox.requests.map(({ origin }) => origin)).size).toBeLessThanOrEqual(1);
		for (const { origin, method, url } of sandbox.requests) {
			expect(origin).toBe(provider);
			// A token is all that is asked for with anything but GET; `download` begins one with a GET, of two services.
			if (!/token|ticket/.test(url)) expect(method).toBe('GET');
			expect(url).not.toMatch(/download/);
		}
	});
});

describe('what was pasted with spaces around it', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	// Of a service that has nothing to list, nothing is asked here.
	const ways = Object.values(coded).flatMap(({ pickers = {}, signIns }) =>
		Object.keys(pickers)
			.slice(0, 1)
			.flatMap((picker) =>
				signIns
					.filter(({ credential }) => !needsConsent(credential))
					.map(({ value, credential }) => [credential, value, picker] as const),
			),
	);

	it.each(ways)('signs in: %s', async (credential, signIn, picker) => {
		sandbox.askFor(credential);
		// A password may begin or end with a space.
		const pasted = Object.entries(credentialData(sandbox)[credential]).map(([name, value]) => [
			name,
			/password|^subjectType$/i.test(name) ? value : ` ${value}\n`,
		]);
		const { results } = await open(sandbox, picker, { signIn, credential: Object.fromEntries(pasted) });
		expect(results.length).toBeGreaterThan(0);
	});
});

const matching = (words: RegExp): unknown => expect.stringMatching(words);
