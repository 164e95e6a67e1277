import { NodeOperationError, type NodeExecutionHint } from 'n8n-workflow';
import { newHandle, NO_PROGRESS, shownHandle } from '../../nodes/shared/base/handle';
import { Refusal } from '../../nodes/shared/base/refusal';
import { Stopped } from '../../nodes/shared/base/stopped';
import type { ArchiveHandle, ArchiveJob, Provider } from '../../nodes/shared/contract';
import type { Connection } from '../../nodes/shared/http/connect';
import type { Look } from '../../nodes/shared/run/archives';
import { progressTo } from '../../nodes/shared/run/wait/tellProgress';
import { waitForArchives } from '../../nodes/WaitForArchive/waitForArchives';
import { playedApi } from '../providers/support';
import { acme, contextWith } from './support';

const START = 1_800_000_000_000;
const played = { provider: acme({}), connections: [] as Connection[], pause: (): void => undefined };

jest.mock('../../nodes/shared/providers', () => ({
	get providers() {
		return { acme: played.provider };
	},
}));
jest.mock('../../nodes/shared/http/connect', () => ({
	connect(connection: Connection) {
		played.connections.push(connection);
		const { deadline, signal } = connection;
		return {
			...playedApi(played.provider, {}),
			deadline,
			signal,
			async pause(milliseconds: number) {
				played.pause();
				jest.setSystemTime(Date.now() + milliseconds);
				await Promise.resolve();
			},
		};
	},
}));

beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => {
	played.connections.length = 0;
	played.pause = () => undefined;
	jest.useRealTimers();
});

const preparing = newHandle({ provider: 'acme', state: 'preparing', archiveId: 'a', request: {} });
const still = async () => await Promise.resolve({ state: 'preparing' as const });

interface Played {
	provider?: Partial<Provider>;
	fields?: Record<string, unknown>;
	handles?: ArchiveHandle[];
	onError?: 'stopWorkflow' | 'continueRegularOutput';
	/** Whether a Create Archive of this execution gave the archives out. */
	made?: boolean;
}

/** Runs the node above a provider that is played. */
async function run({ provider = {}, fields = {}, handles = [preparing], onError, made = true }: Played) {
	const baseUrl = () => 'https://acme.example';
	played.provider = acme({
		signIns: [{ value: 'key', name: 'Key', credential: 'acmeApi', baseUrl }],
		check: still,
		...provider,
	});
	const values: Record<string, unknown> = { provider: 'acme', timeout: 1, onTimeout: 'stop', ...fields };
	const items = handles.map((handle) => ({ json: { ...handle } }));
	const hints: NodeExecutionHint[] = [];
	const kept: Record<string, string> = {};
	const told: string[] = [];
	const context = contextWith(items, onError, {
		getNodeParameter: (name: string, item: number, fallback: unknown) =>
			name === 'archive' ? items[item].json : (values[name] ?? fallback),
		customData: { set: (name: string, value: string) => (kept[name] = value) },
		sendMessageToUI: (line: string) => told.push(line),
		getCredentials: async () => await Promise.resolve({}),
		getExecutionCancelSignal: () => undefined,
		addExecutionHints: (...more: NodeExecutionHint[]) => hints.push(...more),
		getParentNodes: () => (made ? [{ name: 'Create', type: 'n8n-nodes-archives.createArchive' }] : []),
		getWorkflowDataProxy: () => ({
			$: () => ({
				all: (_output: number, round: number) => {
					if (round > 0) throw new Error('no such round');
					return items;
				},
			}),
		}),
	});
	const [ready, waiting] = await waitForArchives(context);
	return { ready, waiting, hints, kept, told };
}

/** What the node ends with. */
async function endOf(what: Played): Promise<{ message: string; description: unknown; code: unknown }> {
	try {
		await run(what);
	} catch (error) {
		if (!(error instanceof NodeOperationError)) throw error;
		const { message, description, context } = error;
		return { message, description, code: context.code };
	}
	throw new Error('It went through');
}

