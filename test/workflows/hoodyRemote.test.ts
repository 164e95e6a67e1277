import { endOf, hashes, openStage, outputOf, sourceHashes, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

/** Lets the container fetch an address into its folder for downloads. */
function fetching(url?: string, options = {}) {
	return stage.create('hoody', {
		hoodySource: 'remoteUrl',
		hoodyDirectory: { __rl: true, mode: 'path', value: stage.sandbox.demo.hoody.downloadFolder },
		hoodyUrl: url ?? stage.sandbox.demo.hoody.url,
		options,
	});
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
		expect(end).toBeDefined();
		expect(`${end?.message} ${end?.description}`).not.toMatch(/blocked\.example|undefined/);
	});

	test('a file that is not there ends in words of its own', async () => {
		stage.sandbox.behaviour.hoody.dialect = dialect;
		const missing = `${stage.sandbox.origin('remote')}/missing.zip`;
		const end = endOf(await stage.run(fetching(missing), stage.wait('hoody')));
		expect(end?.message).toMatch(/Hoody|remote|file/i);
		expect(end?.description).not.toBe('');
	});

	test('a server that was started without downloads says so', async () => {
		Object.assign(stage.sandbox.behaviour.hoody, { dialect, allowDownload: false });
		const end = endOf(await stage.run(fetching()));
		expect(`${end?.message} ${end?.description}`).toMatch(/--allow-download|not allow/);
	});
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
