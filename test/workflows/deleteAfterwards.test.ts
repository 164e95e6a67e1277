import { hintsOf } from '../engine/engine';
import { ALFRESCO_NODES } from '../sandbox';
import { endOf, itemsStep, openStage, outputOf, until, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const deletions = () => stage.sandbox.requests.filter(({ method }) => method === 'DELETE');
const deleting = (more = {}) => ({ options: { deleteAfterwards: true, ...more } });

/** The handle of an archive that another execution created. */
async function foreign(): Promise<string> {
	const run = await stage.run(stage.create('alfresco'), stage.wait('alfresco'));
	stage.sandbox.requests.length = 0;
	return JSON.stringify(outputOf(run, 'Wait')[0].json);
}

function expectUntouched(run: Awaited<ReturnType<Stage['run']>>): void {
	expect(endOf(run)).toBeUndefined();
	expect(outputOf(run, 'Download')).toHaveLength(stage.sandbox.files('alfresco').length);
	expect(deletions()).toEqual([]);
	expect(hintsOf(run, 'Download')).toEqual([
		expect.stringMatching(
			/could not be deleted from Alfresco: this execution did not create it.*Include Archives of Other Executions/,
		),
	]);
}

test('what this execution created is deleted', async () => {
	const run = await stage.run(
		stage.create('alfresco'),
		stage.wait('alfresco'),
		stage.download('alfresco', 'unpack', deleting()),
	);
	expect(endOf(run)).toBeUndefined();
	expect(deletions()).toHaveLength(1);
	expect(hintsOf(run, 'Download')).toEqual([]);
});

describe('several items', () => {
	const paths = () => stage.sandbox.files('alfresco').map(({ path }) => ({ path }));
	const listed = {
		archive: '={{ $json.archive }}',
		...deleting({ otherExecutions: true, archivesAtOnce: 1 }),
	};
	const failing = { archive: '={{ $json.archive ?? $json }}' };

	test('that read one archive all get it, and it is deleted once', async () => {
		const archive = await foreign();
		const run = await stage.run(
			itemsStep(...paths()),
			stage.download('alfresco', 'listFiles', { ...listed, archive }),
		);
		expect(endOf(run)).toBeUndefined();
		expect(outputOf(run, 'Download')).toHaveLength(paths().length ** 2);
		expect(deletions()).toHaveLength(1);
		expect(stage.sandbox.requests.at(-1)?.method).toBe('DELETE');
		expect(hintsOf(run, 'Download')).toEqual([]);
	});

	test('of which one ends the node: nothing is deleted, since the node gave out nothing', async () => {
		const items = itemsStep({ archive: await foreign() }, {});
		const run = await stage.run(items, stage.download('alfresco', 'unpack', { ...listed, ...failing }));
		expect(endOf(run)?.message).toMatch(/^The input is no archive item/);
		expect(deletions()).toEqual([]);
	});

	test('of which one fails and the others go on: what was read is deleted', async () => {
		const items = itemsStep({ archive: await foreign() }, {});
		const onError = 'continueRegularOutput' as const;
		const step = stage.download('alfresco', 'unpack', { ...listed, ...failing }, { onError });
		const run = await stage.run(items, step);
		expect(outputOf(run, 'Download')).toHaveLength(paths().length + 1);
		expect(deletions()).toHaveLength(1);
	});

	test('Stop is heard while their archives are deleted', async () => {
		const archive = await foreign();
		stage.sandbox.scenario('alfresco', 'silent', { match: /^DELETE/ });
		const running = stage.start(
			itemsStep({}),
			stage.download('alfresco', 'listFiles', { ...listed, archive }),
		);
		await until(() => deletions().length === 1);
		running.stop();
		await running.done.catch(() => undefined);
		expect(deletions()).toHaveLength(1);
	});
});

test('what another execution created is read and stays, and that is told', async () => {
	const archive = await foreign();
	expectUntouched(await stage.run(stage.download('alfresco', 'unpack', { archive, ...deleting() })));
});

test('a Create Archive that made another one changes nothing about that', async () => {
	const archive = await foreign();
	const run = await stage.run(
		stage.create('alfresco'),
		stage.download('alfresco', 'unpack', { archive, ...deleting() }),
	);
	expectUntouched(run);
});

test('an archive that was named by its id is nobody’s of this execution', async () => {
	const { archiveId } = JSON.parse(await foreign()) as { archiveId: string };
	const named = { archiveFrom: 'id', alfrescoDownload: { __rl: true, mode: 'id', value: archiveId } };
	expectUntouched(await stage.run(stage.download('alfresco', 'unpack', { ...named, ...deleting() })));
});

test('what another execution created is deleted where that is allowed', async () => {
	const archive = await foreign();
	const run = await stage.run(
		stage.download('alfresco', 'unpack', { archive, ...deleting({ otherExecutions: true }) }),
	);
	expect(endOf(run)).toBeUndefined();
	expect(deletions()).toHaveLength(1);
	expect(hintsOf(run, 'Download')).toEqual([]);
});

test.each([false, true])(
	'a handle that names a file of the repository is neither read nor deleted (after Create Archive: %p)',
	async (isAfter) => {
		const handle = JSON.parse(await foreign()) as { archiveId: string };
		const forged = JSON.stringify({ ...handle, archiveId: ALFRESCO_NODES.file });
		const steps = [
			...(isAfter ? [stage.create('alfresco')] : []),
			stage.download('alfresco', 'unpack', { archive: forged, ...deleting({ otherExecutions: true }) }),
		];
		expect(endOf(await stage.run(...steps))?.message).toBe('Alfresco did not accept the id');
		expect(deletions()).toEqual([]);
		expect(stage.sandbox.requests.filter(({ url }) => url.includes('/content'))).toEqual([]);
	},
);
