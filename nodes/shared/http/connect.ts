import type { IDataObject } from 'n8n-workflow';
import type { Provider, SignIn } from '../contract';
import type { Answer, Api, ApiRequest, LinkRequest, StreamAnswer } from '../contract/api';
import { Foreign } from '../base/foreign';
import type { Refusal } from '../base/refusal';
import { addressBelow, baseOf, pathBelow, safeLink } from './address';
import { transferMeter, UNMETERED } from './answers/rate';
import { LIST, STATUS } from './answers/limits';
import { answerReader } from './answers/reader';
import { watchedBody } from './answers/body';
import { ask, type Line, type Start } from './ask';
import { clockOf } from './clock';
import { formOf, queryOf } from './path';
import type { Hop } from './redirect';
import { movedAway, quoteOf, refusalFor, timeIsUp } from './refusals';
import type { Caller } from './signIn/callerFor';
import { secretsInUse } from './signIn/secretsInUse';
import { CERTIFICATE_SWITCH } from './signIn/credentialFields';
import { shownWith } from './words/shown';

/** What a connection needs to know beside the provider. */
export interface Connection {
	context: Caller;
	provider: Pick<Provider, 'displayName' | 'explain' | 'wordsIn' | 'secretLike'>;
	signIn: SignIn;
	credentials: IDataObject;
	/** The execution's Stop. */
	signal?: AbortSignal;
	/** Milliseconds since 1970 at which everything for this item ends; null for no limit. */
	deadline: number | null;
	/** What is said then; by default that the user's time for the archive is over. */
	timeIsUp?: () => Refusal;
	/** Seconds without a byte after which a call or a transfer ends. */
	stallAfter: number;
	/** Bytes a second below which a transfer ends; no limit by default. */
	leastRate?: number;
	/** Seconds that all transfers of the item together may take; no limit by default. */
	longestTransfer?: number;
}

/** A timer that is set for longer fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The transport of one provider, signed in with one credential. @throws Refusal when the credential has no usable address */
export function connect(connection: Connection): Api {
	const { context, provider, signIn, credentials, signal, deadline } = connection;
	const service = provider.displayName;
	const base = baseOf(signIn.baseUrl(credentials), service);
	const fields = context.getCredentialsProperties?.(signIn.credential) ?? [];
	const secrets = secretsInUse(context, signIn.credential, credentials);
	const shown = shownWith(() => secrets.wanted(), provider.secretLike);
	const clock = clockOf(deadline, signal, connection.timeIsUp ?? (() => timeIsUp(service)));
	const stallAfter = Math.min(connection.stallAfter * 1000, LONGEST_TIMER_MS);
	const reader = answerReader({ provider, clock, stallAfter, shown });
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
			isKey: secrets.has,
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
		throw await reader.refused(came, request.explain ?? provider.explain, facts);
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
			const limit = request.isList === true ? LIST : STATUS;
			return { status, headers, body: await reader.data(body, false, limit) };
		},
		data: async ({ body }) => await reader.data(body, true),
		async link(request) {
			const { url } = request;
			const hopTo = (link: string): Hop => {
				const address = safeLink(link, base, service);
				const target = new URL(address);
				const ofService = target.origin === base.origin;
				if (!ofService && secrets.has(address)) throw movedAway(line.rules, base, target);
				return {
					url: address,
					method: 'GET',
					signedIn: false,
					ofService,
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
			if (isStream(answer)) return await reader.refused(answer, explain);
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
