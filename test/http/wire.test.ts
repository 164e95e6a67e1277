import { Readable } from 'node:stream';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { clockOf } from '../../nodes/shared/http/clock';
import { timeIsUp } from '../../nodes/shared/http/refusals';
import { send, type WireRequest } from '../../nodes/shared/http/wire';
import { holdTime, passing } from './played';

beforeEach(holdTime);
afterEach(() => jest.useRealTimers());

type Options = Required<Pick<IHttpRequestOptions, 'url' | 'headers' | 'abortSignal'>> & IHttpRequestOptions;
type Answer = (options: Options, credential: string | null) => unknown;

/** n8n's helpers, as far as a request goes through them. */
function wireWith(answer: Answer, signal?: AbortSignal) {
	const asked: Array<{ credential: string | null; options: Options }> = [];
	const learned: object[] = [];
	const ask = async (options: Options, credential: string | null) => {
		asked.push({ credential, options });
		return await Promise.resolve(answer(options, credential));
	};
	const context = {
		getExecutionCancelSignal: () => signal,
		helpers: {
			httpRequest: async (options: Options) => await ask(options, null),
			async httpRequestWithAuthentication(this: object, credential: string, options: Options) {
				// What n8n does before it signs: with that signal nothing leaves after a Stop.
				if ('getExecutionCancelSignal' in this) throw new Error('n8n puts its own signal on it');
				return await ask(options, credential);
			},
		},
	} as unknown as IExecuteFunctions;
	const clock = clockOf(null, signal, () => timeIsUp('Box'));
	return {
		wire: { context, clock, secrets: { learn: (sent: object) => learned.push(sent) } },
		asked,
		learned,
	};
}

const request = (more: Partial<WireRequest> = {}): WireRequest => ({
	method: 'GET',
	url: 'https://api.example.com/a',
	headers: { A: 'b' },
	timeout: 60_000,
	anyCertificate: false,
	...more,
});
const answered = (statusCode: number, headers: object = {}) => ({
	statusCode,
	headers,
	body: Readable.from([Buffer.from('abc')]),
});

test('what n8n is asked', async () => {
	const { wire, asked, learned } = wireWith(() => answered(200, { 'X-One': 'a', 'x-two': ['b', 'c'] }));
	const answer = await send(wire, 'boxApi', request({ body: { c: 1 } }));
	expect(answer).toMatchObject({ status: 200, headers: { 'x-one': 'a', 'x-two': 'b, c' } });
	expect(asked).toMatchObject([
		{
			credential: 'boxApi',
			options: {
				method: 'GET',
				url: 'https://api.example.com/a',
				body: { c: 1 },
				headers: { A: 'b' },
				timeout: 60_000,
				encoding: 'stream',
				returnFullResponse: true,
				disableFollowRedirect: true,
				sendCredentialsOnCrossOriginRedirect: false,
				ignoreHttpStatusErrors: { ignore: true, except: [401] },
			},
		},
	]);
	expect(asked[0].options).not.toHaveProperty('skipSslCertificateValidation');
	expect(asked[0].options).not.toHaveProperty('anyCertificate');
	expect(learned).toEqual([asked[0].options]);
});

test('without a credential, and with any certificate', async () => {
	const { wire, asked } = wireWith(() => answered(401));
	expect(await send(wire, null, request({ anyCertificate: true }))).toMatchObject({ status: 401 });
	expect(asked).toMatchObject([
		{
			credential: null,
			options: { skipSslCertificateValidation: true, ignoreHttpStatusErrors: { ignore: true, except: [] } },
		},
	]);
});

test('an n8n that lets a 401 pass is asked again in a way that renews the token', async () => {
	const first = answered(401);
	const { wire, asked } = wireWith(({ ignoreHttpStatusErrors }) =>
		ignoreHttpStatusErrors === undefined ? answered(200) : first,
	);
	expect(await send(wire, 'boxApi', request())).toMatchObject({ status: 200 });
	expect(asked).toHaveLength(2);
	expect(first.body.destroyed).toBe(true);
});

