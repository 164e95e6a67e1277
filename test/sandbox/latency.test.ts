import { startSandbox, type Sandbox } from '.';

const LATENCY = 60;

let sandbox: Sandbox;
afterEach(async () => await sandbox.close());

async function millisecondsFor(address: string): Promise<number> {
	const start = performance.now();
	await (await fetch(address)).arrayBuffer();
	return performance.now() - start;
}

test('every server takes its time for every answer, refusals and faults too', async () => {
	sandbox = await startSandbox({ latency: LATENCY });
	sandbox.scenario('hoody', 'html');
	for (const origin of ['hoody', 'hoody', 'dataFramer', 'boxContent'] as const) {
		// Timers may be a millisecond early.
		expect(await millisecondsFor(`${sandbox.origin(origin)}/api/v1/version`)).toBeGreaterThan(LATENCY - 2);
	}
	expect(sandbox.requests.map(({ fault }) => fault)).toEqual(['html', undefined, undefined, undefined]);
});
