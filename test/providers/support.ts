import type { Answer, Api, ApiRequest, LinkRequest, StreamAnswer } from '../../nodes/shared/contract/api';
import { redactor } from '../../nodes/shared/http/redact';
import { refusalFor } from '../../nodes/shared/http/explain';
import { Refusal } from '../../nodes/shared/base/refusal';
import type { Provider } from '../../nodes/shared/contract';
import type { Fields } from '../../nodes/shared/base/fields';

/** What the service answers to one call: a status, a JSON body or bytes. */
export interface Reply {
	status?: number;
	body?: unknown;
	bytes?: string;
	headers?: Record<string, string>;
}

/** A call as a provider made it; links show as `LINK address`. */
export interface Call {
	line: string;
	body?: unknown;
	headers?: Record<string, string>;
}

/** A service that is played: `replies` by "METHOD /path?query", each a list that is used up but for its last. */
export interface PlayedApi extends Api {
	calls: Call[];
	/** Bodies that were closed unread. */
	closed: number;
}

const BASE = 'https://service.example/api';

/** The transport, with its rules for statuses, above answers that are written down. */
export function playedApi(
	provider: Pick<Provider, 'displayName' | 'explain'>,
	script: Record<string, Reply | Reply[]>,
): PlayedApi {
	const left = new Map(
		Object.entries(script).map(([line, reply]) => [line, Array.isArray(reply) ? [...reply] : [reply]]),
	);

	function answer(
		line: string,
		request: Pick<ApiRequest, 'answers' | 'body' | 'headers' | 'explain'>,
	): Reply & { status: number } {
		api.calls.push({
			line,
			...(request.body === undefined ? {} : { body: request.body }),
			...(request.headers === undefined ? {} : { headers: request.headers }),
		});
		const queue = left.get(line);
		if (queue === undefined) throw new Error(`Nobody wrote down an answer to ${line}`);
		const reply = { status: 200, ...(queue.length > 1 ? queue.shift() : queue[0]) };
		if ((reply.status >= 200 && reply.status < 300) || request.answers?.includes(reply.status)) return reply;
		const { code = '', words = '' } = (reply.body ?? {}) as { code?: string; words?: string };
		throw refusalFor(
			provider.displayName,
			{ status: reply.status, code, words },
			request.explain ?? provider.explain,
		);
	}
	function streamed(reply: Reply & { status: number }): StreamAnswer {
		async function* body(): AsyncGenerator<Uint8Array> {
			yield await Promise.resolve(Buffer.from(reply.bytes ?? ''));
		}
		const close = () => {
			api.closed += 1;
		};
		return {
			status: reply.status,
			headers: reply.headers ?? {},
			body: { [Symbol.asyncIterator]: body, close },
		};
	}
	const lineOf = ({ method = 'GET', path, query }: ApiRequest) => {
		const text = new URLSearchParams(query).toString();
		return `${method} ${path}${text === '' ? '' : `?${text}`}`;
	};

	const api: PlayedApi = {
		calls: [],
		closed: 0,
		async json(request: ApiRequest): Promise<Answer> {
			const { status, body = null, headers = {} } = answer(lineOf(request), request);
			return await Promise.resolve({ status, body, headers });
		},
		async bytes(request: ApiRequest): Promise<StreamAnswer> {
			return await Promise.resolve(streamed(answer(lineOf(request), request)));
		},
		async link(request: LinkRequest): Promise<StreamAnswer> {
			const url = typeof request.url === 'string' ? request.url : await request.url();
			return streamed(answer(`LINK ${url}`, request));
		},
		localPath(url: string): string {
			if (!url.startsWith(`${BASE}/`)) throw new Refusal('The address leads elsewhere', 'Check it.');
			return url.slice(BASE.length);
		},
		setting: () => '',
		redact: redactor([]),
	};
	return api;
}

/** Fields as a user filled them in. */
export function fieldsWith(values: Record<string, unknown>): Fields {
	return { get: (name, fallback) => values[name] ?? fallback };
}

/** What a refusal says, or what came instead of one. */
export async function saidBy(action: () => unknown): Promise<{ message: string; description: string }> {
	try {
		await action();
	} catch (refusal) {
		if (refusal instanceof Refusal)
			return { message: refusal.message, description: refusal.description };
		throw refusal;
	}
	throw new Error('It went through');
}
