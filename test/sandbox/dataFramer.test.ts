/** The documents' small print, one line each: what is asked, what must be answered. Then the way through it all. */
import { DATAFRAMER_RUNS } from './index';
import { ask, headersOf, sandboxForTests, smallPrint } from './asking';
import { journey, json, until } from './journey';

const holder = sandboxForTests();
const RUNS = '/api/dataframer/runs';

smallPrint(holder, [
	['no key', 'dataFramer', `GET ${RUNS}/`, 'none', undefined, 401],
	[
		'no slash',
		'dataFramer',
		`GET ${RUNS}/${DATAFRAMER_RUNS.ready}/files/download`,
		'dataFramer',
		undefined,
		301,
	],
	[
		'empty run',
		'dataFramer',
		`GET ${RUNS}/${DATAFRAMER_RUNS.empty}/files/download/`,
		'dataFramer',
		undefined,
		404,
		{ error: 'No generated files found' },
	],
	[
		'failed run',
		'dataFramer',
		`GET ${RUNS}/${DATAFRAMER_RUNS.failed}/`,
		'dataFramer',
		undefined,
		200,
		{ status: 'FAILED' },
	],
	[
		'run in progress',
		'dataFramer',
		`GET ${RUNS}/${DATAFRAMER_RUNS.inProgress}/files/download/`,
		'dataFramer',
		undefined,
		404,
	],
]);

async function dataFramerLink(): Promise<string> {
	holder.sandbox.behaviour.dataFramer.pendingAnswers = 0;
	holder.sandbox.behaviour.dataFramer.buildMilliseconds = 0;
	const { body } = await ask(
		holder.sandbox,
		'dataFramer',
		`GET ${RUNS}/${DATAFRAMER_RUNS.ready}/files/download/`,
		'dataFramer',
	);
	return (body as { download_url: string }).download_url;
}

test('DataFramer storage: ranges yes, a second credential no, HEAD no, after its time no', async () => {
	const link = await dataFramerLink();
	const whole = await fetch(link);
	const size = Number(whole.headers.get('content-length'));
	const bytes = Buffer.from(await whole.arrayBuffer());
	const etag = whole.headers.get('etag') ?? '';
	const get = (headers: Record<string, string>) => fetch(link, { headers });
	const tail = await get({ range: 'bytes=-22' });
	expect([tail.status, tail.headers.get('content-range')]).toEqual([
		206,
		`bytes ${size - 22}-${size - 1}/${size}`,
	]);
	expect(Buffer.from(await tail.arrayBuffer()).equals(bytes.subarray(-22))).toBe(true);
	expect((await get({ range: 'bytes=5-', 'if-range': etag })).status).toBe(206);
	expect((await get({ range: 'bytes=5-', 'if-range': '"other"' })).status).toBe(200);
	expect((await get({ range: `bytes=${size}-` })).status).toBe(416);
	const twice = await get({ authorization: 'Bearer x' });
	expect([twice.status, await twice.text()]).toEqual([
		400,
		expect.stringContaining('Only one auth mechanism allowed'),
	]);
	expect((await fetch(link, { method: 'HEAD' })).status).toBe(403);
	expect((await fetch(link.slice(0, -1))).status).toBe(403);
	holder.sandbox.expireLinks('dataFramerStorage');
	const late = await fetch(link);
	expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
	expect((await fetch(await dataFramerLink())).status).toBe(200);
});

journey(holder, 'dataFramer', async (sandbox) => {
	const headers = headersOf('dataFramer');
	const address = `${sandbox.origin('dataFramer')}/api/dataframer/runs/${sandbox.demo.dataFramer.runId}/files/download/`;
	const first = await json(address, { headers });
	expect(first).toEqual({ status: 202, body: { download_url: null, size_bytes: null } });
	const ready = await until(
		() => json(address, { headers }),
		(answer) => answer.status === 200,
	);
	const response = await fetch(String(ready.body.download_url));
	expect(response.headers.get('content-length')).toBe(String(ready.body.size_bytes));
	return response;
});
