import { AlfrescoBasicApi } from '../../credentials/AlfrescoBasicApi.credentials';
import { DataFramerApi } from '../../credentials/DataFramerApi.credentials';
import { GumloopApi } from '../../credentials/GumloopApi.credentials';
import type { ArchiveHandle, Provider } from '../../nodes/shared/contract';
import { alfresco } from '../../nodes/shared/providers/alfresco';
import { dataFramer } from '../../nodes/shared/providers/dataFramer';
import { gumloop } from '../../nodes/shared/providers/gumloop';
import type { Recipe } from '../../nodes/shared/recipes/recipe';
import { bytesOf, signIn } from '../providers/live';
import { deskOf, type Desk } from '../providers/support';
import { startSandbox, type Sandbox } from '../sandbox';
import { credentialData } from '../sandbox/credentialData';
import { providerOf } from './setUp';

/** The coded providers' services by recipe, against the same sandbox. */
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const dataFramerRecipe: Recipe = {
	answer: 'nothing',
	create: { path: '/runs/{run}/files/download/' },
	states: { ready: ['200'], working: ['202', '404'] },
	link: 'download_url',
	ranges: true,
};

const ownRun = { run_id: '{run}', user_id: '{user}' };
const gumloopRecipe: Recipe = {
	answer: 'nothing',
	create: { path: '/get_pl_run', query: ownRun },
	states: {
		at: 'state',
		ready: ['DONE'],
		working: ['RUNNING', 'STARTED', 'QUEUED'],
		failed: ['FAILED', 'TERMINATING'],
		cancelled: ['TERMINATED'],
	},
	content: { method: 'POST', path: '/download_files', body: { file_names: '{files}', ...ownRun } },
	cancel: { method: 'POST', path: '/kill_pipeline', body: ownRun },
};

const alfrescoRecipe: Recipe = {
	answer: 'job',
	create: { method: 'POST', path: '/downloads', body: { nodeIds: '{nodes}' } },
	id: 'entry.id',
	look: { path: '/downloads/{id}' },
	states: {
		at: 'entry.status',
		ready: ['DONE'],
		working: ['PENDING', 'IN_PROGRESS'],
		failed: ['MAX_CONTENT_SIZE_EXCEEDED'],
		cancelled: ['CANCELLED'],
	},
	files: ['entry.filesAdded', 'entry.totalFiles'],
	bytes: ['entry.bytesAdded', 'entry.totalBytes'],
	content: { path: '/nodes/{id}/content', query: { attachment: 'true' } },
	cancel: { method: 'DELETE', path: '/downloads/{id}' },
	remove: { method: 'DELETE', path: '/nodes/{id}', query: { permanent: 'true' } },
	ranges: true,
};

/** A recipe, the provider in code that it stands for, and what each of them is asked for. */
const cases = {
	dataFramer: () => ({
		recipe: dataFramerRecipe,
		coded: dataFramer as Provider,
		type: new DataFramerApi(),
		values: { run: sandbox.demo.dataFramer.runId },
		request: { runId: sandbox.demo.dataFramer.runId },
	}),
	gumloop: () => {
		const { runId, fileNames } = sandbox.demo.gumloop;
		return {
			recipe: gumloopRecipe,
			coded: gumloop as Provider,
			type: new GumloopApi(),
			values: { run: runId, files: fileNames, user: sandbox.credentials.gumloop.userId },
			request: { runId, fileNames },
		};
	},
	alfresco: () => ({
		recipe: alfrescoRecipe,
		coded: alfresco as Provider,
		type: new AlfrescoBasicApi(),
		values: { nodes: sandbox.demo.alfresco.nodeIds },
		request: { nodeIds: sandbox.demo.alfresco.nodeIds },
	}),
};
const names = Object.keys(cases) as Array<keyof typeof cases>;

async function desks(name: keyof typeof cases): Promise<{ byRecipe: Desk; inCode: Desk }> {
	const { recipe, coded, type } = cases[name]();
	const data = credentialData(sandbox)[type.name];
	const byRecipe = providerOf(
		recipe,
		coded.signIns.find(({ credential }) => credential === type.name),
	);
	return {
		byRecipe: deskOf(byRecipe, (await signIn(byRecipe, type, data)).api),
		inCode: deskOf(coded, (await signIn(coded, type, data)).api),
	};
}

async function waited(desk: Desk, request: unknown): Promise<ArchiveHandle> {
	let handle = await desk.create(request);
	while (handle.state === 'preparing') {
		await new Promise((resolve) => setTimeout(resolve, 20));
		handle = await desk.check(handle);
	}
	return handle;
}

test.each(names)(
	'%s: the same bytes come by the recipe as by the code, whole and in pieces',
	async (name) => {
		const { byRecipe, inCode } = await desks(name);
		const { values, request } = cases[name]();
		const handles = [await waited(byRecipe, { values }), await waited(inCode, request)];
		expect(handles.map(({ state }) => state)).toEqual(['ready', 'ready']);
		expect(handles[0].warnings).toEqual([]);
		const [own, coded] = [await byRecipe.open(handles[0]), await inCode.open(handles[1])];
		const whole = await bytesOf((await own.fetch()).body);
		expect(whole.equals(await bytesOf((await coded.fetch()).body))).toBe(true);
		expect([own.ranges, whole.length > 1000]).toEqual([coded.ranges, true]);
		if (!own.ranges) return;
		const piece = await own.fetch({ start: 10, end: 20 });
		expect([piece.status, (await bytesOf(piece.body)).equals(whole.subarray(10, 20))]).toEqual([206, true]);
	},
);

test('alfresco: progress, cancelling and deleting are the same', async () => {
	const { byRecipe } = await desks('alfresco');
	const { values } = cases.alfresco();
	const done = await waited(byRecipe, { values });
	expect(done.progress).toMatchObject({ percent: 100, totalFiles: sandbox.files('alfresco').length });
	await byRecipe.remove(done);
	expect((await byRecipe.check(done)).state).toBe('expired');
	const begun = await byRecipe.create({ values });
	await byRecipe.cancel(begun);
	expect(['cancelled', 'ready']).toContain((await byRecipe.check(begun)).state);
});

test('alfresco: a handle of somebody names another file of the repository, and gets none of it', async () => {
	const { byRecipe } = await desks('alfresco');
	const { values } = cases.alfresco();
	const done = await waited(byRecipe, { values });
	sandbox.requests.length = 0;
	await expect(byRecipe.open({ ...done, archiveId: values.nodes[0] })).rejects.toMatchObject({ status: 400 });
	expect(sandbox.requests.map(({ url }) => url).filter((url) => url.includes('/content'))).toEqual([]);
});

test('dataFramer: a link that has ended is asked for anew, and goes out without the credential', async () => {
	const { byRecipe } = await desks('dataFramer');
	const { values } = cases.dataFramer();
	const content = await byRecipe.open(await waited(byRecipe, { values }));
	sandbox.expireLinks('dataFramerStorage');
	expect((await bytesOf((await content.fetch()).body)).length).toBeGreaterThan(1000);
	for (const { origin, headers } of sandbox.requests) {
		expect(headers.authorization === undefined).toBe(origin === 'dataFramerStorage');
	}
});
