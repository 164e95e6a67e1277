import { startSandbox, type FaultName, type FaultOptions, type Sandbox } from './index';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
afterEach(() => sandbox.reset());

interface Outcome {
	status: number;
	type: string;
	bytes: number;
	broken: boolean;
	retryAfter: string | null;
	location: string | null;
}

async function zip(signal?: AbortSignal): Promise<Outcome> {
	const { apiKey, userId } = sandbox.credentials.gumloop;
	const { runId: run_id, fileNames: file_names } = sandbox.demo.gumloop;
	const response = await fetch(`${sandbox.origin('gumloop')}/api/v1/download_files`, {
		method: 'POST',
		redirect: 'manual',
		signal,
		headers: { authorization: `Bearer ${apiKey}`, 'x-auth-key': userId, 'content-type': 'application/json' },
		body: JSON.stringify({ run_id, file_names, user_id: userId }),
	});
	let bytes = 0;
	let broken = false;
	try {
		for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) bytes += part.length;
	} catch {
		broken = true;
	}
	const { headers, status } = response;
	const type = (headers.get('content-type') ?? '').split(';')[0] ?? '';
	return {
		status,
		type,
		bytes,
		broken,
		retryAfter: headers.get('retry-after'),
		location: headers.get('location'),
	};
}

const faults: Array<[FaultName, FaultOptions, Partial<Outcome>]> = [
	['status', { status: 429, retryAfter: '1' }, { status: 429, retryAfter: '1', type: 'application/json' }],
	['status', { status: 503 }, { status: 503 }],
	['html', {}, { status: 200, type: 'text/html', broken: false }],
	['json', {}, { status: 200, type: 'application/json' }],
	[
		'redirect',
		{ to: 'https://elsewhere.example/x' },
		{ status: 302, location: 'https://elsewhere.example/x' },
	],
	['truncate', { after: 5000 }, { status: 200, bytes: 5000, broken: true }],
	['shorten', { after: 5000 }, { status: 200, bytes: 5000, broken: false }],
	['reset', { after: 5000 }, { status: 200, broken: true }],
	['crumbs', { body: 'a'.repeat(30_000) }, { status: 200, bytes: 30_000, broken: false }],
];

test.each(faults)('%s %j', async (name, options, expected) => {
	sandbox.scenario('gumloop', name, options);
	expect(await zip()).toMatchObject(expected);
	expect(sandbox.requests.at(-1)?.fault).toBe(name);
	// It hit one request; the next is answered properly.
	expect(await zip()).toMatchObject({ status: 200, type: 'application/zip', broken: false });
});

test('stall stops in the middle and keeps the connection', async () => {
	sandbox.scenario('gumloop', 'stall', { after: 5000 });
	expect(await zip(AbortSignal.timeout(300))).toMatchObject({ status: 200, bytes: 5000, broken: true });
});

test('silent says nothing at all', async () => {
	sandbox.scenario('gumloop', 'silent');
	await expect(zip(AbortSignal.timeout(200))).rejects.toThrow();
});

test('hangUp closes the connection without a byte', async () => {
	sandbox.scenario('gumloop', 'hangUp');
	await expect(zip()).rejects.toThrow('fetch failed');
	expect(sandbox.requests).toMatchObject([{ fault: 'hangUp', status: 0 }]);
	expect(await zip()).toMatchObject({ status: 200, broken: false });
});

test('faults wait in a queue, skip, match and repeat', async () => {
	sandbox.scenario('gumloop', { status: 503, times: 2, skip: 1 });
	sandbox.scenario('gumloop', { status: 418, match: /teams/ });
	const seen: number[] = [];
	for (let round = 0; round < 4; round += 1) seen.push((await zip()).status);
	expect(seen).toEqual([200, 503, 503, 200]);
});

test('a redirect to another of the servers shows there what came along', async () => {
	sandbox.scenario('dataFramer', 'redirect', { to: 'remote' });
	await fetch(`${sandbox.origin('dataFramer')}/api/dataframer/runs/`, { headers: { 'x-secret': 'leak' } });
	expect(sandbox.requests.map(({ origin, status }) => [origin, status])).toEqual([
		['dataFramer', 302],
		['remote', 404],
	]);
	expect(sandbox.requests[1]?.headers['x-secret']).toBe('leak');
});

test('requests tell the body that came and the bytes that went', async () => {
	const { bytes } = await zip();
	expect(sandbox.requests).toMatchObject([
		{ origin: 'gumloop', method: 'POST', url: '/api/v1/download_files', status: 200, bytesSent: bytes },
	]);
	expect(sandbox.requests[0]?.body).toMatchObject({ run_id: sandbox.demo.gumloop.runId });
});