describe('when the time is up', () => {
	it.each([
		[0, 'The archive was not ready after 0 seconds'],
		[1, 'The archive was not ready after 1 second'],
		[2, 'The archive was not ready after 2 seconds'],
	])('with a Timeout of %d the node says so', async (timeout, message) => {
		expect(await endOf({ fields: { timeout } })).toEqual({
			message,
			description: `Allow a longer Timeout, or choose 'Send to "Preparing"' and lead the second output through a Wait node.`,
			code: 'TIME_IS_UP',
		});
		expect(played.connections.map(({ deadline }) => deadline)).toEqual([START + (timeout || 30) * 1000]);
	});

	it('the handle goes to the second output where that is wanted, and nothing is cancelled', async () => {
		const cancel = jest.fn();
		const fields = { onTimeout: 'output', options: { cancelWhenGivenUp: true } };
		const { ready, waiting } = await run({ fields, provider: { cancel } });
		expect([ready, waiting]).toEqual([[], [{ json: shownHandle(preparing), pairedItem: { item: 0 } }]]);
		expect(cancel).not.toHaveBeenCalled();
	});

	const failing = (times: number) => {
		let left = times;
		return async () => {
			if (left-- > 0) throw new Refusal(`Refusal ${times - left}`, 'Wait.', { code: 'UNREACHABLE' });
			return await still();
		};
	};
	it.each([
		[1, 'One look at it did not go through, the last one because: Refusal 1. Allow'],
		[2, '2 looks at it did not go through, the last one because: Refusal 2. Allow'],
	])('%d looks that failed in passing are told', async (times, words) => {
		const { description } = await endOf({ provider: { check: failing(times) }, fields: { timeout: 4 } });
		expect(String(description).slice(0, words.length)).toBe(words);
	});
});

describe('what is told of a wait', () => {
	const after = (looks: number, last: object) => {
		let left = looks;
		return async () =>
			await Promise.resolve(
				left-- > 0
					? { state: 'preparing' as const, progress: { files: looks - left, totalFiles: 40 } }
					: { state: 'ready' as const, ...last },
			);
	};

	it('stands in the output panel, and with the execution', async () => {
		const check = after(3, { progress: { files: 40, percent: 100 } });
		const { hints, kept } = await run({ provider: { check }, fields: { timeout: 60 } });
		const line = 'Archive ready after 6 seconds: 40 of 40 files';
		expect(hints).toEqual([{ message: line, location: 'outputPane', type: 'info' }]);
		expect(kept).toEqual({ archives: line });
	});

	it('is what was seen last where the archive is not ready', async () => {
		const fields = { timeout: 3, onTimeout: 'output' };
		const { hints, kept } = await run({ provider: { check: after(9, {}) }, fields });
		expect(hints.map(({ message }) => message)).toEqual(['1 archive is still being made: 3 of 40 files']);
		expect(kept).toEqual({ archives: '1 archive is still being made: 3 of 40 files' });
	});

	it('is heard by who watches the run, as it goes on', async () => {
		const { told } = await run({ provider: { check: after(2, {}) }, fields: { timeout: 60 } });
		expect(told).toEqual(['Acme, item 0: 1 of 40 files', 'Acme, item 0: 2 of 40 files']);
	});

	it('is what the service was at when the time is up', async () => {
		const { description } = await endOf({ provider: { check: after(9, {}) }, fields: { timeout: 3 } });
		expect(description).toMatch(/^The service was at 3 of 40 files\. Allow/);
	});

	it('is nothing where nobody had to wait', async () => {
		const { hints, kept } = await run({ provider: { check: after(0, {}) } });
		expect([hints, kept]).toEqual([[], {}]);
	});
});

it.each([
	['by default', {}, { stallAfter: 120, leastRate: 1024, longestTransfer: 21_600 }],
	[
		'as the options say',
		{ stallTimeout: 7, leastSpeed: 3, longestTransfer: 9 },
		{ stallAfter: 7, leastRate: 3072, longestTransfer: 9 },
	],
])('the service is asked with patience %s', async (_name, options, expected) => {
	await run({ fields: { options, onTimeout: 'output' } });
	const [{ stallAfter, leastRate, longestTransfer }] = played.connections;
	expect({ stallAfter, leastRate, longestTransfer }).toEqual(expected);
});

