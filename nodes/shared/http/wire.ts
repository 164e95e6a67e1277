import type { IHttpRequestOptions } from 'n8n-workflow';
import { onStop } from '../base/onStop';
import type { Clock } from './clock';
import { readFailure, type NoAnswer } from './failure';
import { callerFor, type Caller } from './signIn/callerFor';
import type { SecretsInUse } from './signIn/secretsInUse';

/** An answer as it comes off the wire, whatever its status. */
export interface WireAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	stream: AsyncIterable<Uint8Array>;
	/** Ends the transfer and frees its socket. It has to be called, also when all was read. */
	end(): void;
}

/** Everything about one request but how to sign in. */
export interface WireRequest extends Pick<IHttpRequestOptions, 'method' | 'url' | 'body'> {
	headers: Record<string, string>;
	/** Milliseconds until the first byte of the answer. */
	timeout: number;
	/** Whether any certificate is good enough, because the user has said so in the credential. */
	anyCertificate: boolean;
}

/** What requests go through. */
export interface Wire {
	context: Caller;
	clock: Clock;
	secrets: Pick<SecretsInUse, 'learn'>;
}

/** What n8n hands over as the body of a streamed answer. */
interface NodeStream extends AsyncIterable<Uint8Array> {
	destroy(): void;
}

/**
 * One request through n8n. Redirects are not followed here, because n8n strips only the Authorization header when one
 * leads elsewhere; and every status is an answer, except 401, which n8n has to see fail before it renews a token.
 * The sign-in happens inside: it has the same time as the rest, and hears Stop as the rest does.
 * @param credential name of the credential type to sign in with; null sends none
 * @throws Stopped, or a refusal when the item's time is up
 */
export async function send(
	{ context, clock, secrets }: Wire,
	credential: string | null,
	request: WireRequest,
): Promise<WireAnswer | NoAnswer> {
	const line = openLine(clock.signal);
	const caller = callerFor(context, line.signal);
	const { headers, anyCertificate, ...plain } = request;
	const options = (letAllPass: boolean): IHttpRequestOptions => ({
		...plain,
		headers: { ...headers },
		encoding: 'stream',
		returnFullResponse: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		abortSignal: line.signal,
		...(anyCertificate ? { skipSslCertificateValidation: true } : {}),
		...(letAllPass
			? { ignoreHttpStatusErrors: { ignore: true, except: credential === null ? [] : [401] } }
			: {}),
	});
	const call = async (letAllPass: boolean): Promise<WireAnswer> => {
		const sent = options(letAllPass);
		try {
			const answer =
				credential === null
					? context.helpers.httpRequest(sent)
					: context.helpers.httpRequestWithAuthentication.call(caller, credential, sent);
			return readAnswer(await answer, line);
		} finally {
			// n8n signs the very object that it is given: what stands in it now is what was sent.
			secrets.learn(sent, new Set(Object.keys(headers).map((name) => name.toLowerCase())));
		}
	};
	const work = async (): Promise<WireAnswer | NoAnswer> => {
		try {
			const answer = await call(true);
			if (answer.status !== 401 || credential === null) return answer;
			// n8n before 2.0 lets 401 pass as well: ask again in a way that makes it renew the token.
			(answer.stream as NodeStream).destroy();
			return await call(false);
		} catch (failure) {
			line.close();
			return readFailure(failure);
		}
	};
	const silence = new Silence();
	const answer = work();
	// An answer that comes when nobody waits any more still holds a socket.
	answer.then(
		(late) => {
			if (silence.broken && 'stream' in late) late.end();
		},
		() => undefined,
	);
	return await clock
		.within(
			answer,
			request.timeout,
			() => silence.leave(line),
			() => silence,
		)
		.catch(async (reason: unknown) =>
			reason === silence
				? { status: null, code: null, silentFor: Math.round(request.timeout / 1000) }
				: await Promise.reject(reason),
		);
}

/** Nothing was heard for as long as the request was given. */
class Silence extends Error {
	override readonly name = 'Silence';

	broken = false;

	leave(line: Line): void {
		this.broken = true;
		line.close();
	}
}

/** Why a request is given up, told to nobody. Without a reason, an error with a stack is made for each request that is over. */
const OVER = new Error('This request is over');

/** A signal for one request, which ends with the execution's and can be given by itself. */
interface Line {
	signal: AbortSignal;
	close(): void;
}

function openLine(signal?: AbortSignal): Line {
	const ours = new AbortController();
	const end = () => ours.abort(OVER);
	const off = onStop(signal, end);
	const close = () => {
		off();
		end();
	};
	if (signal?.aborted) close();
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