test('what is thrown is read, and the request ended', async () => {
	const { wire, asked, learned } = wireWith(() => {
		throw Object.assign(new Error('x'), { code: 'ECONNRESET' });
	});
	expect(await send(wire, 'boxApi', request())).toEqual({ status: null, code: 'ECONNRESET' });
	expect(asked[0].options.abortSignal.aborted).toBe(true);
	expect(learned).toHaveLength(1);
});

test('an answer frees its connection when it is ended', async () => {
	const { wire, asked } = wireWith(() => answered(200));
	const answer = await send(wire, null, request());
	if (!('stream' in answer)) throw new Error('no answer');
	expect(asked[0].options.abortSignal.aborted).toBe(false);
	answer.end();
	expect(asked[0].options.abortSignal.aborted).toBe(true);
	expect((answer.stream as Readable).destroyed).toBe(true);
});

test('a silence ends, and what comes after it is freed', async () => {
	const late = answered(200);
	const { wire, asked } = wireWith(async () => {
		await new Promise((resolve) => setTimeout(resolve, 500));
		return late;
	});
	expect(await passing(send(wire, null, request({ timeout: 100 })))).toEqual({
		status: null,
		code: null,
		silentFor: 0,
	});
	expect(asked[0].options.abortSignal.aborted).toBe(true);
	expect(late.body.destroyed).toBe(false);
	await jest.advanceTimersByTimeAsync(600);
	expect(late.body.destroyed).toBe(true);
});

test('Stop ends a request that hears nothing, before and while it runs', async () => {
	const stop = new AbortController();
	const { wire, asked } = wireWith(async () => await new Promise(() => undefined), stop.signal);
	const sending = send(wire, 'boxApi', request());
	stop.abort();
	await expect(sending).rejects.toMatchObject({ name: 'Stopped' });
	expect(asked[0].options.abortSignal.aborted).toBe(true);
	await expect(send(wire, 'boxApi', request())).rejects.toMatchObject({ name: 'Stopped' });
});

test('the length of a silence is told in whole seconds', async () => {
	for (const [timeout, silentFor] of [
		[1_499, 1],
		[1_500, 2],
		[60_000, 60],
	]) {
		const { wire } = wireWith(async () => await new Promise(() => undefined));
		expect(await passing(send(wire, null, request({ timeout })))).toMatchObject({ silentFor });
	}
});

test('what fails after a silence is nobody’s', async () => {
	const { wire } = wireWith(async () => {
		await new Promise((resolve) => setTimeout(resolve, 500));
		throw new Error('too late');
	});
	expect(await passing(send(wire, null, request({ timeout: 100 })))).toMatchObject({ silentFor: 0 });
	await jest.advanceTimersByTimeAsync(600);
});

test('an answer that came in time is not taken for one that came too late', async () => {
	const answer = answered(200);
	const { wire } = wireWith(() => answer);
	await passing(send(wire, null, request({ timeout: 100 })));
	await jest.advanceTimersByTimeAsync(600);
	expect(answer.body.destroyed).toBe(false);
});

test('the signal of a request ends with the execution’s, and no longer once it is over', async () => {
	const stop = new AbortController();
	const { wire, asked } = wireWith(() => answered(200), stop.signal);
	const first = await send(wire, null, request());
	const second = await send(wire, null, request());
	if (!('stream' in first && 'stream' in second)) throw new Error('no answer');
	expect(asked.map(({ options }) => options.abortSignal.aborted)).toEqual([false, false]);
	stop.abort();
	expect(asked.map(({ options }) => options.abortSignal.aborted)).toEqual([true, true]);
});

test('headers may be anything', async () => {
	const { wire } = wireWith(() => answered(200, { A: 7, B: ['x'], C: [] }));
	expect(await send(wire, null, request())).toMatchObject({ headers: { a: '7', b: 'x', c: '' } });
});

test('what a request was signed with is taken down, without the headers that are ours', async () => {
	const { context } = wireWith(() => answered(200)).wire;
	const learn = jest.fn();
	const clock = clockOf(null, undefined, () => timeIsUp('Box'));
	await send({ context, clock, secrets: { learn } }, 'boxApi', request({ headers: { 'X-Ours': 'a' } }));
	expect(learn.mock.calls).toEqual([
		[expect.objectContaining({ url: 'https://api.example.com/a' }), new Set(['x-ours'])],
	]);
});
