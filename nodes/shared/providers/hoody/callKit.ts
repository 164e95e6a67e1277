import type { WordsIn } from '../../contract';
import { recordIn, textIn, type Untrusted } from '../../base/untrusted';
import type { Api, ApiRequest } from '../../contract/api';
import { Refusal } from '../../base/refusal';
import { explain } from './explain';

/** An answer of the kit, out of its envelope. */
export interface KitAnswer {
	status: number;
	/** When the kit sent it, by its own clock, in seconds since 1970. */
	sentAt: number;
	facts: Untrusted;
}

/**
 * A call to the kit. Bodies come bare, or as `data` in `{statusCode, message, data}`; and the old kit says with status
 * 200 and `success: false` what went wrong.
 * @throws Refusal
 */
export async function ask(api: Api, request: ApiRequest): Promise<KitAnswer> {
	const { status, headers, body } = await api.json(request);
	const whole = recordIn(body);
	const facts = outOfEnvelope(whole);
	if (facts.success === false) {
		throw await api.refusal({ status, headers, body }, request.explain ?? explain);
	}
	const date = Date.parse(headers.date ?? '');
	return { status, sentAt: (Number.isNaN(date) ? Date.now() : date) / 1000, facts };
}

/** Newer kits put a body into `{statusCode, message, data}`. */
function outOfEnvelope(body: Untrusted): Untrusted {
	return 'statusCode' in body && 'data' in body ? recordIn(body.data) : body;
}

/**
 * Where the kit keeps its code and words, in the envelope or without it: `code` and `message`, or both in `error`, which holds
 * the code in older kits and a sentence in others.
 */
export const wordsIn: WordsIn = (body) => {
	const facts = outOfEnvelope(body);
	const error = textIn(facts, 'error');
	const code = textIn(facts, 'code') ?? (error !== null && /^[\w.-]+$/.test(error) ? error : null);
	const words = textIn(facts, 'message') ?? (error === code ? null : error);
	return { ...(code === null ? {} : { code }), ...(words === null ? {} : { words }) };
};

/** The same, with null for the statuses that say "not here". Their bodies may be anything, so none is read as JSON. */
export async function askUnless(
	api: Api,
	request: ApiRequest,
	statuses: readonly number[],
): Promise<KitAnswer | null> {
	return await ask(api, request).catch(async (cause: unknown) => {
		const passes = cause instanceof Refusal && cause.status !== null && statuses.includes(cause.status);
		return passes ? null : await Promise.reject(cause);
	});
}
