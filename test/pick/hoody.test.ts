import { HOODY_FOLDERS, startSandbox, type Sandbox } from '../sandbox';
import { names, open, openAll, refusal } from './support';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => {
	// What is asked for with `download` on a directory begins a download.
	expect(sandbox.requests.filter(({ url }) => url.includes('download='))).toEqual([]);
	sandbox.reset();
});
afterAll(async () => await sandbox.close());

const TOP = '/ (The Whole Container)';

describe.each([
	['old', false],
	['new', true],
] as const)('%s kit (enveloped: %s)', (dialect, enveloped) => {
	beforeEach(() => {
		Object.assign(sandbox.behaviour.hoody, { dialect, enveloped });
	});

	it('lists directories by their paths', async () => {
		const { results } = await open(sandbox, 'hoodyDirectories');
		expect(results).toEqual([
			{ name: TOP, value: '/' },
			...[HOODY_FOLDERS.downloads, HOODY_FOLDERS.project, HOODY_FOLDERS.reserved].map((path) => ({
				name: `${path}/`,
				value: path,
			})),
		]);
		expect(sandbox.requests.map(({ url }) => url)).toEqual(['/?json=']);
	});

	it('finds directories anywhere by name', async () => {
		expect(await names(sandbox, 'hoodyDirectories', { filter: 'proj' })).toEqual(['Project files/']);
	});

	it('looks into the folder of a path', async () => {
		const below = await names(sandbox, 'hoodyDirectories', { filter: 'Project files/' });
		expect(below[0]).toBe('Project files/');
		expect(below.length).toBeGreaterThan(1);
		const [, child] = below;
		const begin = child.slice(0, -2);
		expect(await names(sandbox, 'hoodyDirectories', { filter: begin })).toContain(child);
	});

	it('is patient with a container that sleeps', async () => {
		sandbox.behaviour.hoody.asleep = 1;
		expect(await names(sandbox, 'hoodyDirectories')).toContain(TOP);
	});

	it('lists ZIP files wherever they lie', async () => {
		sandbox.behaviour.hoody.listed = 4;
		expect(await names(sandbox, 'hoodyZipFiles')).toEqual(['Entry 0.zip', 'Entry 2.zip']);
		expect(await names(sandbox, 'hoodyZipFiles', { filter: '2' })).toEqual(['Entry 2.zip']);
	});
});

it('filters what lies at the top where nobody may search', async () => {
	sandbox.behaviour.hoody.allowSearch = false;
	expect(await names(sandbox, 'hoodyDirectories', { filter: 'DOWN' })).toEqual(['Downloads/']);
});

it('lists the ZIP files at the top where no pattern is taken', async () => {
	sandbox.scenario('hoody', { status: 404, match: /glob/ });
	sandbox.behaviour.hoody.listed = 2;
	expect(await names(sandbox, 'hoodyZipFiles')).toEqual(['Entry 0.zip']);
});

it('says that there is no ZIP file', async () => {
	expect((await refusal(sandbox, 'hoodyZipFiles')).message).toBe('There are no ZIP files on this container');
});

it('finds by an address of the container, and keeps its path', async () => {
	const filter = `${sandbox.origin('hoody')}/Project%20files`;
	expect((await open(sandbox, 'hoodyDirectories', { filter })).results).toEqual([
		{ name: 'Project files/', value: 'Project files' },
	]);
});

it.each(['https://another.example/Reports/', 'https://another.example/%E0%A4%A', 'ftp://x/'])(
	'says that %s is the address of something else',
	async (filter) => {
		const said = await refusal(sandbox, 'hoodyDirectories', { filter });
		expect(said.message).toBe('The address is not one of this container');
		expect(sandbox.requests).toEqual([]);
	},
);

it.each(['../../etc/', 'nobody/', 'a?download=x/', 'a\\b/'])('finds nothing along %s', async (filter) => {
	expect((await openAll(sandbox, 'hoodyDirectories', { filter })).map(({ value }) => value)).toEqual([]);
});

it('passes over names that lead elsewhere', async () => {
	const paths = ['..', '../x', 'a/../../b', '', 'good'].map((name) => ({ name, path_type: 'Dir' }));
	sandbox.scenario('hoody', { name: 'json', status: 200, body: { paths } });
	expect(await names(sandbox, 'hoodyDirectories')).toEqual([TOP, 'good/']);
});

it('shows the address of the container to nobody', async () => {
	sandbox.scenario('hoody', { status: 500, times: 9, body: `no way to ${sandbox.origin('hoody')}/x` });
	const said = await refusal(sandbox, 'hoodyDirectories');
	expect(JSON.stringify(said)).not.toContain(sandbox.origin('hoody').slice('http://'.length));
});
