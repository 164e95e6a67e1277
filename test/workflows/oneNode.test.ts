import type { IRun } from 'n8n-workflow';
import { coded as providers } from '../../nodes/shared/providers';
import { hintsOf } from '../engine/engine';
import { ALFRESCO_NODES, type FaultOptions } from '../sandbox';
import { credentialData } from '../sandbox/credentialData';
import {
	endOf,
	hashes,
	itemsStep,
	openStage,
	outputOf,
	sourceHashes,
	until,
	type ProviderName,
	type Stage,
} from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const requestsOf = (method: string, part: string) =>
	stage.sandbox.requests.filter((request) => request.method === method && request.url.includes(part));
const looks = () => requestsOf('GET', '/downloads/');
const cancels = () => requestsOf('DELETE', '/downloads/');
const deletions = () => requestsOf('DELETE', '/nodes/');

/** Items without what each run has of its own: ids of archives, and where bytes are stored. */
async function comparable(run: IRun): Promise<unknown[]> {
	const items = outputOf(run, 'Download');
	return await Promise.all(
		items.map(async ({ json, binary, pairedItem }) => {
			const { archive, modifiedAt, ...facts } = json as { archive: object; modifiedAt: unknown };
			const bytes = binary === undefined ? null : await stage.engine.bytes(binary.data);
			return {
				facts: 'size' in facts && 'fileName' in facts ? { fileName: facts.fileName } : facts,
				archive: { ...archive, archiveId: null },
				hasTime: typeof modifiedAt,
				field:
					binary === undefined ? null : [Object.keys(binary), binary.data.fileName, binary.data.mimeType],
				// A ZIP that is packed anew has times of its own in it.
				bytes: bytes?.subarray(0, 2).equals(Buffer.from('PK')) ? 'a ZIP' : bytes?.toString('base64'),
				pairedItem,
			};
		}),
	);
}

/** Every provider by being listed. */
describe.each(Object.keys(providers) as ProviderName[])('%s', (provider) => {
	test.each(['unpack', 'listFiles', 'downloadZip'])(
		'%s: the items are those that come out of three nodes',
		async (operation) => {
			const one = await stage.run(stage.oneNode(provider, operation));
			expect(endOf(one)).toBeUndefined();
			const ofOne = await comparable(one);
			stage.sandbox.reset();
			const three = await stage.run(
				stage.create(provider),
				stage.wait(provider),
				stage.download(provider, operation),
			);
			expect(ofOne).toEqual(await comparable(three));
			expect(ofOne.length).toBeGreaterThan(0);
			expect(hintsOf(one, 'Download')).toEqual(hintsOf(three, 'Download'));
		},
	);

	test('its files have the bytes of the source', async () => {
		const run = await stage.run(stage.oneNode(provider, 'unpack'));
		expect(await hashes(stage, outputOf(run, 'Download'))).toEqual(sourceHashes(stage, provider));
	});
});

describe('while it is being made', () => {
	const stuck = { alfrescoNodes: ALFRESCO_NODES.stuck };

	test('the time being up ends the node, and says how far the service was', async () => {
		const run = await stage.run(stage.oneNode('alfresco', 'unpack', { ...stuck, options: { timeout: 1 } }));
		expect(endOf(run)).toEqual({
			message: 'The archive was not ready after 1 second',
			description: expect.stringMatching(
				/^The service was at .*files.*Allow a longer Timeout in the options\./,
			) as string,
		});
		expect(looks().length).toBeGreaterThan(1);
		expect(cancels()).toEqual([]);
	});

	test('the job is cancelled where that is wanted: it was made here', async () => {
		const options = { timeout: 1, cancelWhenGivenUp: true };
		const end = endOf(await stage.run(stage.oneNode('alfresco', 'unpack', { ...stuck, options })));
		expect(end?.description).toContain('It was cancelled on Alfresco.');
		expect(cancels()).toHaveLength(1);
	});

	test('the options of the wait are heard, those of the provider too', async () => {
		const options = { timeout: 60, alfrescoStuckAfter: 1 };
		const end = endOf(await stage.run(stage.oneNode('alfresco', 'unpack', { ...stuck, options })));
		expect(end?.message).toBe('The archive has not moved for 1 seconds');
	});

	test.each([true, false])('Stop ends it at once, and the job where that is wanted: %p', async (wanted) => {
		const options = { cancelWhenGivenUp: wanted };
		const running = stage.start(stage.oneNode('alfresco', 'unpack', { ...stuck, options }));
		await until(() => looks().length >= 2);
		running.stop();
		await running.done.catch(() => undefined);
		if (wanted) await until(() => cancels().length > 0);
		const before = looks().length;
		await new Promise((resolve) => setTimeout(resolve, 700));
		expect([looks().length, cancels().length]).toEqual([before, wanted ? 1 : 0]);
	});

	test('Stop is nobody’s failure, with Continue On Fail neither', async () => {
		const more = { onError: 'continueRegularOutput' as const };
		const running = stage.start(stage.oneNode('alfresco', 'unpack', stuck, more));
		await until(() => looks().length >= 2);
		running.stop();
		const run = await running.done.catch(() => undefined);
		// n8n itself passes the input on then.
		const output = run === undefined ? [] : outputOf(run, 'Download');
		expect(output.filter(({ json }) => 'error' in json || 'code' in json)).toEqual([]);
	});

	test('progress is told to whoever watches', async () => {
		const said: unknown[] = [];
		const node = stage.engine.nodeType('n8n-nodes-archives.downloadArchive');
		const { execute } = node;
		node.execute = async function (...args) {
			const told = Reflect.get(this, 'sendMessageToUI') as unknown;
			Reflect.set(this, 'sendMessageToUI', (...words: unknown[]) => said.push(...words));
			const result = await execute?.apply(this, args);
			Reflect.set(this, 'sendMessageToUI', told);
			return result ?? null;
		};
		try {
			expect(endOf(await stage.run(stage.oneNode('alfresco', 'listFiles')))).toBeUndefined();
		} finally {
			node.execute = execute;
		}
		expect(said.at(-1)).toMatch(/^Alfresco, item 0: (\d+) of \1 files, .* of .*, 100 %$/);
	});
});

