/** What is no ZIP at all: each operation says the same, and so does each service, whether it gives pieces or not. */
import { gzipSync } from 'node:zlib';
import type { OriginName } from '../sandbox';
import { endOf, openStage, outputOf, type ProviderName, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const SOUND = Buffer.alloc(100_000, 'sound of SECRET');
const GZIP = gzipSync('a list of SECRET');
const DESCRIPTION =
	'Some services send a single file as it is: ask for more than one. Or check the values of this node.';
const SERVICES: Array<[ProviderName, string, OriginName, RegExp]> = [
	['gumloop', 'Gumloop', 'gumloop', /download_files/],
	['dataFramer', 'DataFramer', 'dataFramerStorage', /./],
	['alfresco', 'Alfresco', 'alfresco', /\/content/],
];
const SENT: Array<[what: string, type: string, body: Buffer, message: string]> = [
	['100 kB', 'audio/mpeg', SOUND, 'sent audio/mpeg instead of a ZIP archive'],
	['3 bytes', 'Audio/MPEG; rate=1', SOUND.subarray(0, 3), 'sent audio/mpeg instead of a ZIP archive'],
	['what is called a ZIP', 'application/zip', SOUND, 'sent something that is no ZIP archive'],
	['what may be anything', 'application/octet-stream', SOUND, 'sent something that is no ZIP archive'],
	['words for a type', 'see https://x.example/?sig=SECRET', SOUND, 'sent something that is no ZIP archive'],
	['gzip', 'application/octet-stream', GZIP, 'sent a gzip file instead of the ZIP'],
	['nothing', 'audio/mpeg', Buffer.alloc(0), 'sent an empty answer instead of the ZIP'],
];

describe.each(SERVICES)('%s', (provider, service, origin, match) => {
	test.each(SENT)('%s, as %s', async (_what, type, body, message) => {
		const made = await stage.run(stage.create(provider), stage.wait(provider));
		const archive = JSON.stringify(outputOf(made, 'Wait')[0].json);
		for (const operation of ['downloadZip', 'unpack', 'listFiles', 'readFile']) {
			stage.sandbox.clearFaults();
			const headers = { 'content-type': type };
			stage.sandbox.scenario(origin, { name: 'status', status: 200, headers, body, match, times: Infinity });
			const options = { attempts: 0, longestPause: 0.1 };
			const end = endOf(
				await stage.run(stage.download(provider, operation, { archive, filePath: 'a.txt', options })),
			);
			expect([operation, end?.message]).toEqual([operation, `${service} ${message}`]);
			if (body === GZIP) expect(end?.description).toMatch(/^These nodes read ZIP archives only/);
			else if (body.length > 0) expect(end?.description).toBe(DESCRIPTION);
			expect(JSON.stringify(end)).not.toContain('SECRET');
		}
	});
});
