import { Readable } from 'node:stream';
import type { IExecuteFunctions, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

/** What the service answers: a status with headers and a body, something that the network throws, or nothing ever. */
export type Played =
	{ status: number; headers?: Record<string, string>; body?: string | Readable } | Error | 'silence';

/** A request as n8n was asked to send it. */
export interface Asked {
	/** Milliseconds since the first one. */
	at: number;
	/** The credential it is signed in with; null for none. */
	credential: string | null;
	options: IHttpRequestOptions;
	/** The body that it was answered with. */
	body?: Readable;
}

/** n8n's helpers, as far as requests go through them, above answers that are written down; the last one repeats. */
export function playedN8n(replies: Played[], properties?: INodeProperties[]) {
	const asked: Asked[] = [];
	const left = [...replies];
	let began: number | undefined;
	const answer = async (options: IHttpRequestOptions, credential: string | null): Promise<object> => {
		began ??= Date.now();
		const one: Asked = { at: Date.now() - began, credential, options: { ...options } };
		asked.push(one);
		const reply = left.length > 1 ? left.shift() : left[0];
		if (reply === undefined) throw new Error('Nobody wrote down an answer');
		if (reply instanceof Error) throw reply;
		if (reply === 'silence') return await new Promise<never>(() => undefined);
		const { status, headers = {}, body = '' } = reply;
		one.body = typeof body === 'string' ? Readable.from(body === '' ? [] : [Buffer.from(body)]) : body;
		return await Promise.resolve({ statusCode: status, headers, body: one.body });
	};
	const context = {
		helpers: {
			httpRequest: async (options: IHttpRequestOptions) => await answer(options, null),
			httpRequestWithAuthentication: async (credential: string, options: IHttpRequestOptions) =>
				await answer(options, credential),
		},
		...(properties === undefined ? {} : { getCredentialsProperties: () => properties }),
	} as unknown as IExecuteFunctions;
	return { context, asked };
}

/** Time that passes only when it is told to, streams and promises as ever. */
export function holdTime(): void {
	jest.useFakeTimers({
		now: 1_800_000_000_000,
		doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'],
	});
}

/** What comes of work while time passes, in steps, until it is done. */
export async function passing<Result>(work: Promise<Result>, seconds = 600): Promise<Result> {
	let done = false;
	const end = () => {
		done = true;
	};
	work.then(end, end);
	for (let step = 0; step < seconds * 5 && !done; step++) {
		await new Promise((turn) => setImmediate(turn));
		if (!done) await jest.advanceTimersByTimeAsync(200);
	}
	return await work;
}
