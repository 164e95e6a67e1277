/** What stands in a path of Other Service, from the field to the line: n8n, our checks and its client each have a say in it. */
import { engineError, outputOf, startEngine, type Engine } from '../engine/engine';
import { line } from '../engine/workflow';
import { asSource } from '../sandbox/core/byteSource';
import { FaultQueue } from '../sandbox/core/faults';
import { serveBytes } from '../sandbox/core/serveBytes';
import { startService, type Core } from '../sandbox/core/service';
import { cachedZip } from '../sandbox/fixtures/archive';
import { SAMPLE_FILES } from '../sandbox/fixtures/files';

const core: Core = { faults: new FaultQueue(), requests: [], origins: {}, paced: () => 0 };
let engine: Engine;
let server: Awaited<ReturnType<typeof startService>>;

beforeAll(async () => {
	engine = await startEngine();
	const archive = asSource(await cachedZip('samples', SAMPLE_FILES));
	server = await startService(core, 'service', {
		refusal: (_status, message) => message,
		routes: (app) =>
			app.get('/*', (request, reply) => serveBytes(request, reply, archive, { type: 'application/zip' })),
	});
});
afterEach(() => void (core.requests.length = 0));
afterAll(async () => await server.close());

test.each([
	['/jobs/{name}.zip', '/jobs/a%20%2F%20b.zip'],
	// A name in two braces is one of the service's own.
	['/jobs/{{order}}/{name}.zip', '/jobs/%7B%7Border%7D%7D/a%20%2F%20b.zip'],
	['/all.zip?as={{order}}_{{id}}.zip', '/all.zip?as={{order}}_{{id}}.zip'],
	['/Pläne 2026/all.zip', '/Pl%C3%A4ne%202026/all.zip'],
])('%s arrives as %s', async (otherServicePath, arrived) => {
	const parameters = {
		archiveFrom: 'new',
		operation: 'listFiles',
		authentication: 'anyService.none',
		service: 'otherService',
		otherServicePath,
		options: { otherServiceValues: { value: [{ name: 'name', value: 'a / b' }] } },
	};
	const type = 'n8n-nodes-archives.downloadArchive';
	const step = { name: 'Download', type, parameters, credentials: ['archiveServiceApi'] };
	const run = await engine.run(line(step), { archiveServiceApi: { baseUrl: core.origins.service } });
	expect(engineError(run)).toBeUndefined();
	expect(outputOf(run, 'Download')).toHaveLength(SAMPLE_FILES.length);
	expect(core.requests.map(({ url }) => url)).toEqual([arrived]);
});
