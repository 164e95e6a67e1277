import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Provider, SignIn } from '../contract';
import { Stopped } from '../run/stopped';
import type { Answer, Api, ApiRequest, LinkRequest, StreamAnswer } from './api';
import { textOf, watchedBody } from './body';
import { plainText, quote, refusalFor } from './explain';
import { queryOf } from './path';
import { redactor, secretsOf, type Redact } from './redact';
import { isRedirect, redirected, type Hop } from './redirect';
import { ServiceRefusal } from './refusal';
import { backOff, mayRetry, retryAfterSeconds } from './retry';
import { send, type NoAnswer, type WireAnswer } from './send';

/** Seconds until the first byte of an answer. n8n's own default; a call that answers when a job is done asks for more. */
const TIMEOUT_SECONDS = 300;
/** Answers that are not archives are small; a list of ten thousand runs still fits. */
const LARGEST_JSON = 32 * 1024 * 1024;
const LARGEST_REFUSAL = 16 * 1024;
const MOST_REDIRECTS = 5;

/** What a connection needs to know beside the provider. */
export interface Connection {
	context: IExecuteFunctions;
	provider: Pick<Provider, 'displayName' | 'explain'>;
	signIn: SignIn;
	credentials: IDataObject;
	signal?: AbortSignal;
	/** Seconds without a byte after which a transfer ends. */
	stallAfter: number;
}

/** The transport of one provider, signed in with one credential. @throws ServiceRefusal when the credential has no usable address */
export function connect(connection: Connection): Api {
	const { context, signIn, credentials, signal } = connection;
	const service = connection.provider.displayName;
	const base = baseOf(signIn.baseUrl(credentials), service);
	const redact = redactor(secretsOf(credentials));
	const extraHeaders = signIn.headers?.(credentials) ?? {};

	/** Sends, retries what may be repeated, follows redirects, and leaves every final status to the caller. */
	async function ask(first: Start, request: ApiRequest | LinkRequest, repeatable: boolean): Promise<WireAnswer> {
		let hop = typeof first === 'function' ? await first() : first;
		for (let attempt = 1, redirects = 0; ; ) {
			const { method, url, body } = hop;
			const headers = { 'Accept-Encoding': 'identity', ...(hop.signedIn ? extraHeaders : {}), ...request.headers };
			const timeout = (request.timeout ?? TIMEOUT_SECONDS) * 1000;
			const credential = hop.signedIn ? signIn.credential : null;
			const answer = await send(context, credential, { method, url, body, headers, timeout }, signal);
			if (signal?.aborted) throw new Stopped();
			const came = 'stream' in answer;
			if (came && isRedirect(answer.status)) {
				answer.end();
				if (++redirects > MOST_REDIRECTS) throw new ServiceRefusal(`${service} redirects in circles`, CHECK_ADDRESS);
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
			if (!came) throw noAnswer(service, answer, connection);
			return answer;
		}
	}

	async function stream(first: Start, request: ApiRequest | LinkRequest, repeatable: boolean): Promise<StreamAnswer> {
		const answer = await ask(first, request, repeatable);
		const body = watchedBody(answer, service, connection.stallAfter * 1000, signal);
		const fine = (answer.status >= 200 && answer.status < 300) || request.answers?.includes(answer.status);
		if (fine) return { status: answer.status, headers: answer.headers, body };
		throw await refused(answer.status, body, service, redact, connection);
	}

	const own = (request: ApiRequest): Hop => ({
		url: `${base.href.replace(/\/$/, '')}${request.path}${queryOf(request.query)}`,
		method: request.method ?? 'GET',
		body: request.body,
		signedIn: true,
	});
	const bytes = (request: ApiRequest) => stream(own(request), request, request.repeatable ?? request.method !== 'POST');

	return {
		bytes,
		redact,
		async json(request: ApiRequest): Promise<Answer> {
			const { status, headers, body } = await bytes({ ...request, headers: { Accept: 'application/json', ...request.headers } });
			const text = await textOf(body, service, LARGEST_JSON);
			return { status, headers, body: parseJson(text, service, redact) };
		},
		async link(request: LinkRequest): Promise<StreamAnswer> {
			const { url } = request;
			const hopTo = (link: string): Hop => ({ url: safeLink(link, base, service), method: 'GET', signedIn: false });
			return await stream(typeof url === 'string' ? hopTo(url) : async () => hopTo(await url()), request, true);
		},
		localPath(url: string): string {
			const link = URL.canParse(url) ? new URL(url) : undefined;
			const prefix = base.pathname.replace(/\/$/, '');
			if (link?.origin !== base.origin || !link.pathname.startsWith(`${prefix}/`)) {
				throw new ServiceRefusal(`${service} sent an address that leads elsewhere`, CHECK_ADDRESS);
			}
			return `${link.pathname.slice(prefix.length)}${link.search}`;
		},
		setting(name: string): string {
			const value = credentials[name];
			return typeof value === 'string' ? value.trim() : '';
		},
	};
}

/** Where a request begins; as a function where each try needs a new beginning. */
type Start = Hop | (() => Promise<Hop>);

const CHECK_ADDRESS = 'Check the address in the credential: it may point to another server than the one meant.';

function baseOf(address: string, service: string): URL {
	const url = URL.canParse(address.trim()) ? new URL(address.trim()) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '') {
		throw new ServiceRefusal(
			`The address in the ${service} credential is not usable`,
			'Open the credential and enter the address as it stands in the browser, beginning with https:// and without a question mark.',
		);
	}
	return url;
}

