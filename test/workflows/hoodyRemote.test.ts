import type { INodeParameters } from 'n8n-workflow';
import { exampleFiles } from '../../scripts/examples';
import { line, type Step } from '../engine/workflow';
import { credentialData } from '../sandbox/credentialData';
import { endOf, hashes, openStage, outputOf, sourceHashes, until, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

/** Lets the container fetch an address into its folder for downloads. */
function fetching(url?: string, options = {}, signIn: INodeParameters = {}, more: Partial<Step> = {}) {
	const parameters: INodeParameters = {
		hoodySource: 'remoteUrl',
		hoodyDirectory: { __rl: true, mode: 'path', value: stage.sandbox.demo.hoody.downloadFolder },
		hoodyUrl: url ?? stage.sandbox.demo.hoody.url,
		options,
		...signIn,
	};
	return stage.create('hoody', parameters, more);
}

describe.each(['old', 'new'] as const)('a remote ZIP, fetched by a kit of the %s dialect', (dialect) => {
	test.each([false, true])(
		'comes out with the bytes of the source (bodies in envelopes: %s)',
		async (enveloped) => {
			Object.assign(stage.sandbox.behaviour.hoody, { dialect, enveloped });
			const run = await stage.run(fetching(), stage.wait('hoody'), stage.download('hoody', 'unpack'));
			expect(endOf(run)).toBeUndefined();
			expect(await hashes(stage, outputOf(run, 'Download'))).toEqual(sourceHashes(stage, 'hoody'));
			const [{ json }] = outputOf(run, 'Wait');
			expect(json).toMatchObject({ provider: 'hoody', state: 'ready', progress: { percent: 100 } });
		},
	);

	test('a job that is for a moment in neither list is looked for once more', async () => {
		Object.assign(stage.sandbox.behaviour.hoody, { dialect, gapMilliseconds: 4000 });
		const run = await stage.run(fetching(), stage.wait('hoody'), stage.download('hoody', 'listFiles'));
		expect(endOf(run)).toBeUndefined();
		expect(outputOf(run, 'Download')).toHaveLength(stage.sandbox.files('hoody').length);
	});

	test('an address that the container must not open is told in plain words', async () => {
		stage.sandbox.behaviour.hoody.dialect = dialect;
		const end = endOf(await stage.run(fetching('https://blocked.example/a.zip'), stage.wait('hoody')));
		expect(end?.message).toMatch(dialect === 'old' ? /may not fetch from this domain/ : /did not accept/);
		expect(`${end?.message} ${end?.description}`).not.toMatch(/blocked\.example|undefined/);
	});

	test('a file that is not there ends in words of its own', async () => {
		stage.sandbox.behaviour.hoody.dialect = dialect;
		const missing = `${stage.sandbox.origin('remote')}/missing.zip`;
		const end = endOf(await stage.run(fetching(missing), stage.wait('hoody')));
		expect(end?.message).toMatch(/There is no file at the remote address/);
	});

	test('a server that was started without downloads says so', async () => {
		Object.assign(stage.sandbox.behaviour.hoody, { dialect, allowDownload: false });
		const end = endOf(await stage.run(fetching()));
		expect(`${end?.message} ${end?.description}`).toMatch(/--allow-download|not allow/);
	});
});

test('the example runs as it is, but for the address', async () => {
	const workflow = exampleFiles(stage.sandbox.origin('remote')).get('hoody-remote-url.json');
	if (workflow === undefined) throw new Error('The example is not there');
	const run = await stage.engine.run(workflow, credentialData(stage.sandbox));
	expect(endOf(run)).toBeUndefined();
	expect(await hashes(stage, outputOf(run, 'Unpack'))).toEqual(sourceHashes(stage, 'hoody'));
	expect(outputOf(run, 'Download ZIP')).toHaveLength(1);
});

test.each([
	['bearer', 'hoodyBearerApi'],
	['basic', 'hoodyBasicAuthApi'],
	['header', 'hoodyHeaderAuthApi'],
] as const)('a gate of the kind %s lets every call through', async (gate, credential) => {
	stage.sandbox.behaviour.hoody.gate = gate;
	const signIn = { authentication: `hoody.${gate}` };
	const uses = { credentials: [credential] };
	const run = await stage.run(
		fetching(undefined, {}, signIn, uses),
		stage.wait('hoody', signIn, uses),
		stage.download('hoody', 'unpack', { ...signIn, options: { deleteAfterwards: true } }, uses),
	);
	expect(endOf(run)).toBeUndefined();
	expect(stage.sandbox.requests.map(({ status }) => status).filter((status) => status >= 400)).toEqual([]);
	expect(outputOf(run, 'Download')).toHaveLength(stage.sandbox.files('hoody').length);
});

describe('a fetch that somebody cancels on the container', () => {
	const jobId = async () => {
		const answer = await fetch(`${stage.sandbox.origin('hoody')}/api/v1/downloads`);
		const { downloads } = (await answer.json()) as { downloads: Array<{ id: string }> };
		return downloads[0]?.id;
	};

	test('ends Create Archive, where that waits for the answer', async () => {
		Object.assign(stage.sandbox.behaviour.hoody, { dialect: 'new', downloadMilliseconds: 600_000 });
		const running = stage.engine.start(line(fetching()), credentialData(stage.sandbox));
		await until(() => stage.sandbox.requests.some(({ url }) => url === '/api/v1/downloads'));
		let id: string | undefined;
		while (id === undefined) id = await jobId();
		await fetch(`${stage.sandbox.origin('hoody')}/api/v1/downloads/${id}`, { method: 'DELETE' });
		expect(endOf(await running.done)).toMatchObject({
			message: 'The download was ended on Hoody',
			httpCode: '409',
		});
	});

	test('ends the wait of others for it', async () => {
		Object.assign(stage.sandbox.behaviour.hoody, { downloadMilliseconds: 600_000 });
		const [{ json }] = outputOf(await stage.run(fetching()), 'Create');
		stage.sandbox.behaviour.hoody.dialect = 'new';
		const id = await jobId();
		await fetch(`${stage.sandbox.origin('hoody')}/api/v1/downloads/${id}`, { method: 'DELETE' });
		const run = await stage.run(stage.wait('hoody', { archive: JSON.stringify(json) }));
		expect(endOf(run)?.message).toMatch(/The archive was cancelled on Hoody/);
	});
});

test.each([
	['old', /It could not be cancelled on Hoody \(This Hoody server cannot cancel the download/],
	['new', /It was cancelled on Hoody\./],
] as const)('Cancel When Given Up, on a kit of the %s dialect', async (dialect, words) => {
	Object.assign(stage.sandbox.behaviour.hoody, { downloadMilliseconds: 600_000 });
	const [{ json }] = outputOf(await stage.run(fetching()), 'Create');
	stage.sandbox.behaviour.hoody.dialect = dialect;
	const options = { cancelWhenGivenUp: true, otherExecutions: true };
	const run = await stage.run(stage.wait('hoody', { archive: JSON.stringify(json), timeout: 0, options }));
	expect(endOf(run)?.description).toMatch(words);
});

test.each(['old', 'new'] as const)(
	'an answer that breaks off does not lose the download (%s dialect)',
	async (dialect) => {
		stage.sandbox.behaviour.hoody.dialect = dialect;
		stage.sandbox.scenario('hoody', { name: 'reset', after: 5, match: /download=/ });
		const run = await stage.run(fetching(), stage.wait('hoody'), stage.download('hoody', 'unpack'));
		expect(endOf(run)).toBeUndefined();
		expect(await hashes(stage, outputOf(run, 'Download'))).toEqual(sourceHashes(stage, 'hoody'));
		expect(stage.sandbox.requests.filter(({ url }) => url.includes('download='))).toHaveLength(1);
	},
);

test('a container that is asleep is woken before it is asked to fetch', async () => {
	stage.sandbox.behaviour.hoody.asleep = 1;
	expect(endOf(await stage.run(fetching()))).toBeUndefined();
	expect(stage.sandbox.requests.filter(({ url }) => url.includes('download='))).toHaveLength(1);
});

test('a ZIP that lies on the container is read by its path, in pieces', async () => {
	const { downloadFolder, fileName } = stage.sandbox.demo.hoody;
	await stage.run(fetching(), stage.wait('hoody'));
	const hoodyFile = { __rl: true, mode: 'path', value: `/${downloadFolder}/${fileName}` };
	const run = await stage.run(stage.download('hoody', 'listFiles', { archiveFrom: 'id', hoodyFile }));
	expect(endOf(run)).toBeUndefined();
	expect(outputOf(run, 'Download')).toHaveLength(stage.sandbox.files('hoody').length);
	expect(stage.sandbox.requests.at(-1)?.status).toBe(206);
});

test('the address of the container is in no message', async () => {
	for (const status of [400, 401, 403, 404, 409, 418, 500]) {
		const body = { success: false, error: `See ${stage.sandbox.origin('hoody')}/x` };
		stage.sandbox.scenario('hoody', { status, body, match: /download=/, times: 9 });
		const end = endOf(await stage.run(fetching()));
		expect(end?.message).toMatch(/Hoody/);
		expect(JSON.stringify(end)).not.toContain(new URL(stage.sandbox.origin('hoody')).host);
		stage.sandbox.reset();
	}
});

test('a signed address does not land in the handle', async () => {
	const signed = `${stage.sandbox.demo.hoody.url}?X-Signature=do-not-tell`;
	const run = await stage.run(fetching(signed), stage.wait('hoody'), stage.download('hoody', 'listFiles'));
	expect(endOf(run)).toBeUndefined();
	expect(JSON.stringify([outputOf(run, 'Create'), outputOf(run, 'Wait')])).not.toContain('do-not-tell');
});

test('what was fetched is deleted from the container where that is wanted, and a directory never is', async () => {
	const options = { deleteAfterwards: true };
	const deletions = () => stage.sandbox.requests.filter(({ method }) => method === 'DELETE');
	const fetched = await stage.run(
		fetching(),
		stage.wait('hoody'),
		stage.download('hoody', 'unpack', { options }),
	);
	expect(endOf(fetched)).toBeUndefined();
	expect(deletions()).toHaveLength(1);
	const zipped = await stage.run(stage.create('hoody'), stage.download('hoody', 'unpack', { options }));
	expect(endOf(zipped)).toBeUndefined();
	expect(deletions()).toHaveLength(1);
});

test('a container that is asleep is asked again', async () => {
	stage.sandbox.behaviour.hoody.asleep = 1;
	const run = await stage.run(stage.create('hoody'), stage.download('hoody', 'listFiles'));
	expect(endOf(run)).toBeUndefined();
});

test.each(['../secrets', 'a/../../b', 'a?zip', 'a\u0000b'])(
	'the path %j is refused before calling',
	async (value) => {
		const end = endOf(
			await stage.run(stage.create('hoody', { hoodyDirectory: { __rl: true, mode: 'path', value } })),
		);
		expect(end).toBeDefined();
		expect(stage.sandbox.requests).toEqual([]);
	},
);
