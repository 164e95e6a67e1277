/** Lists of nothing, of one, of a thousand and of fifty thousand: what comes, and how often the service is asked for it. */
import { startSandbox, type Behaviour, type Sandbox } from '../sandbox';
import { open, openAll, refusal } from './support';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** Services whose lists can be made as long as a test wants. */
type Lengthy = {
	[Name in keyof Behaviour]: Behaviour[Name] extends { listed: number | null } ? Name : never;
}[keyof Behaviour];

interface List {
	picker: string;
	provider: Lengthy;
	/** How many of so many things can be picked here. */
	pickable(count: number): number;
	/** What the last of 50,000 is called. */
	last: string;
	/** Calls for the first page. */
	calls: number;
}

const third = (count: number) => count - Math.floor(count / 3);
const LISTS: List[] = [
	// Every third thing is a web link, and what comes last of 50,000 a file.
	{ picker: 'boxItems', provider: 'box', pickable: third, last: 'Entry 49999', calls: 1 },
	{
		picker: 'alfrescoNodes',
		provider: 'alfresco',
		pickable: (count) => count,
		last: 'Entry 49999',
		calls: 1,
	},
	{
		picker: 'dataFramerRuns',
		provider: 'dataFramer',
		pickable: (count) => count,
		last: 'Entry 49999',
		calls: 1,
	},
	{
		picker: 'gumloopSavedItems',
		provider: 'gumloop',
		pickable: (count) => count,
		last: 'Entry 49999',
		calls: 1,
	},
	// In no workbook, so the second call finds them.
	{
		picker: 'gumloopFlows',
		provider: 'gumloop',
		pickable: (count) => count,
		last: 'Entry 49999',
		calls: 2,
	},
	// The top one comes with them, and every other thing is a ZIP.
	{
		picker: 'hoodyDirectories',
		provider: 'hoody',
		pickable: (count) => 1 + Math.floor(count / 2),
		last: 'Entry 49999',
		calls: 1,
	},
	{
		picker: 'hoodyZipFiles',
		provider: 'hoody',
		pickable: (count) => Math.min(2_000, Math.ceil(count / 2)),
		last: 'Entry 3998.zip',
		calls: 1,
	},
];

function list(provider: Lengthy, count: number): void {
	sandbox.behaviour[provider].listed = count;
}

/** Calls for data: a token is no part of a list. */
const calls = () => sandbox.requests.filter(({ url }) => !/token|ticket/.test(url));

describe.each(LISTS)('$picker', ({ picker, provider, pickable, last, calls: most }) => {
	it('says why there is nothing', async () => {
		list(provider, 0);
		if (pickable(0) > 0) return expect((await open(sandbox, picker)).results).toHaveLength(pickable(0));
		const { message, description, httpCode } = await refusal(sandbox, picker);
		expect(message).not.toContain('-');
		expect(description).toMatch(/^[A-Z].{20,}\.$/);
		expect(httpCode).toBeNull();
	});

	it('does not say so where a search finds nothing', async () => {
		expect((await open(sandbox, picker, { filter: 'there is no such thing' })).results).toEqual([]);
	});

	it.each([1, 1_000])('gives all of %d, each once, with as many calls as pages', async (count) => {
		list(provider, count);
		const all = await openAll(sandbox, picker);
		expect(new Set(all.map(({ value }) => value)).size).toBe(pickable(count));
		expect(all).toHaveLength(pickable(count));
	});

	it('gives the first page of 50,000, and finds the last of them', async () => {
		list(provider, 50_000);
		const first = await open(sandbox, picker);
		expect(calls()).toHaveLength(most);
		expect(first.results.length).toBeGreaterThanOrEqual(50);
		expect(first.results.length).toBeLessThanOrEqual(500);
		expect(first.paginationToken).toBeDefined();
		const second = await open(sandbox, picker, { from: first.paginationToken });
		expect(second.results[0].value).not.toBe(first.results[0].value);
		sandbox.requests.length = 0;
		const found = await openAll(sandbox, picker, { filter: last });
		expect(found.filter(({ name }) => name.includes(last))).toHaveLength(1);
		expect(calls().length).toBeLessThanOrEqual(2);
	});
});
