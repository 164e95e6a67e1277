import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { scopeFields, tokenFields } from '../nodes/shared/http/signIn/credentialFields';
import { repositoryFields, whoAmI } from '../nodes/shared/providers/alfresco/credentialParts';

const OF_THE_REALM =
	'From the "OpenID Endpoint Configuration" of the realm. Older servers have /auth before /realms.';

/** Tokens of the Identity Service (Keycloak), or of any other OpenID Connect provider that the repository trusts. */
export class AlfrescoOAuth2Api implements ICredentialType {
	name = 'alfrescoOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Alfresco OAuth2 API';

	icon = { light: 'file:../icons/alfresco.svg', dark: 'file:../icons/alfresco.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		...repositoryFields,
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{ name: 'Authorization Code', value: 'authorizationCode' },
				{
					name: 'Client Credentials',
					value: 'clientCredentials',
					description:
						'Works as the service account of the client, with the rights that this account has in Alfresco',
				},
				{ name: 'PKCE', value: 'pkce' },
			],
			default: 'pkce',
			description:
				'How n8n gets its token. Ask the administrator of the Identity Service what the client allows.',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'string',
			displayOptions: { show: { grantType: ['authorizationCode', 'pkce'] } },
			default: '',
			required: true,
			placeholder: 'e.g. https://id.example.com/realms/alfresco/protocol/openid-connect/auth',
			description: OF_THE_REALM,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://id.example.com/realms/alfresco/protocol/openid-connect/token',
			description: OF_THE_REALM,
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: 'alfresco',
			required: true,
			description: 'The client that the administrator made for n8n in the Identity Service',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Found under Credentials of the client. A public client has none: leave it empty then.',
		},
		...scopeFields('openid'),
		...tokenFields,
		{
			// What n8n's own OAuth2 client reads when it fetches a token.
			displayName: 'Ignore SSL Issues for Tokens',
			name: 'ignoreSSLIssues',
			type: 'hidden',
			default: '={{ $self["allowUnauthorizedCerts"] }}',
		},
	];

	test: ICredentialTestRequest = whoAmI;
}
