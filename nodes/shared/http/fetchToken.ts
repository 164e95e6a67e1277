import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { recordIn, type Untrusted } from '../base/untrusted';
import { Refusal } from '../base/refusal';

/** What a sign-in call answered. */
export interface TokenAnswer {
	status: number;
	body: Untrusted;
}

/**
 * One call that trades a credential's secrets for a token. Redirects are not followed: the body holds a password, and
 * it goes to the address in the credential only.
 * @throws Refusal when the address is not usable; what the network says when no answer comes
 */
export async function fetchToken(
	helpers: IHttpRequestHelper['helpers'],
	address: string,
	request: Pick<IHttpRequestOptions, 'body' | 'headers'>,
): Promise<TokenAnswer> {
	if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
		throw new Refusal(
			'The address in the credential is not usable',
			'Enter it with https:// at its beginning.',
		);
	}
	const answer: unknown = await helpers.httpRequest({
		method: 'POST',
		url: address,
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		...request,
	});
	const { statusCode, body } = recordIn(answer);
	return { status: typeof statusCode === 'number' ? statusCode : 0, body: recordIn(body) };
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
		return new Refusal(`${service} did not accept the sign-in`, description, { status: 401 });
	}
	return new Refusal(
		`${service} gave no token for the sign-in`,
		`It answered ${status}. Check the address in the credential, and run the node again later.`,
		{ status },
	);
}
