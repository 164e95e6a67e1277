import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Explain, Provider, SignIn } from '../contract';
import type { Answer, Api, ApiRequest, BodyStream, LinkRequest, StreamAnswer } from '../contract/api';
import { Foreign } from '../base/foreign';
import type { Refusal } from '../base/refusal';
import { addressBelow, baseOf, pathBelow, safeLink } from './address';
import { REFUSED_BYTES, STATUS } from './answers/limits';
import { parseJson } from './answers/parseJson';
import { transferMeter, UNMETERED } from './answers/rate';
import { beginningOf, plainText, wholeOf } from './answers/text';
import { watchedBody } from './answers/body';
import { ask, type Line, type Start } from './ask';
import { clockOf } from './clock';
import { formOf, queryOf } from './path';
import type { Hop } from './redirect';
import {
	kindOf,
	notJson,
	quoteOf,
	refusalFor,
	stalled,
	timeIsUp,
	tooLarge,
	tooMuch,
	type RefusedFacts,
} from './refusals';
import { secretsInUse } from './signIn/secretsInUse';
import { CERTIFICATE_SWITCH } from './signIn/credentialFields';
import { shownWith } from './words/shown';

/** What a connection needs to know beside the provider. */
export interface Connection {
	context: IExecuteFunctions;
	provider: Pick<Provider, 'displayName' | 'explain' | 'wordsIn' | 'secretLike'>;
	signIn: SignIn;
	credentials: IDataObject;
	/** The execution's Stop. */
	signal?: AbortSignal;
	/** Milliseconds since 1970 at which everything for this item ends; null for no limit. */
	deadline: number | null;
	/** Seconds without a byte after which a call or a transfer ends. */
	stallAfter: number;
	/** Bytes a second below which a transfer ends; no limit by default. */
	leastRate?: number;
	/** Seconds that all transfers of the item together may take; no limit by default. */
	longestTransfer?: number;
}

