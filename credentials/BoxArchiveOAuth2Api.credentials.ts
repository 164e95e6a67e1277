import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { tokenFields } from '../nodes/shared/http/signIn/credentialFields';
import { accountFields, appFields, whoAmI } from '../nodes/shared/providers/box/credentialParts';

/** A Box app that acts for the person who signs in. n8n's own Box credential can't be used by other packages. */
export class BoxArchiveOAuth2Api implements ICredentialType {
	name = 'boxArchiveOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Box Archive OAuth2 API';

	icon = { light: 'file:../icons/box.svg', dark: 'file:../icons/box.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://account.box.com/api/oauth2/authorize',
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{ $self["baseUrl"].trim().replace(/\\/+$/, "") }}/oauth2/token',
			required: true,
		},
		...appFields,
		{
			// Left out, so that Box grants what the app is configured for.
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		...tokenFields,
		...accountFields,
	];

	test: ICredentialTestRequest = whoAmI;
}
