import { recordIn, type Untrusted } from '../../base/untrusted';
import type { Api, ApiRequest } from '../../contract/api';
import { quote, refusalFor } from '../../http/explain';
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
	const facts = 'statusCode' in whole && 'data' in whole ? recordIn(whole.data) : whole;
	if (facts.success === false) {
		throw refusalFor(
			'Hoody',
			{ status, ...quote(JSON.stringify(facts), api.redact) },
			request.explain ?? explain,
		);
	}
	const date = Date.parse(headers.date ?? '');
	return { status, sentAt: (Number.isNaN(date) ? Date.now() : date) / 1000, facts };
}

/** The same, with null for the statuses that say "not here". Their bodies may be anything, so none is read as JSON. */
export async function askUnless(
	api: Api,
	request: ApiRequest,
	statuses: readonly number[],
): Promise<KitAnswer | null> {
	return await ask(api, request).catch(async (cause: unknown) => {
		const passes =
			cause instanceof Refusal && cause.status !== null && statuses.includes(cause.status);
		return passes ? null : await Promise.reject(cause);
	});
}