/** The transport of one provider, signed in with one credential. @throws Refusal when the credential has no usable address */
export function connect(connection: Connection): Api {
	const { context, provider, signIn, credentials, signal, deadline } = connection;
	const service = provider.displayName;
	const base = baseOf(signIn.baseUrl(credentials), service);
	const fields = context.getCredentialsProperties?.(signIn.credential) ?? [];
	const secrets = secretsInUse(context, signIn.credential, credentials);
	const shown = shownWith(() => secrets.wanted(), provider.secretLike);
	const clock = clockOf(deadline, signal, () => timeIsUp(service));
	const stallAfter = connection.stallAfter * 1000;
	const transfers = transferMeter({
		leastRate: connection.leastRate ?? 0,
		longest: (connection.longestTransfer ?? Infinity) * 1000,
	});
	const line: Line = {
		wire: { context, clock, secrets },
		clock,
		credential: signIn.credential,
		signInHeaders: signIn.headers?.(credentials) ?? {},
		rules: {
			service,
			base,
			mayName: !fields.some(({ name, typeOptions }) => name === 'baseUrl' && typeOptions?.password === true),
		},
		anyCertificate: credentials[CERTIFICATE_SWITCH] === true,
		network: {
			explain: provider.explain,
			mayIgnoreCertificates: fields.some(({ name }) => name === CERTIFICATE_SWITCH),
		},
	};

	const own = (request: ApiRequest): Hop => ({
		url: addressBelow(base, request.path, queryOf(request.query), service),
		method: request.method ?? 'GET',
		body: request.form === undefined ? request.body : formOf(request.form),
		signedIn: true,
		ofService: true,
	});

	/**
	 * An answer that was hoped for; every other is put in words.
	 * @param archive whether it brings the bytes of one: these may lie elsewhere, and take their time
	 */
	async function stream(
		start: Start,
		request: ApiRequest | LinkRequest,
		repeatable: boolean,
		archive: boolean,
	): Promise<StreamAnswer> {
		const { answers = [], headers = {}, timeout } = request;
		const asking = {
			start,
			repeatable,
			answers,
			headers,
			timeout: timeout === undefined ? stallAfter : timeout * 1000,
		};
		const { answer, hop, tries, retryAfter } = await ask(line, asking, archive);
		const { status } = answer;
		const came: StreamAnswer = {
			status,
			headers: answer.headers,
			body: watchedBody(answer, { service, stallAfter, clock, meter: archive ? transfers : UNMETERED }),
			...(hop.ofService ? {} : { elsewhere: true }),
		};
		if ((status >= 200 && status < 300) || answers.includes(status)) return came;
		const facts = { tries, retryAfter: status === 429 || status >= 500 ? retryAfter : null };
		throw await refused(came, request.explain ?? provider.explain, facts);
	}

	/**
	 * Why an answer is none that was hoped for. Only the service itself is quoted: what another host says, to which a link or a
	 * redirect led, is nobody's business.
	 */
	async function refused(
		{ status, body, elsewhere }: Pick<StreamAnswer, 'status' | 'body' | 'elsewhere'>,
		explain: Explain | undefined,
		facts: RefusedFacts = {},
	): Promise<Refusal> {
		const nothing = { status, code: '', words: '' };
		if (elsewhere === true) {
			body.close();
			return refusalFor(service, nothing, explain, facts);
		}
		const words = await read(beginningOf(body, REFUSED_BYTES), body).catch(async (reason: unknown) =>
			signal?.aborted ? await Promise.reject(reason) : null,
		);
		if (words === null) return refusalFor(service, nothing, explain, facts);
		const page = kindOf(words) === 'page';
		return refusalFor(service, { status, ...quoteOf(words, shown, provider.wordsIn) }, explain, {
			...facts,
			page,
		});
	}

	/** An answer that is read whole has to be there in the time that a silence may last. */
	async function read<Result>(reading: Promise<Result>, body: BodyStream): Promise<Result> {
		return await clock.within(
			reading,
			stallAfter,
			() => body.close(),
			() => stalled(service, stallAfter),
		);
	}

	/** What is in an answer that is read whole. @param plain whether it may be a short text instead of JSON */
	async function dataIn(body: BodyStream, plain: boolean): Promise<unknown> {
		const words = await read(wholeOf(body, STATUS.bytes), body);
		if (words === null) throw tooLarge(service, STATUS.bytes);
		const parsed = await parseJson(words, STATUS);
		if ('value' in parsed) return parsed.value;
		if (parsed.because !== 'not JSON') throw tooMuch(service);
		const text = plain ? plainText(words) : null;
		if (text === null) throw notJson(service, words, shown);
		return text;
	}

	const isRepeatable = ({ method = 'GET', repeatable }: ApiRequest) =>
		repeatable ?? (method !== 'POST' && method !== 'PATCH');

	return {
		async bytes(request) {
			return await stream(own(request), request, isRepeatable(request), true);
		},
		async json(request): Promise<Answer> {
			const asJson = { ...request, headers: { Accept: 'application/json', ...request.headers } };
			const { status, headers, body } = await stream(own(request), asJson, isRepeatable(request), false);
			return { status, headers, body: await dataIn(body, false) };
		},
		data: async ({ body }) => await dataIn(body, true),
		async link(request) {
			const { url } = request;
			const hopTo = (link: string): Hop => {
				const address = safeLink(link, base, service);
				return {
					url: address,
					method: 'GET',
					signedIn: false,
					ofService: new URL(address).origin === base.origin,
				};
			};
			return await stream(
				typeof url === 'string' ? hopTo(url) : async () => hopTo(await url()),
				request,
				true,
				true,
			);
		},
		async refusal(answer, explain = provider.explain) {
			if (isStream(answer)) return await refused(answer, explain);
			const words = new Foreign(JSON.stringify(answer.body));
			return refusalFor(
				service,
				{ status: answer.status, ...quoteOf(words, shown, provider.wordsIn) },
				explain,
			);
		},
		localPath: (url) => pathBelow(base, url, service),
		setting(name) {
			const value = signIn.settings?.includes(name) === true ? credentials[name] : undefined;
			return typeof value === 'string' ? value.trim() : '';
		},
		shown,
		pause: async (milliseconds) => await clock.pause(milliseconds),
		deadline,
		signal,
	};
}

function isStream(answer: Answer | StreamAnswer): answer is StreamAnswer {
	const { body } = answer;
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
