import { ALFRESCO_NODES, startSandbox, type Sandbox } from '../sandbox';
import { names, open, openAll, refusal } from './support';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const LIST = 'alfrescoNodes';

it('begins with sites, of which the documents are packed', async () => {
	const { results, paginationToken } = await open(sandbox, LIST);
	expect(results).toEqual([{ name: 'Site: Finance', value: ALFRESCO_NODES.library }]);
	expect(paginationToken).toBeDefined();
});

it("goes on with the user's own files, and ends with what lies at the top", async () => {
	const all = (await openAll(sandbox, LIST)).map(({ name }) => name);
	expect(all.slice(0, 3)).toEqual(['Site: Finance', 'User Homes/alice/notes.txt', 'North/']);
	expect(all).toContain('Projekt Übersicht/');
	expect(all).toContain('contract.txt');
});

it('takes the site itself where it has no library', async () => {
	const entry = { id: 'hr', guid: 'a-b-c', title: 'People' };
	const body = { list: { pagination: {}, entries: [{ entry }, { entry: { title: 'no id' } }] } };
	sandbox.scenario('alfresco', { name: 'json', status: 200, body, match: /sites/ });
	expect((await open(sandbox, LIST)).results).toEqual([{ name: 'Site: People', value: 'a-b-c' }]);
});

it('has a list for whoever was given no folder, and no site', async () => {
	const body = { list: { pagination: {}, entries: [] } };
	sandbox.scenario('alfresco', { name: 'json', status: 200, body, match: /sites/ });
	sandbox.scenario('alfresco', { status: 404, match: /-my-/ });
	expect(await names(sandbox, LIST)).toContain('contract.txt');
});

it.each([
	['the beginning of a word', 'budg', ['Sites/finance/documentLibrary/budget 2026.txt']],
	['two letters, of what is listed', 'fi', ['Site: Finance']],
	['quotes', '"budget"', ['Sites/finance/documentLibrary/budget 2026.txt']],
	[
		'a path',
		'Sites/finance/documentLibrary/',
		['Sites/finance/documentLibrary/', 'Sites/finance/documentLibrary/budget 2026.txt'],
	],
	[
		'a path with the beginning of a name',
		'/Sites/finance/documentLibrary/BUD',
		['Sites/finance/documentLibrary/budget 2026.txt'],
	],
	['the whole path', 'Company Home/Sites/fin', ['Sites/finance/']],
	['a path that is not there', 'Sites/nobody/', []],
	[
		'the id of a folder',
		ALFRESCO_NODES.library,
		['Sites/finance/documentLibrary/', 'Sites/finance/documentLibrary/budget 2026.txt'],
	],
	['the id of a file', ALFRESCO_NODES.file, ['contract.txt']],
	['an id that nobody has', 'c8bb482a-ff3c-4704-a3a3-de1c83ccd84c', []],
	[
		'an address of Share',
		`https://acs.example/share/page/document-details?nodeRef=workspace://SpacesStore/${ALFRESCO_NODES.file}`,
		['contract.txt'],
	],
	[
		'an address of the Workspace',
		`https://acs.example/workspace/#/personal-files/${ALFRESCO_NODES.file}`,
		['contract.txt'],
	],
])('finds by %s', async (_what, filter, expected) => {
	expect(await names(sandbox, LIST, { filter })).toEqual(expected);
});

it('pages through a folder', async () => {
	const entries = [{ entry: { id: 'a', name: 'a.txt', isFolder: false, path: { name: '/Company Home/x' } } }];
	const body = { list: { pagination: { hasMoreItems: true }, entries } };
	sandbox.scenario('alfresco', { name: 'json', status: 200, body, match: /children/ });
	const page = await open(sandbox, LIST, { filter: 'x/' });
	expect(page).toEqual({ results: [{ name: 'x/a.txt', value: 'a' }], paginationToken: 'in:1' });
	await open(sandbox, LIST, { filter: 'Sites/', from: page.paginationToken });
	expect(sandbox.requests.at(-1)?.url).toContain('skipCount=1');
});

it.each(['nonsense', 'my:-1', 'evil:1', 'my:1;drop', ''])('begins anew for the page "%s"', async (from) => {
	expect(await names(sandbox, LIST, { from })).toEqual(['Site: Finance']);
});

it('says that the sign-in was not accepted, with its status for the link to the credential', async () => {
	const said = await refusal(sandbox, LIST, { credential: { password: 'wrong' } });
	expect(said).toMatchObject({ message: 'Alfresco did not accept the sign\u2011in', httpCode: '401' });
});

it('works with a ticket as well', async () => {
	expect(await names(sandbox, LIST, { signIn: 'ticket' })).toEqual(['Site: Finance']);
});
