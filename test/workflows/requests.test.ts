/** How many requests an archive takes: none that nobody needs, in three nodes and in one. */
import type { INodeParameters } from 'n8n-workflow';
import { presetStands } from '../../scripts/attacks/stands/presets';
import type { Preset } from '../../nodes/shared/recipes/preset';
import { presets } from '../../nodes/shared/recipes/presets';
import { line, type Step } from '../engine/workflow';
import { presetServices } from '../recipes/services';
import type { RecordedRequest } from '../sandbox/core/recording';
import { records } from '../sandbox/derived';
import { requests as ofAlfresco } from '../sandbox/services/alfresco/requests';
import { requestsWhenThere } from '../sandbox/services/dataFramer/requests';
import { endOf, itemsStep, openStage, outputOf, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const ALFRESCO = ofAlfresco[0].three;

/** An id of a job, a link or a run, as one part of a path. `NeededRequests` tells people of it. */
const ID = /\/(?=[^/]*\d)[\w%=.-]{16,}(?=\/|$)/g;

/** Requests as they are compared: by server, method and path. */
function shapes(requests: readonly RecordedRequest[]): string[] {
	return requests.map(({ origin, method, url }) => {
		const path = url
			.split('?')[0]
			.replace(/^.*\/versions\/1(?=\/)/, '')
			.replace(ID, '/ID');
		return `${method} ${origin}${path}`;
	});
}

describe.each(records)('%s', (provider, { requests, readyAtOnce = {} }) => {
	const options = { deleteAfterwards: true };
	/** Ready at the first look after asking. */
	const makeReady = () => Object.assign(stage.sandbox.behaviour[provider], readyAtOnce);

	test.each(requests)('$what, in three nodes', async ({ create, three }) => {
		makeReady();
		const run = await stage.run(
			stage.create(provider, create),
			stage.wait(provider),
			stage.download(provider, 'downloadZip', { options }),
		);
		expect(endOf(run)).toBeUndefined();
		expect(shapes(stage.sandbox.requests)).toEqual(three);
	});

	test.each(requests)('$what, in one node', async ({ create, three, one }) => {
		makeReady();
		const run = await stage.run(stage.oneNode(provider, 'downloadZip', { ...create, options }));
		expect(endOf(run)).toBeUndefined();
		expect(shapes(stage.sandbox.requests)).toEqual(one ?? three);
	});
});

describe('several items, in one node', () => {
	const items = itemsStep(
		...[1, 2, 3].map((last) => ({ node: `c0ffee00-1111-4222-8333-00000000000${last}` })),
	);
	const alfresco = (more: INodeParameters = {}) =>
		stage.oneNode('alfresco', 'downloadZip', {
			alfrescoNodes: '={{ $json.node }}',
			options: { deleteAfterwards: true },
			...more,
		});
	beforeEach(() => (stage.sandbox.behaviour.alfresco.buildMilliseconds = 0));

	test('with an archive each take four requests each', async () => {
		const run = await stage.run(items, alfresco());
		expect(endOf(run)).toBeUndefined();
		expect(outputOf(run, 'Download')).toHaveLength(3);
		expect(shapes(stage.sandbox.requests).sort()).toEqual([...ALFRESCO, ...ALFRESCO, ...ALFRESCO].sort());
	});

	test('with one archive for all take four', async () => {
		const run = await stage.run(items, alfresco({ combineItems: true }));
		expect(endOf(run)).toBeUndefined();
		expect(outputOf(run, 'Download')).toHaveLength(1);
		expect(shapes(stage.sandbox.requests)).toEqual(ALFRESCO);
	});
});

test('a run of DataFramer whose archive is there already: the link that came with the first answer is used', async () => {
	Object.assign(stage.sandbox.behaviour.dataFramer, { buildMilliseconds: 0, pendingAnswers: 0 });
	const run = await stage.run(stage.oneNode('dataFramer', 'downloadZip'));
	expect(endOf(run)).toBeUndefined();
	expect(shapes(stage.sandbox.requests)).toEqual(requestsWhenThere);
});

test('only what is not our own is looked at before it is read', async () => {
	stage.sandbox.behaviour.alfresco.buildMilliseconds = 0;
	const made = await stage.run(stage.create('alfresco'), stage.wait('alfresco'));
	stage.sandbox.requests.length = 0;
	const archive = JSON.stringify(outputOf(made, 'Wait')[0].json);
	const options = { deleteAfterwards: true, otherExecutions: true };
	const run = await stage.run(stage.download('alfresco', 'downloadZip', { archive, options }));
	expect(endOf(run)).toBeUndefined();
	expect(shapes(stage.sandbox.requests)).toEqual(ALFRESCO.slice(1));
});

/**
 * Requests that an archive takes which one look finds at work and the next one ready. In three nodes Create Archive looks first
 * whether it is there, where nobody else would tell before Download Archive.
 */
function needed({ name, answer, find, look, askLink, content, link }: Preset, nodes: 1 | 3): number {
	const found = nodes === 3 && find !== undefined ? 1 : 0;
	const { redirects } = presetServices[name as keyof typeof presets];
	const read = found + (redirects === true ? 2 : 1);
	if (answer === 'archive') return read;
	if (answer === 'link') return read + 1;
	// What a look told travels in the handle. Links do not, nor does what handles have no place for.
	const isInHandle =
		answer === 'job' && (askLink !== undefined || (content !== undefined && link === undefined));
	const isLookedAt = nodes === 3 && (!isInHandle || JSON.stringify([askLink, content]).includes('{look.'));
	const calls = [answer === 'job' || look !== undefined, true, true, isLookedAt, askLink !== undefined];
	return read + calls.filter((isMade) => isMade).length;
}

describe.each([...presetStands])('%s', (name, open) => {
	const preset: Preset = presets[name as keyof typeof presets];
	const quickly = { firstInterval: 0.1, longestInterval: 0.1 };

	/** @param steps the nodes, out of those that the stand has */
	async function counted(steps: (create: Step, wait: Step, download: Step) => Step[]): Promise<number> {
		const stand = await open();
		try {
			const create = stand.step('Create');
			const wait = stand.step('Wait', { options: quickly });
			const download = stand.step('Download', { operation: 'downloadZip' });
			const run = await stage.engine.run(line(...steps(create, wait, download)), stand.credentials);
			expect(endOf(run)).toBeUndefined();
			return stand.requests.length;
		} finally {
			await stand.close();
		}
	}

	test('in three nodes', async () => {
		expect(await counted((...all) => all)).toBe(needed(preset, 3));
	});

	test('in one node', async () => {
		const asking = ({ parameters: asked = {} }: Step, download: Step): Step => ({
			...download,
			parameters: {
				...asked,
				...download.parameters,
				archiveFrom: 'new',
				options: { ...(asked.options as INodeParameters), ...quickly },
			},
		});
		expect(await counted((create, _wait, download) => [asking(create, download)])).toBe(needed(preset, 1));
	});
});
