import { Refusal, type RefusalCode } from '../../base/refusal';
import { BLOCKED_BY_N8N, isBroken, PROXY_CLOSED, type NoAnswer } from '../failure';
import type { Explain } from '../../contract';
import { refusalFor } from './byStatus';
import { LATER, wordsFor, type Asked } from './networkWords';
import { brokeOff } from './transfers';

/** Codes that nobody can look up. */
const OURS = [BLOCKED_BY_N8N, PROXY_CLOSED];

/** What is known of a request that nobody answered, beside the network's code. */
export interface NetworkFacts extends Asked {
	explain?: Explain;
	/** How often it was tried. */
	tries: number;
}

/** The refusal for a request that nobody answered. */
export function noAnswer(service: string, answer: NoAnswer, facts: NetworkFacts): Refusal {
	const { status, code, told, silentFor, tokenStatus, tokenUrl } = answer;
	if (told !== undefined) {
		const known = {
			status,
			serviceCode: code,
			clean: true,
			code: status === 401 ? 'SIGN_IN_REFUSED' : codeFor(status),
		} as const;
		return new Refusal(told.message, told.description, known);
	}
	const signIn = `sign-in service of ${service}`;
	if (tokenStatus !== undefined) return noTokenBy(`The ${signIn}`, tokenStatus);
	if (status !== null)
		return refusalFor(service, { status, code: '', words: '' }, facts.explain, { tries: facts.tries });
	if (silentFor !== undefined) return silent(service, silentFor);
	if (isBroken(code)) return brokeOff(service, { code });
	const [message, description, kind] = wordsFor(answer, facts);
	const parts = [
		description,
		...(facts.tries > 1 ? [`It was tried ${facts.tries} times, with pauses.`] : []),
		...(code === null || OURS.includes(code) ? [] : [`(${code})`]),
	];
	return new Refusal(
		message.replace('{service}', (_, at) =>
			tokenUrl === undefined ? service : `${at === 0 ? 'The' : 'the'} ${signIn}`,
		),
		parts.join(' '),
		{ code: kind, serviceCode: code, clean: true },
	);
}

function silent(service: string, seconds: number): Refusal {
	return new Refusal(
		`${service} did not answer in time`,
		`Nothing came for ${seconds} seconds. Run the node again later, or allow a longer Stall Timeout in its options.`,
		{ code: 'SERVICE_UNAVAILABLE', serviceCode: 'ETIMEDOUT', clean: true },
	);
}

/** n8n's OAuth2 client got another answer than a token or a refusal: that is no sign-in that was not accepted. */
function noTokenBy(of: string, status: number): Refusal {
	const facts = { status, serviceCode: null, clean: true };
	if (status === 429)
		return new Refusal(`${of} gets more requests than it allows`, `${LATER} (${status})`, {
			...facts,
			code: 'TOO_MANY_REQUESTS',
		});
	if (status >= 500)
		return new Refusal(`${of} could not answer`, `${LATER} (${status})`, {
			...facts,
			code: 'SERVICE_UNAVAILABLE',
		});
	return new Refusal(
		`${of} gave no token`,
		`It answered ${status}. Check Access Token URL in the credential, and what the administrator of the sign-in service allows this client.`,
		{ ...facts, code: 'BAD_ADDRESS' },
	);
}

function codeFor(status: number | null): RefusalCode {
	if (status === null) return 'BAD_ADDRESS';
	return status === 429 ? 'TOO_MANY_REQUESTS' : 'SERVICE_UNAVAILABLE';
}