describe('when the service is asked', () => {
	/** Seconds since the start of each look. */
	async function looksOf(options: Record<string, unknown>, createdAt: string | null, timeout = 15) {
		const looks: number[] = [];
		const check = async () => {
			looks.push((Date.now() - START) / 1000);
			return await still();
		};
		const handles = [{ ...preparing, createdAt }];
		await run({ provider: { check }, handles, fields: { timeout, onTimeout: 'output', options } });
		return looks;
	}
	const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();
	const LONG_AGO = at(-3600);

	it.each<[string, Record<string, unknown>, string | null, number, number[]]>([
		['once with a Timeout of 0', {}, LONG_AGO, 0, [0]],
		['by default every two seconds, then more rarely', {}, LONG_AGO, 15, [0, 2, 5, 9.5, 14, 14.5]],
		[
			'as the options say',
			{ firstInterval: 1, growth: 2, longestInterval: 3 },
			LONG_AGO,
			15,
			[0, 1, 3, 6, 9, 12, 14, 14.5],
		],
		['no more rarely where it was asked for just now', {}, at(0), 9, [0, 2, 4, 6, 8, 8.5]],
		['nor where nobody knows when', {}, null, 9, [0, 2, 4, 6, 8, 8.5]],
		['nor where the item names a day to come', {}, at(9000), 9, [0, 2, 4, 6, 8, 8.5]],
		['nor where it names none', {}, 'soon', 9, [0, 2, 4, 6, 8, 8.5]],
	])('%s', async (_name, options, createdAt, timeout, looks) => {
		expect(await looksOf(options, createdAt, timeout)).toEqual(looks);
	});

	it.each([
		['firstInterval', 'First Interval', 0.1],
		['longestInterval', 'Longest Interval', 0.1],
		['growth', 'Growth', 1],
		['timeout', 'Timeout', 0],
	])('%s is no less than it may be', async (name, label, least) => {
		const fields = name === 'timeout' ? { timeout: -1 } : { options: { [name]: least - 0.01 } };
		expect((await endOf({ fields })).message).toBe(`${label} has to be a number of at least ${least}`);
	});

	it('it counts as stuck after as long as the provider says', async () => {
		const provider: Partial<Provider> = { stuckAfter: () => 4 };
		expect(await endOf({ provider, fields: { timeout: 60 } })).toMatchObject({
			message: 'The archive has not moved for 4 seconds',
			code: 'ARCHIVE_STUCK',
		});
	});
});

it('the console hears of each movement once, and the execution keeps no line that is too long', async () => {
	const told: string[] = [];
	const kept: string[] = [];
	const context = contextWith([], 'stopWorkflow', {
		sendMessageToUI: (line: string) => told.push(line),
		customData: { set: (name: string, line: string) => kept.push(`${name}=${line}`) },
	});
	const tell = progressTo(context, 'x'.repeat(300), 4);
	const look = (files: number | null) => ({ handle: { progress: { ...NO_PROGRESS, files } } }) as Look;
	for (const files of [null, 1, 1, null, 1, 2]) tell(look(files));
	expect(told).toEqual([1, 2].map((files) => `${'x'.repeat(300)}, item 4: ${files} files`));
	expect(kept).toEqual(Array(2).fill(`archives=${'x'.repeat(255)}`));
});

it.each([
	['that has neither', {}],
	[
		'that keeps no data',
		{
			customData: {
				set: () => {
					throw new Error('not saved');
				},
			},
		},
	],
])('progress is told to a version of n8n %s', (_name, more) => {
	const tell = progressTo(contextWith([], 'stopWorkflow', more), 'Acme', 0);
	expect(() => tell({ handle: { progress: { ...NO_PROGRESS, files: 1 } } } as Look)).not.toThrow();
});

