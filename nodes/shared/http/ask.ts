import { turnToAsk } from '../zip/engine/eventLoopTurn';
import type { Clock } from './clock';
import type { Hop, RedirectRules } from './redirect';
import { isRedirect, redirected } from './redirect';
import { badRedirect, noAnswer, type NetworkFacts } from './refusals';
import { paceOf } from './pace';
import { delayBefore, mayRetry } from './retry';
import { retryAfterSeconds } from './retryAfter';
import type { NoAnswer } from './failure';
import { send, type Wire, type WireAnswer, type WireRequest } from './wire';

const MOST_REDIRECTS = 5;

/** Where a request begins; as a function where each try needs a new beginning. */
export type Start = Hop | (() => Promise<Hop>);

/** One request of the user, with all that may come of it. */
export interface Asking {
	start: Start;
	/** Whether sending it twice does no harm. */
	repeatable: boolean;
	/** Statuses that the caller wants as they are, and at once. */
	answers: readonly number[];
	headers: Record<string, string>;
	/** Milliseconds until the first byte. */
	timeout: number;
}

/** What a service is asked through, the same for all requests of a connection. */
export interface Line {
	wire: Wire;
	clock: Clock;
	credential: string;
	/** Headers beside those that the sign-in brings; they go where the sign-in goes. */
	signInHeaders: Record<string, string>;
	rules: Omit<RedirectRules, 'mayLeave'>;
	/** Whether any certificate of the service will do. */
	anyCertificate: boolean;
	network: Pick<NetworkFacts, 'explain' | 'mayIgnoreCertificates'>;
}

/** An answer of any status, and how it was come by. */
export interface Asked {
	answer: WireAnswer;
	hop: Hop;
	/** How often it was asked. */
	tries: number;
	/** Seconds after which the service wants to be asked again. */
	retryAfter: number | null;
}

/**
 * Sends, retries what may be repeated, follows redirects, and leaves every final status to the caller.
 * @throws Refusal when no answer came, or a redirect leads where it must not; Stopped
 */
export async function ask(line: Line, asking: Asking, mayLeave: boolean): Promise<Asked> {
	const { wire, clock, rules, credential } = line;
	const pace = paceOf(wire.context, credential);
	const begin = async () => (typeof asking.start === 'function' ? await asking.start() : asking.start);
	let hop = await begin();
	for (let tries = 1, redirects = 0; ;) {
		clock.check();
		const answer = await paced(line, hop, {
			method: hop.method,
			url: hop.url,
			body: hop.body,
			headers: headersFor(line, asking, hop),
			timeout: asking.timeout,
			anyCertificate: line.anyCertificate && hop.ofService,
		});
		const came = 'stream' in answer;
		if (came && isRedirect(answer.status) && !asking.answers.includes(answer.status)) {
			answer.end();
			if (++redirects > MOST_REDIRECTS) throw badRedirect(rules.service, 'in circles');
			hop = redirected(hop, answer.status, answer.headers.location, { ...rules, mayLeave });
			continue;
		}
		const { status } = answer;
		const retryAfter = came ? retryAfterSeconds(answer.headers['retry-after']) : null;
		const wanted = status !== null && asking.answers.includes(status);
		if (!wanted && mayRetry(status, came ? null : answer.code, asking.repeatable)) {
			const delay = delayBefore(tries, retryAfter, clock.left());
			if (status === 429) pace.slowDown(delay ?? 0);
			if (delay !== null) {
				if (came) answer.end();
				await clock.pause(delay);
				tries += 1;
				redirects = 0;
				hop = await begin();
				continue;
			}
		}
		if (!came) throw noAnswer(rules.service, answer, { ...line.network, url: hop.url, tries });
		return { answer, hop, tries, retryAfter };
	}
}

/** One request, in its turn and as soon as the pace of the credential allows: links are handed out for it, too. */
async function paced(
	{ wire, clock, credential }: Line,
	{ signedIn }: Hop,
	request: WireRequest,
): Promise<WireAnswer | NoAnswer> {
	const pace = paceOf(wire.context, credential);
	await turnToAsk();
	await pace.enter(clock);
	let status: number | null = null;
	try {
		const answer = await send(wire, signedIn ? credential : null, request);
		({ status } = answer);
		return answer;
	} finally {
		pace.leave(status);
	}
}

function headersFor(line: Line, { headers }: Asking, hop: Hop): Record<string, string> {
	return {
		'Accept-Encoding': 'identity',
		...(typeof hop.body === 'string' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
		...(hop.signedIn ? line.signInHeaders : {}),
		...headers,
	};
}
