import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Provider, SignIn } from '../contract';
import { Stopped } from '../base/stopped';
import type { Answer, Api, ApiRequest, LinkRequest, StreamAnswer } from '../contract/api';
import { baseOf, CHECK_ADDRESS, pathBelow, safeLink } from './address';
import { textOf, watchedBody } from './body';
import { pause } from '../base/pause';
import { quote, refusalFor, type Explain } from './explain';
import { parseJson } from './json';
import { noAnswer } from './noAnswer';
import { formOf, queryOf } from './path';
import { redactor, secretsOf, type Redact } from './redact';
import { isRedirect, redirected, type Hop } from './redirect';
import { Refusal } from '../base/refusal';
import { backOff, mayRetry, retryAfterSeconds } from './retry';
import { send, type WireAnswer } from './send';

/** Seconds until the first byte of an answer. n8n's own default; a call that answers when a job is done asks for more. */
const TIMEOUT_SECONDS = 300;
/** Answers that are not archives are small; a list of ten thousand runs still fits. */
const LARGEST_JSON = 32 * 1024 * 1024;
const LARGEST_REFUSAL = 16 * 1024;
const MOST_REDIRECTS = 5;
const LONGEST_SHOWN = 300;

/** What a connection needs to know beside the provider. */
export interface Connection {
	context: IExecuteFunctions;
	provider: Pick<Provider, 'displayName' | 'explain' | 'wordsIn' | 'secretLike'>;
	signIn: SignIn;
	credentials: IDataObject;
	signal?: AbortSignal;
	/** Milliseconds since 1970 at which everything for this item ends; null for never. */
	deadline: number | null;
	/** Seconds without a byte after which a transfer ends. */
	stallAfter: number;
}

/** The transport of one provider, signed in with one credential. @throws Refusal when the credential has no usable address */
export function connect(connection: Connection): Api {
	const { context, signIn, credentials, signal } = connection;
	const service = connection.provider.displayName;
	const base = baseOf(signIn.baseUrl(credentials), service);
	const redact = redactor(secretsOf(credentials));
	const extraHeaders = signIn.headers?.(credentials) ?? {};

	/** Sends, retries what may be repeated, follows redirects, and leaves every final status to the caller. */
	async function ask(
		first: Start,
		request: ApiRequest | LinkRequest,
		repeatable: boolean,
	): Promise<WireAnswer> {
		let hop = typeof first === 'function' ? await first() : first;
		for (let attempt = 1, redirects = 0; ;) {
			const { method, url, body } = hop;
			const headers = {
				'Accept-Encoding': 'identity',
				...(hop.signedIn ? extraHeaders : {}),
				...request.headers,
			};
			const timeout = (request.timeout ?? TIMEOUT_SECONDS) * 1000;
			const credential = hop.signedIn ? signIn.credential : null;
			const answer = await send(context, credential, { method, url, body, headers, timeout }, signal);
			if (signal?.aborted) throw new Stopped();
			const came = 'stream' in answer;
			if (came && isRedirect(answer.status)) {
				answer.end();
				if (++redirects > MOST_REDIRECTS) throw new Refusal(`${service} redirects in circles`, CHECK_ADDRESS);
				hop = redirected(hop, answer.status, answer.headers.location, service);
				continue;
			}
			const { status } = answer;
			const code = came ? null : answer.code;
			const wanted = status !== null && request.answers?.includes(status);
			if (!wanted && mayRetry(status, code, repeatable)) {
				const asked = came ? retryAfterSeconds(answer.headers['retry-after']) : null;
				if (await backOff(attempt++, asked, signal)) {
					if (came) answer.end();
					if (typeof first === 'function') hop = await first();
					continue;
				}
			}
			if (!came) throw noAnswer(service, answer, connection.provider.explain);
			return answer;
		}
	}

	async function stream(
		first: Start,
		request: ApiRequest | LinkRequest,
		repeatable: boolean,
	): Promise<StreamAnswer> {
		const answer = await ask(first, request, repeatable);
		const body = watchedBody(answer, service, connection.stallAfter * 1000, signal);
		const fine = (answer.status >= 200 && answer.status < 300) || request.answers?.includes(answer.status);
		if (fine) return { status: answer.status, headers: answer.headers, body };
		throw await refused(answer.status, body, service, redact, request.explain ?? connection.provider.explain);
	}

	const own = (request: ApiRequest): Hop => ({
		url: `${base.href.replace(/\/$/, '')}${request.path}${queryOf(request.query)}`,
		method: request.method ?? 'GET',
		body: request.form === undefined ? request.body : formOf(request.form),
		signedIn: true,
	});
	const bytes = (request: ApiRequest) =>
		stream(own(request), request, request.repeatable ?? request.method !== 'POST');

	return {
		bytes,
		deadline: connection.deadline,
		signal,
		shown: (foreign, longest = LONGEST_SHOWN) => redact(foreign.slice(0, longest)),
		pause: async (milliseconds) => await pause(milliseconds, signal),
		async refusal(answer, explain = connection.provider.explain) {
			const text = isStream(answer)
				? await textOf(answer.body, service, LARGEST_REFUSAL, true).catch(() => '')
				: JSON.stringify(answer.body);
			return refusalFor(service, { status: answer.status, ...quote(text, redact) }, explain);
		},
		async json(request: ApiRequest): Promise<Answer> {
			const { status, headers, body } = await bytes({
				...request,
				headers: { Accept: 'application/json', ...request.headers },
			});
			const text = await textOf(body, service, LARGEST_JSON);
			return { status, headers, body: parseJson(text, service, redact) };
		},
		async link(request: LinkRequest): Promise<StreamAnswer> {
			const { url } = request;
			const hopTo = (link: string): Hop => ({
				url: safeLink(link, base, service),
				method: 'GET',
				signedIn: false,
			});
			return await stream(
				typeof url === 'string' ? hopTo(url) : async () => hopTo(await url()),
				request,
				true,
			);
		},
		localPath: (url) => pathBelow(base, url, service),
		setting(name: string): string {
			const value = credentials[name];
			return typeof value === 'string' ? value.trim() : '';
		},
	};
}

/** Where a request begins; as a function where each try needs a new beginning. */
type Start = Hop | (() => Promise<Hop>);

async function refused(
	status: number,
	body: StreamAnswer['body'],
	service: string,
	redact: Redact,
	explain?: Explain,
): Promise<Refusal> {
	const text = await textOf(body, service, LARGEST_REFUSAL, true).catch(() => '');
	return refusalFor(service, { status, ...quote(text, redact) }, explain);
}

function isStream(answer: Answer | StreamAnswer): answer is StreamAnswer {
	const { body } = answer;
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