describe('Cancel When Given Up', () => {
	const into = (jobs: Array<ArchiveJob<unknown>>) => async (job: ArchiveJob<unknown>) => {
		jobs.push(job);
		await Promise.resolve();
	};
	const cancel = async () => await Promise.resolve();
	const refusing = (cause: unknown) => async () => await Promise.reject(cause);
	const refusal = new Refusal('It is https://x.example/ itself', 'x');
	const NOT_MADE_HERE =
		'It was not cancelled on Acme: this execution did not create it. Turn on "Include Archives of Other Executions" in the options to allow it. Allow';
	const cases: Array<[string, Played, string, number]> = [
		['is off', { provider: { cancel }, fields: {} }, 'Allow', 0],
		['is on', { provider: { cancel } }, 'It was cancelled on Acme. Allow', 1],
		['for a service that cannot', {}, 'Acme has no way to cancel it. Allow', 0],
		['for an archive of others', { provider: { cancel }, made: false }, NOT_MADE_HERE, 0],
		[
			'for an archive of others, allowed',
			{
				provider: { cancel },
				made: false,
				fields: { options: { cancelWhenGivenUp: true, otherExecutions: true } },
			},
			'It was cancelled on Acme. Allow',
			1,
		],
		[
			'when the service refuses',
			{ provider: { cancel: refusing(refusal) } },
			'It could not be cancelled on Acme (It is [link hidden] itself). Allow',
			1,
		],
		[
			'when something else is the matter',
			{ provider: { cancel: refusing('text') } },
			'It could not be cancelled on Acme (no reason given). Allow',
			1,
		],
	];
	it.each(cases)('%s', async (_name, { provider, ...what }, words, calls) => {
		const spied = provider?.cancel === undefined ? undefined : jest.fn(provider.cancel);
		const fields = { options: { cancelWhenGivenUp: true } };
		const { description } = await endOf({ fields, ...what, provider: { ...provider, cancel: spied } });
		expect(String(description).slice(0, words.length)).toBe(words);
		expect(spied?.mock.calls.length ?? 0).toBe(calls);
	});

	it('ends the archive as it was last seen, in little time and deaf to Stop', async () => {
		const jobs: Array<ArchiveJob<unknown>> = [];
		const check = async () => await Promise.resolve({ state: 'preparing' as const, progress: { files: 7 } });
		await endOf({
			provider: { check, cancel: into(jobs) },
			fields: { options: { cancelWhenGivenUp: true } },
		});
		expect(jobs).toHaveLength(1);
		expect(jobs[0].archive.progress.files).toBe(7);
		expect(jobs[0].api.deadline).toBe(Date.now() + 1_500);
		expect(jobs[0].api.signal).toBeUndefined();
		expect(played.connections[0].signal).toBeDefined();
	});

	it.each([
		[true, true, 1],
		[false, true, 0],
		[true, false, 0],
	])('ends it on Stop too (wanted: %p, made here: %p)', async (cancelWhenGivenUp, made, calls) => {
		const jobs: Array<ArchiveJob<unknown>> = [];
		played.pause = () => {
			throw new Stopped();
		};
		const { message } = await endOf({
			made,
			provider: { cancel: into(jobs) },
			fields: { options: { cancelWhenGivenUp } },
		});
		expect(message).toBe('The execution was stopped');
		expect(jobs).toHaveLength(calls);
		for (const { api } of jobs) expect([api.deadline, api.signal]).toEqual([START + 800, undefined]);
	});

	it.each([
		[true, /Stuck After\. It was cancelled on Acme\.$/, 1],
		[false, /Stuck After\.$/, 0],
	])('ends a job that is stuck (wanted: %p)', async (cancelWhenGivenUp, words, calls) => {
		const jobs: Array<ArchiveJob<unknown>> = [];
		const end = await endOf({
			provider: { cancel: into(jobs), stuckAfter: () => 4 },
			fields: { timeout: 60, options: { cancelWhenGivenUp } },
		});
		expect(end).toMatchObject({
			code: 'ARCHIVE_STUCK',
			description: expect.stringMatching(words) as unknown,
		});
		expect(jobs).toHaveLength(calls);
		for (const { api } of jobs) expect([api.deadline, api.signal]).toEqual([Date.now() + 1_500, undefined]);
	});

	it('is not done where the service refuses the look for good', async () => {
		const spied = jest.fn(cancel);
		const check = async () => await Promise.reject(new Refusal('No', 'x', { code: 'SIGN_IN_REFUSED' }));
		const fields = { options: { cancelWhenGivenUp: true } };
		expect((await endOf({ fields, provider: { check, cancel: spied } })).code).toBe('SIGN_IN_REFUSED');
		expect(spied).not.toHaveBeenCalled();
	});
});