/** A link from an answer. What an https service hands out must be https as well: a plain one could be read on the way. */
function safeLink(link: string, base: URL, service: string): string {
	const url = URL.canParse(link) ? new URL(link) : undefined;
	const allowed = base.protocol === 'https:' ? ['https:'] : ['https:', 'http:'];
	if (url === undefined || !allowed.includes(url.protocol)) {
		throw new ServiceRefusal(`${service} sent a download link that is not usable`, 'Ask for the archive again with Create Archive.');
	}
	// As it came: Box's links end in `==`, and encoding them anew makes them unknown to Box.
	return link;
}

function parseJson(text: string, service: string, redact: Redact): unknown {
	if (text.trim() === '') return null;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return notJson(text, service, redact);
	}
}

function notJson(text: string, service: string, redact: Redact): never {
	const kind = /^\s*</.test(text) ? 'a web page' : 'plain text';
	throw new ServiceRefusal(
		`${service} sent ${kind} where data was expected`,
		`${CHECK_ADDRESS} It may also be a sign-in page of a proxy. It begins: "${redact(plainText(text)).slice(0, 120)}".`,
	);
}

async function refused(
	status: number,
	body: StreamAnswer['body'],
	service: string,
	redact: Redact,
	{ provider }: Connection,
): Promise<ServiceRefusal> {
	const text = await textOf(body, service, LARGEST_REFUSAL, true).catch(() => '');
	return refusalFor(service, { status, ...quote(text, redact) }, provider.explain);
}

function noAnswer(service: string, { status, code, told }: NoAnswer, { provider }: Connection): ServiceRefusal {
	if (told !== undefined) return new ServiceRefusal(told.message, told.description, { status, code });
	if (status !== null) return refusalFor(service, { status, code: '', words: '' }, provider.explain);
	const [message, description] = NETWORK[code ?? ''] ?? [
		`${service} could not be reached`,
		'The credential could not be used, or the network did not answer. Open the credential, test it, and check the address in it.',
	];
	return new ServiceRefusal(message.replace('{service}', service), `${description}${code === null ? '' : ` (${code})`}`, { code });
}

const NETWORK: Record<string, [string, string] | undefined> = {
	ENOTFOUND: ['The address of {service} does not exist', 'Check the address in the credential, and that this n8n can reach the internet.'],
	EAI_AGAIN: ['The address of {service} could not be looked up', 'Name lookup does not answer. Check the network of this n8n.'],
	ECONNREFUSED: ['{service} accepts no connection', 'Check the address and port in the credential, and that the server is running.'],
	ECONNABORTED: ['{service} did not answer in time', 'Run the node again later, or allow a longer timeout.'],
	ETIMEDOUT: ['{service} did not answer in time', 'Run the node again later, or allow a longer timeout.'],
	DEPTH_ZERO_SELF_SIGNED_CERT: ['The certificate of {service} is not trusted', 'Make its certificate known to n8n (NODE_EXTRA_CA_CERTS).'],
};
