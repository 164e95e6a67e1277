import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { scopeFields, tokenFields } from '../nodes/shared/http/signIn/credentialFields';
import { addressField, flowsOf, userField } from '../nodes/shared/providers/gumloop/credentialParts';

/** Tokens for the person who signs in. Gumloop's clients are public: PKCE with S256 stands in for a secret. */
export class GumloopOAuth2Api implements ICredentialType {
	name = 'gumloopOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Gumloop OAuth2 API';

	icon = { light: 'file:../icons/gumloop.svg', dark: 'file:../icons/gumloop.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'pkce',
		},
		{
			// At the root of the host, not below /api/v1.
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default:
				'={{ $self["baseUrl"].trim().replace(/\\/+$/, "").replace(/\\/api\\/v1$/, "") }}/oauth/authorize',
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{ $self["baseUrl"].trim().replace(/\\/+$/, "").replace(/\\/api\\/v1$/, "") }}/oauth/token',
			required: true,
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. client_4f8c92ab',
			description:
				'Gumloop registers clients by invitation: ask its support for one, with the redirect URL above',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		userField('Your own ID, in the settings of Gumloop: every call says whose runs it is about'),
		...scopeFields('gumloop_api userinfo'),
		...tokenFields,
		addressField,
	];

	test: ICredentialTestRequest = flowsOf('user');
}
