import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { textIn } from '../../base/untrusted';
import { fetchToken, noToken } from '../../http/signIn/fetchToken';
import { apiAddress } from './address';

/**
 * An access token for the app itself or for one user (Client Credentials Grant). It lives for about an hour.
 * Box answers everything that is wrong with it in the same words: 400 `invalid_grant`.
 * @throws Refusal
 */
export async function requestToken(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const answer = await fetchToken(
		helpers,
		`${apiAddress(credentials)}/oauth2/token`,
		{
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: {
				grant_type: 'client_credentials',
				client_id: trimmed(credentials.clientId),
				client_secret: trimmed(credentials.clientSecret),
				box_subject_type: credentials.subjectType === 'user' ? 'user' : 'enterprise',
				box_subject_id: trimmed(credentials.subjectId),
			},
		},
		credentials,
	);
	const token = textIn(answer.body, 'access_token');
	if (answer.status === 200 && token !== null) return token;
	throw noToken(
		'Box',
		answer,
		[400, 401, 403],
		'Check client ID, client secret and the enterprise or user ID, and that an administrator has authorized the app in the admin console. To act as a user, the app needs "Generate User Access Tokens".',
	);
}

/** Keys are pasted, often with a space or a line end. */
function trimmed(value: unknown): string {
	return String(value ?? '').trim();
}
