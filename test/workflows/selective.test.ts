import { virtualArchive } from '../sandbox';
import { endOf, openStage, outputOf, until, type ProviderName, type Stage } from './support';

/** 2,001 files, 1 GiB in all; nothing of it is held anywhere. */
const GALLERY = virtualArchive([
	...Array.from({ length: 3 }, (_, index) => ({ path: `notes/${index}.txt`, size: 900 })),
	...Array.from({ length: 1998 }, (_, index) => ({ path: `photos/${index}.bin`, size: 2 ** 19 + 9000 })),
]);
const WANTED = GALLERY.entries.filter((_, index) => index < 3).map(({ path }) => path);

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

/**
 * Services that answer Range requests, the server that sends their archives, and the requests that a list costs. Alfresco reads
 * `bytes=-N` as "0 to N": its first answer tells the size only, and the end is asked for by its place.
 */
const RANGE_SERVERS = [
	['alfresco', 'alfresco', /\/content/, 3],
	['dataFramer', 'dataFramerStorage', /./, 2],
] as const;

async function readyHandle(provider: ProviderName): Promise<string> {
	stage.sandbox.serve(provider, GALLERY);
	const run = await stage.run(stage.create(provider), stage.wait(provider));
	expect(endOf(run)).toBeUndefined();
	return JSON.stringify(outputOf(run, 'Wait')[0].json);
}

describe.each(RANGE_SERVERS)('%s', (provider, server, path, listing) => {
	const transfers = () =>
		stage.sandbox.requests.filter(({ origin, url }) => origin === server && path.test(url));

	test('three files out of 2,001 cost five requests and 140 KB', async () => {
		const archive = await readyHandle(provider);
		stage.sandbox.requests.length = 0;
		const options = { include: WANTED.join('\n') };
		const run = await stage.run(stage.download(provider, 'unpack', { archive, options }));
		expect(endOf(run)).toBeUndefined();
		expect(outputOf(run, 'Download').map(({ json }) => json.path)).toEqual(WANTED);
		expect(transfers().length).toBeLessThanOrEqual(5);
		expect(transfers().reduce((sum, { bytesSent }) => sum + bytesSent, 0)).toBeLessThanOrEqual(140_000);
	});

	test(`a list of 2,001 files costs ${listing} requests`, async () => {
		const archive = await readyHandle(provider);
		stage.sandbox.requests.length = 0;
		const run = await stage.run(stage.download(provider, 'listFiles', { archive }));
		expect(endOf(run)).toBeUndefined();
		expect(outputOf(run, 'Download')).toHaveLength(2001);
		expect(transfers().length).toBeLessThanOrEqual(listing);
	});
});

test('Stop in the middle of a gigabyte frees the connection at once', async () => {
	const archive = await readyHandle('alfresco');
	stage.sandbox.requests.length = 0;
	const running = stage.start(stage.download('alfresco', 'unpack', { archive }));
	// The directory comes first, in requests of its own.
	const transfer = () => stage.sandbox.requests.filter(({ url }) => url.includes('/content')).at(-1);
	await until(() => (transfer()?.bytesSent ?? 0) > 10_000_000);
	running.stop();
	await running.done.catch(() => undefined);
	// A transfer that went on would end only with the last of the archive's bytes.
	let sent: number | undefined;
	while (sent !== transfer()?.bytesSent) {
		sent = transfer()?.bytesSent;
		await new Promise((resolve) => setTimeout(resolve, 1000));
	}
	expect(transfer()?.finished).toBe(false);
	expect(sent).toBeLessThan(2 ** 30);
});