describe('without looking', () => {
	it('an archive that is ready goes through', async () => {
		const handle: ArchiveHandle = { ...preparing, state: 'ready' };
		const { ready, waiting } = await run({ handles: [handle] });
		expect([ready, waiting]).toEqual([[{ json: shownHandle(handle), pairedItem: { item: 0 } }], []]);
		expect(played.connections).toEqual([]);
	});

	it('an archive that came to an end is refused', async () => {
		const handles: ArchiveHandle[] = [{ ...preparing, state: 'failed', reason: 'the disk is full' }];
		expect(await endOf({ handles })).toMatchObject({
			message: 'Acme could not make the archive: the disk is full',
			code: 'ARCHIVE_FAILED',
		});
		expect(played.connections).toEqual([]);
	});
});

it('says once where there is nothing to wait for', async () => {
	const handle: ArchiveHandle = { ...preparing, state: 'ready' };
	const { hints } = await run({
		handles: [handle, handle],
		provider: { nothingToWaitFor: 'Nothing & more' },
	});
	expect(hints).toEqual([{ message: 'Nothing &#38; more', location: 'outputPane', type: 'info' }]);
	expect((await run({ handles: [handle] })).hints).toEqual([]);
});

it('an item that does not go through comes out at the first output, beside the others', async () => {
	const handles: ArchiveHandle[] = [
		{ ...preparing, state: 'expired' },
		{ ...preparing, state: 'ready' },
		preparing,
	];
	const onError = 'continueRegularOutput';
	const { ready, waiting } = await run({ handles, onError, fields: { onTimeout: 'output' } });
	expect(ready.map(({ json, pairedItem }) => [json.code ?? json.state, pairedItem])).toEqual([
		['ARCHIVE_EXPIRED', { item: 0 }],
		['ready', { item: 1 }],
	]);
	expect(waiting.map(({ json, pairedItem }) => [json.state, pairedItem])).toEqual([
		['preparing', { item: 2 }],
	]);
});

describe('a Timeout of 0 behind many others', () => {
	const LOOK_TAKES = 1_000;
	const handles = Array.from({ length: 100 }, () => preparing);
	const fields = { timeout: 0, onTimeout: 'output' };

	it('has a look at each while the service answers', async () => {
		const left: number[] = [];
		const check = async ({ api }: ArchiveJob<unknown>) => {
			left.push(Number(api.deadline) - Date.now());
			jest.setSystemTime(Date.now() + LOOK_TAKES);
			return await still();
		};
		await run({ handles, fields, provider: { check } });
		expect(left).toHaveLength(handles.length);
		expect(Math.min(...left)).toBeGreaterThan(0);
	});

	it('is over for all at once where the service hangs', async () => {
		const check = jest.fn(async () => {
			jest.setSystemTime(Date.now() + LOOK_TAKES);
			const told = new Refusal('It hangs', 'Again.', { code: 'SERVICE_UNAVAILABLE' });
			return await Promise.reject<Awaited<ReturnType<typeof still>>>(told);
		});
		const { waiting } = await run({ handles, fields, provider: { check } });
		expect(waiting).toHaveLength(handles.length);
		expect(check.mock.calls.length).toBeLessThan(handles.length);
	});
});
