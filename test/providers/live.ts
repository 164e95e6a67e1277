import type { ICredentialDataDecryptedObject, ICredentialType } from 'n8n-workflow';
import type { Provider } from '../../nodes/shared/contract';
import type { Api } from '../../nodes/shared/contract/api';
import { connect } from '../../nodes/shared/http/connect';
import { TestCredentials } from '../engine/credentialsHelper';
import { lonelyNode } from '../engine/lonelyNode';

const STALL_SECONDS = 30;

/** A real transport, signed in through n8n's own request helpers, without a workflow around it. */
export interface Live {
	api: Api;
	/** What the credential test of the type asks for, with the status that came. */
	credentialTest(): Promise<number>;
	/** What n8n has saved for the credential by now. */
	saved(): ICredentialDataDecryptedObject;
}

export async function signIn(
	provider: Provider,
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
	...parents: ICredentialType[]
): Promise<Live> {
	const credentials = new TestCredentials(new Map([type, ...parents].map((entry) => [entry.name, entry])), {
		[type.name]: { ...data },
	});
	const { node, workflow, context } = lonelyNode(credentials, type.name);
	const signInBy = provider.signIns.find(({ credential }) => credential === type.name);
	if (signInBy === undefined) throw new Error(`${provider.displayName} does not sign in with ${type.name}`);
	const decrypted = await context.getCredentials(type.name, 0);
	return {
		api: connect({
			context,
			provider,
			signIn: signInBy,
			credentials: decrypted,
			stallAfter: STALL_SECONDS,
			deadline: null,
		}),
		saved: () => credentials.data[type.name],
		async credentialTest() {
			const read = (value = '') =>
				value.startsWith('=')
					? String(
							workflow.expression.getSimpleParameterValue(node, value, 'internal', {
								$credentials: decrypted,
							}),
						)
					: value;
			const { baseURL, url, headers = {} } = type.test?.request ?? {};
			const sent = Object.entries(headers)
				.map(([name, value]): [string, string] => [name, read(String(value))])
				.filter(([, value]) => value !== 'undefined');
			const answer = (await context.helpers.httpRequestWithAuthentication.call(context, type.name, {
				url: read(baseURL) + read(url),
				headers: Object.fromEntries(sent),
				returnFullResponse: true,
			})) as { statusCode: number };
			return answer.statusCode;
		},
	};
}

/** The parent of OAuth2 credentials as far as the engine reads it. */
export const oAuth2Parent: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2',
	properties: ['grantType', 'clientId', 'clientSecret', 'accessTokenUrl', 'scope', 'authentication'].map(
		(name) => ({
			displayName: name,
			name,
			type: 'string',
			default: '',
		}),
	),
};

/** Everything that a body brings. */
export async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	for await (const part of body) parts.push(part);
	return Buffer.concat(parts);
}
