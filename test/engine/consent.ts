import axios from 'axios';
import { createHash, randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const BACK = 'http://127.0.0.1:9/rest/oauth2-credential/callback';

/**
 * What happens when a person presses "Connect my account": the service's page, the way back with a code, the exchange
 * of the code for tokens. n8n's server does this; the engine only ever sees the tokens.
 * @param data the credential with every field filled in
 * @param name of its type, to say where an address is missing
 * @returns the same with its tokens
 */
export async function connected(
	data: ICredentialDataDecryptedObject,
	name = 'OAuth2',
): Promise<ICredentialDataDecryptedObject> {
	for (const field of ['authUrl', 'accessTokenUrl']) {
		if (URL.canParse(String(data[field]))) continue;
		throw new Error(
			`The credential ${name} has no ${field} in the stand-in: see "A second way to sign in", CONTRIBUTING.md`,
		);
	}
	const verifier = randomBytes(48).toString('base64url');
	const pkce = data.grantType === 'pkce';
	// Connections of its own: those that n8n keeps may have been broken by a fault that came before.
	const httpAgent = new Agent();
	const page = await axios.get(String(data.authUrl), {
		params: {
			response_type: 'code',
			client_id: data.clientId,
			redirect_uri: BACK,
			state: 'state',
			...(pkce ? { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' } : {}),
		},
		httpAgent,
		maxRedirects: 0,
		validateStatus: (status) => status === 302,
	});
	const code = new URL(String(page.headers.location)).searchParams.get('code');
	const form = new URLSearchParams({
		grant_type: 'authorization_code',
		code: code ?? '',
		redirect_uri: BACK,
		client_id: String(data.clientId),
		...(pkce ? { code_verifier: verifier } : {}),
		...(data.clientSecret ? { client_secret: String(data.clientSecret) } : {}),
	});
	const { data: tokens } = await axios.post<Record<string, string>>(String(data.accessTokenUrl), form, {
		httpAgent,
	});
	return { ...data, oauthTokenData: tokens };
}

function challengeOf(verifier: string): string {
	return createHash('sha256').update(verifier).digest('base64url');
}