describe('several items', () => {
	const items = itemsStep({ nodes: ALFRESCO_NODES.tooLarge }, {}, {});
	const alfrescoNodes = `={{ $json.nodes ?? "${ALFRESCO_NODES.folder}" }}`;

	test('with Continue On Fail each stands for itself, in the order of the input', async () => {
		const run = await stage.run(
			items,
			stage.oneNode('alfresco', 'listFiles', { alfrescoNodes }, { onError: 'continueRegularOutput' }),
		);
		expect(endOf(run)).toBeUndefined();
		const output = outputOf(run, 'Download');
		expect(output[0]).toMatchObject({ json: { code: 'ARCHIVE_FAILED' }, pairedItem: { item: 0 } });
		const pairs = output.slice(1).map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(pairs).toEqual([...pairs].sort((a, b) => a - b));
		expect(new Set(pairs)).toEqual(new Set([1, 2]));
	});

	test('without it the first that does not go through ends the node, and names its item', async () => {
		const run = await stage.run(items, stage.oneNode('alfresco', 'listFiles', { alfrescoNodes }));
		expect(endOf(run)?.message).toContain('could not make the archive');
		expect(run.data.resultData.error).toMatchObject({ context: { itemIndex: 0 } });
	});

	test('become one archive where that is wanted, and every file comes from all of them', async () => {
		const wishes = stage.sandbox.demo.box.items.map(({ type, id }) => ({ wish: `${type}:${id}` }));
		const combined = { boxItems: '={{ $json.wish }}', combineItems: true };
		const run = await stage.run(itemsStep(...wishes), stage.oneNode('box', 'unpack', combined));
		expect(endOf(run)).toBeUndefined();
		const output = outputOf(run, 'Download');
		expect(await hashes(stage, output)).toEqual(sourceHashes(stage, 'box'));
		for (const { pairedItem } of output) expect(pairedItem).toEqual(wishes.map((_, item) => ({ item })));
	});
});

test('a request is split where that is wanted, and all parts are read', async () => {
	const boxItems = [
		'folder:160001',
		...Array.from({ length: 10_000 }, (_, index) => `file:${600_000 + index}`),
	].join('\n');
	const options = { splitLargeRequests: true };
	const run = await stage.run(
		stage.oneNode('box', 'listFiles', { boxItems, options }, { onError: 'continueRegularOutput' }),
	);
	expect(requestsOf('POST', '/zip_downloads').length).toBeGreaterThan(1);
	expect(outputOf(run, 'Download').length).toBeGreaterThan(0);
	expect(endOf(run)).toBeUndefined();
});

test('the archive is deleted afterwards where that is wanted: it was made here', async () => {
	const options = { deleteAfterwards: true };
	const run = await stage.run(stage.oneNode('alfresco', 'unpack', { options }));
	expect(endOf(run)).toBeUndefined();
	expect(hintsOf(run, 'Download')).toEqual([]);
	expect(deletions()).toHaveLength(1);
});

test('one credential serves all that is done', async () => {
	const run = await stage.run(stage.oneNode('alfresco', 'unpack'));
	expect(endOf(run)).toBeUndefined();
	const secrets = Object.values(credentialData(stage.sandbox)).flatMap((data) => Object.values(data));
	const text = JSON.stringify(outputOf(run, 'Download').map(({ json }) => json));
	for (const secret of secrets.filter((value) => value.length > 11)) expect(text).not.toContain(secret);
	const signedIn = stage.sandbox.requests.filter(({ headers }) => headers.authorization !== undefined);
	expect([...new Set(signedIn.map(({ origin }) => origin))]).toEqual(['alfresco']);
});

test('an archive that was ready when it was asked for is not looked at again', async () => {
	Object.assign(stage.sandbox.behaviour.dataFramer, { pendingAnswers: 0, buildMilliseconds: 0 });
	const run = await stage.run(stage.oneNode('dataFramer', 'unpack'));
	expect(endOf(run)).toBeUndefined();
	expect(requestsOf('GET', '/files/download/')).toHaveLength(1);
	expect(await hashes(stage, outputOf(run, 'Download'))).toEqual(sourceHashes(stage, 'dataFramer'));
});

/** Whoever reads an archive in one node has no other to turn to. */
test.each<[string, object, FaultOptions | null]>([
	['a job that fails', { alfrescoNodes: ALFRESCO_NODES.tooLarge }, null],
	['an archive that is gone', {}, { status: 410 }],
	['an archive that was never there', {}, { status: 404 }],
	['an answer without an archive', {}, { status: 204, body: '' }],
	['an answer that it is still being made', {}, { status: 202, body: '' }],
	['an empty archive', {}, { status: 200, body: '' }],
	['something else', {}, { status: 200, body: 'PK and no more' }],
])('%s is told in words that fit', async (_what, parameters, fault) => {
	if (fault !== null) stage.sandbox.scenario('alfresco', { ...fault, match: /\/content/, times: Infinity });
	const options = { attempts: 0 };
	const end = endOf(await stage.run(stage.oneNode('alfresco', 'unpack', { ...parameters, options })));
	expect(end?.message).not.toBe('');
	expect(end?.description).not.toBe('');
	expect(`${end?.message} ${end?.description}`).not.toMatch(/Create Archive|Wait For Archive/);
});
