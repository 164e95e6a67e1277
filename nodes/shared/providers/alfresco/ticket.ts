import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { recordIn, textIn } from '../../base/untrusted';
import { fetchToken, forSignIn, noToken } from '../../http/signIn/fetchToken';
import { Refusal } from '../../base/refusal';
import { authenticationUrl } from './address';

/**
 * Signs in and returns the ticket in Base64, as the Authorization header takes it. Alfresco answers a wrong password
 * with 403, and a login that single sign-on forbids with 501.
 * @throws Refusal
 */
export async function requestTicket(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const answer = await fetchToken(
		helpers,
		`${await forSignIn(() => authenticationUrl(credentials))}/tickets`,
		{ body: { userId: String(credentials.user ?? '').trim(), password: credentials.password } },
		credentials,
	);
	if (answer.status === 501) {
		throw new Refusal(
			'Alfresco gives out no tickets',
			'An administrator has made single sign-on the only way in. Use the OAuth2 credential instead.',
			{ status: 501, code: 'SIGN_IN_REFUSED', clean: true },
		);
	}
	const ticket = textIn(recordIn(answer.body.entry), 'id');
	if (answer.status !== 201 || ticket === null) {
		throw noToken('Alfresco', answer, [400, 401, 403], 'Check user name and password in the credential.');
	}
	return Buffer.from(ticket).toString('base64');
}
