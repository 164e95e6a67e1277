import { BOX_ITEMS, startSandbox, type Sandbox } from '../sandbox';
import { names, open, openAll, refusal } from './support';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

it('lists what lies at the top, without web links, and with addresses for the browser', async () => {
	const { results, paginationToken } = await open(sandbox, 'boxItems');
	expect(results).toContainEqual({
		name: 'Quarterly reports/',
		value: `folder:${BOX_ITEMS.folder}`,
		url: `https://app.box.com/folder/${BOX_ITEMS.folder}`,
	});
	expect(results).toContainEqual(
		expect.objectContaining({ name: 'Contract – ACME.txt', value: `file:${BOX_ITEMS.file}` }),
	);
	expect(results.map(({ name }) => name)).not.toContain('Intranet');
	expect(paginationToken).toBeUndefined();
});

it('finds names anywhere, and tells where', async () => {
	expect(await openAll(sandbox, 'boxItems', { filter: ' plan ' })).toEqual([
		expect.objectContaining({ name: 'North/plan.txt', value: `file:${BOX_ITEMS.sameName[0]}` }),
		expect.objectContaining({ name: 'South/plan.txt', value: `file:${BOX_ITEMS.sameName[1]}` }),
	]);
	expect(sandbox.requests.at(-1)?.url).toContain('content_types=name');
});

it.each([
	`https://acme.app.box.com/folder/${BOX_ITEMS.folder}?s=1`,
	`folder:${BOX_ITEMS.folder}`,
	`Folder : ${BOX_ITEMS.folder}`,
])('finds by what was pasted: %s', async (filter) => {
	expect(await names(sandbox, 'boxItems', { filter })).toEqual(['Quarterly reports/']);
});

it('finds nothing by an id that nobody has, and says what a shared link lacks', async () => {
	expect(await names(sandbox, 'boxItems', { filter: 'file:1' })).toEqual([]);
	const said = await refusal(sandbox, 'boxItems', { filter: 'https://app.box.com/s/secret' });
	expect(said.message).toBe('A shared link of Box does not tell which file or folder it stands for');
	expect(JSON.stringify(said)).not.toContain('secret');
});

it('goes no further into a search than Box does', async () => {
	sandbox.behaviour.box.listed = 50_000;
	const filter = 'Entry';
	const last = await open(sandbox, 'boxItems', { filter, from: 'found:9800' });
	expect(last.paginationToken).toBe('found:10000');
	expect((await open(sandbox, 'boxItems', { filter, from: 'found:10000' })).paginationToken).toBeUndefined();
});

it('passes over pages of web links, which n8n would take for the end', async () => {
	const links = { entries: [{ type: 'web_link', id: '1', name: 'x' }], next_marker: '0', limit: 200 };
	sandbox.scenario('box', { name: 'json', status: 200, body: links, match: /items/, times: 2 });
	expect(await names(sandbox, 'boxItems')).toContain('Quarterly reports/');
	sandbox.scenario('box', { name: 'json', status: 200, body: links, match: /items/, times: 9 });
	expect(await open(sandbox, 'boxItems')).toEqual({ results: [], paginationToken: '0' });
});

it('says what the sign-in lacks, in a message that the editor does not cut', async () => {
	const said = await refusal(sandbox, 'boxItems', { credential: { clientSecret: 'wrong' } });
	expect(said).toEqual({
		message: 'Box did not accept the sign\u2011in',
		description: expect.stringContaining('an administrator has authorized the app') as string,
		httpCode: '401',
	});
});

it('does not keep anybody waiting whom Box wants to come back later', async () => {
	sandbox.scenario('box', { status: 429, retryAfter: '60', match: /search/ });
	const said = await refusal(sandbox, 'boxItems', { filter: 'plan' });
	expect(said.message).toBe('Box gets more requests than it allows');
	expect(said.description).toContain('It wants to be asked again in');
	expect(sandbox.requests.filter(({ url }) => url.includes('search'))).toHaveLength(1);
});

it('shows no links, keys or signs that steer a screen in names', async () => {
	const entries = [
		{ type: 'file', id: '1', name: 'a\u202eb\n see https://evil.example/?token=0123456789abcdef' },
		{ type: 'file', id: '../2', name: 'no id' },
		{ type: 'hub', id: '3', name: 'unknown' },
		{ type: 'file', id: '4' },
	];
	sandbox.scenario('box', {
		name: 'json',
		status: 200,
		body: { entries, next_marker: null },
		match: /items/,
	});
	expect((await open(sandbox, 'boxItems')).results.map(({ name, value }) => [name, value])).toEqual([
		[expect.stringMatching(/^a b see \[/), 'file:1'],
		['4', 'file:4'],
	]);
});

it('acts for the user of the credential', async () => {
	await open(sandbox, 'boxItems', { credential: { asUser: sandbox.credentials.box.asUser } });
	expect(sandbox.requests.at(-1)?.headers['as-user']).toBe(sandbox.credentials.box.asUser);
});
