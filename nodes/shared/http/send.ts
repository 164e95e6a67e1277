import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { withoutCancelSignal } from './withoutCancelSignal';
import type { Refusal } from '../base/refusal';

/** An answer as it comes off the wire, whatever its status. */
export interface WireAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	stream: AsyncIterable<Uint8Array>;
	/** Ends the transfer and frees its socket. It has to be called, also when all was read. */
	end(): void;
}

/** What n8n hands over as the body of a streamed answer. */
interface NodeStream extends AsyncIterable<Uint8Array> {
	destroy(): void;
}

/** No answer came, or n8n keeps it to itself: `status` is set when one came, `code` is the network's word for it. */
export interface NoAnswer {
	status: number | null;
	code: string | null;
	/** What a credential that fetches its own token said of why it got none. */
	told?: Pick<Refusal, 'message' | 'description'>;
}

/** Everything about one request but how to sign in. */
export type WireRequest = Pick<IHttpRequestOptions, 'method' | 'url' | 'headers' | 'body' | 'timeout'>;

/**
 * One request through n8n. Redirects are not followed here, because n8n strips only the Authorization header when one
 * leads elsewhere; and every status is an answer, except 401, which n8n has to see fail before it renews a token.
 * @param credential name of the credential type to sign in with; null sends none
 */
export async function send(
	context: IExecuteFunctions,
	credential: string | null,
	request: WireRequest,
	signal?: AbortSignal,
): Promise<WireAnswer | NoAnswer> {
	const line = openLine(signal);
	// n8n puts its Stop signal in the place of ours, and a stalled transfer could not be ended any more.
	const caller = withoutCancelSignal(context);
	const options = (letAllPass: boolean): IHttpRequestOptions => ({
		...request,
		headers: { ...request.headers },
		encoding: 'stream',
		returnFullResponse: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		abortSignal: line.signal,
		...(letAllPass
			? { ignoreHttpStatusErrors: { ignore: true, except: credential === null ? [] : [401] } }
			: {}),
	});
	const call = (letAllPass: boolean): Promise<unknown> =>
		credential === null
			? context.helpers.httpRequest(options(letAllPass))
			: context.helpers.httpRequestWithAuthentication.call(caller, credential, options(letAllPass));
	try {
		const answer = readAnswer(await call(true), line);
		if (answer.status !== 401 || credential === null) return answer;
		// n8n before 2.0 lets 401 pass as well: ask again in a way that makes it renew the token.
		(answer.stream as NodeStream).destroy();
		return readAnswer(await call(false), line);
	} catch (failure) {
		line.close();
		return readFailure(failure);
	}
}

/** A signal for one request, which ends with the execution's and can be given by itself. */
interface Line {
	signal: AbortSignal;
	close(): void;
}

function openLine(signal?: AbortSignal): Line {
	const ours = new AbortController();
	const close = () => {
		signal?.removeEventListener('abort', close);
		ours.abort();
	};
	if (signal?.aborted) close();
	signal?.addEventListener('abort', close, { once: true });
	return { signal: ours.signal, close };
}

function readAnswer(value: unknown, line: Line): WireAnswer {
	const { statusCode, headers, body } = value as { statusCode: number; headers: object; body: NodeStream };
	const end = () => {
		// In this order: axios throws into the void when it is told to give up a stream that is not destroyed yet. And it is
		// told, because destroying alone does not reach the socket: axios hands out a wrapper around the connection.
		body.destroy();
		line.close();
	};
	return { status: statusCode, headers: readHeaders(headers), stream: body, end };
}

function readHeaders(headers: object): Record<string, string> {
	const known: Record<string, string> = {};
	for (const [name, value] of Object.entries(headers)) {
		known[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
	}
	return known;
}

/** Reads the facts out of whatever n8n throws: axios's error, or its own with that one as the cause. */
function readFailure(failure: unknown): NoAnswer {
	const facts: NoAnswer = { status: null, code: null };
	for (let error = failure, depth = 0; isRecord(error) && depth < 5; error = error.cause, depth++) {
		// By its name: credentials are compiled apart from the nodes, each with a class of its own.
		if (error.name === 'Refusal') {
			facts.told = { message: String(error.message), description: String(error.description) };
			facts.status ??= statusOf(error.status);
		}
		if (isRecord(error.response)) {
			facts.status ??= statusOf(error.response.status);
			destroy(error.response.data);
		}
		facts.status ??= statusOf(error.httpCode);
		if (typeof error.code === 'string') facts.code ??= error.code;
		if (lacksToken(error)) facts.status ??= 401;
	}
	if (
		facts.code === null &&
		facts.status === null &&
		isRecord(failure) &&
		typeof failure.message === 'string'
	) {
		facts.code = /\bE[A-Z]{4,}[A-Z_]*\b/.exec(failure.message)?.[0] ?? null;
	}
	return facts;
}

/** Nobody will read the body of an answer that was thrown, and unread it keeps its socket. */
function destroy(body: unknown): void {
	if (isRecord(body) && typeof body.destroy === 'function') Reflect.apply(body.destroy, body, []);
}

/** n8n's own OAuth2 client got no token: refused by the token server, taken back, or never connected. */
function lacksToken({ code, failure, message }: Record<string, unknown>): boolean {
	if (code === 'EAUTH' || (isRecord(failure) && failure.cause === 'credential-invalid')) return true;
	return message === 'OAuth credentials not connected';
}

function statusOf(value: unknown): number | null {
	const status = Number(value);
	return Number.isInteger(status) && status >= 100 && status < 600 ? status : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
