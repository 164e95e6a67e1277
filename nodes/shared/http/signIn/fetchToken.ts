import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { lookNowAndThen } from '../../base/pause';
import { recordIn, type Untrusted } from '../../base/untrusted';
import { Refusal, type RefusalFacts } from '../../base/refusal';
import { TOKEN } from '../answers/limits';
import { pieceCounter } from '../answers/pieces';
import { parseJson } from '../answers/parseJson';
import { Foreign } from '../../base/foreign';
import { hasUser } from '../address';
import { CERTIFICATE_SWITCH } from './credentialFields';

/** Seconds for the whole call. A token is given at once, or not at all. */
const LONGEST_SECONDS = 60;

/** A status that no rule of a credential's test has words for: n8n shows the text that comes along. */
const IN_OUR_WORDS = 422;

/** What a sign-in call answered. */
export interface TokenAnswer {
	status: number;
	body: Untrusted;
}

/** What n8n hands over as the body of a streamed answer. */
interface NodeStream extends AsyncIterable<Uint8Array> {
	destroy(): void;
}

/**
 * One call that trades a credential's secrets for a token. Redirects are not followed: the body holds a password, and
 * it goes to the address in the credential only. It has a time and a size of its own, and the signal of the request that needs
 * the token where one is under way (see `callerFor`): n8n gives it none of these.
 * @throws Refusal when the address is not usable, or the answer is none that a sign-in gives; what the network says when no answer comes
 */
export async function fetchToken(
	helpers: IHttpRequestHelper['helpers'],
	address: string,
	request: Pick<IHttpRequestOptions, 'body' | 'headers'>,
	credentials: Readonly<Record<string, unknown>>,
): Promise<TokenAnswer> {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol) || hasUser(url)) {
		throw new NoToken(
			'The address in the credential is not usable',
			'Enter it with https:// at its beginning, and without a user name in it.',
			{ code: 'BAD_ADDRESS' },
			IN_OUR_WORDS,
		);
	}
	const answer: unknown = await helpers.httpRequest({
		method: 'POST',
		url: address,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: LONGEST_SECONDS * 1000,
		...(credentials[CERTIFICATE_SWITCH] === true ? { skipSslCertificateValidation: true } : {}),
		...request,
		headers: { Accept: 'application/json', 'Accept-Encoding': 'identity', ...request.headers },
	});
	const { statusCode, body } = answer as { statusCode: number; body: NodeStream };
	return { status: statusCode, body: recordIn(await valueOf(body)) };
}

/** The JSON of an answer; null when it is none, too long, or in too many pieces. */
async function valueOf(body: NodeStream): Promise<unknown> {
	const end = Date.now() + LONGEST_SECONDS * 1000;
	const lookNoMore = lookNowAndThen(() => {
		const left = end - Date.now();
		if (left <= 0) body.destroy();
		return left;
	});
	try {
		const parts: Uint8Array[] = [];
		const areTooMany = pieceCounter();
		let length = 0;
		for await (const part of body) {
			parts.push(part);
			length += part.length;
			if (length > TOKEN.bytes || areTooMany(part.length)) return null;
		}
		const parsed = await parseJson(new Foreign(new TextDecoder().decode(Buffer.concat(parts))), TOKEN);
		return 'value' in parsed ? parsed.value : null;
	} finally {
		lookNoMore();
		body.destroy();
	}
}

/**
 * A refusal with an answer in it. When a credential is tested, n8n shows the words of its rules for that answer's status, or else
 * its text; of a refusal without one it shows nothing but the code.
 */
class NoToken extends Refusal {
	readonly response: { readonly status: number; readonly statusText: string };

	/** @param shownAs the status for n8n: not 401, for which it would ask for the token a second time */
	constructor(message: string, description: string, facts: RefusalFacts, shownAs: number) {
		super(message, description, { ...facts, clean: true });
		this.response = { status: shownAs, statusText: `${message}. ${description}` };
	}
}

/**
 * What `make` gives for a sign-in. Where it refuses, n8n shows its words too when the credential is tested.
 * @throws Refusal as `make` does
 */
export async function forSignIn<Made>(make: () => Made): Promise<Made> {
	return await Promise.resolve()
		.then(make)
		.catch((error: unknown) => {
			if (!(error instanceof Refusal)) throw error;
			throw new NoToken(error.message, error.description, { code: error.code }, IN_OUR_WORDS);
		});
}

/**
 * Why there is no token. A status of 401 is told to n8n as a sign-in that failed, whatever the service itself answered.
 * @param refused statuses with which the service says that the secrets are wrong
 */
export function noToken(
	service: string,
	{ status }: TokenAnswer,
	refused: readonly number[],
	description: string,
): Refusal {
	if (refused.includes(status)) {
		return new NoToken(
			`${service} did not accept the sign-in`,
			description,
			{ status: 401, code: 'SIGN_IN_REFUSED' },
			IN_OUR_WORDS,
		);
	}
	if (status >= 300 && status < 400) {
		return new NoToken(
			`${service} redirects the sign-in to another address (${status})`,
			'Enter the address to which it leads in the credential: often the same with https:// at its beginning.',
			{ status, code: 'BAD_REDIRECT' },
			status,
		);
	}
	return new NoToken(
		`${service} gave no token for the sign-in`,
		`It answered ${status}. ${wayOutOf(status)}`,
		{ status, code: 'SERVICE_UNAVAILABLE' },
		status < 300 ? 500 : status,
	);
}

function wayOutOf(status: number): string {
	if (status === 407)
		return 'That comes from a proxy on the way, which wants a sign-in of its own: put a user name and password into HTTP_PROXY and HTTPS_PROXY of n8n, or let the proxy pass this service without them.';
	// The address is right, and this is not its time.
	if (status === 408 || status === 429 || status === 503) return 'Run the node again later.';
	return 'Check the address in the credential, and run the node again later.';
}
