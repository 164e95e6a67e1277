import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { signedByBearer } from '../nodes/shared/http/signIn/signedBy';
import { accountFields, appFields, whoAmI } from '../nodes/shared/providers/box/credentialParts';
import { requestToken } from '../nodes/shared/providers/box/token';

/** A Box app that acts on its own or for one user (Client Credentials Grant). Box gives no refresh token: n8n asks anew. */
export class BoxClientCredentialsApi implements ICredentialType {
	name = 'boxClientCredentialsApi';

	displayName = 'Box Client Credentials API';

	icon = { light: 'file:../icons/box.svg', dark: 'file:../icons/box.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		...appFields,
		{
			displayName: 'Act As',
			name: 'subjectType',
			type: 'options',
			options: [
				{
					name: 'Service Account',
					value: 'enterprise',
					description: 'The account of the app itself. It sees only folders that are shared with it.',
				},
				{
					name: 'User',
					value: 'user',
					description: 'Needs "Generate User Access Tokens" in the settings of the app',
				},
			],
			default: 'enterprise',
			description: 'Who the app works as',
		},
		{
			displayName: 'Enterprise or User ID',
			name: 'subjectId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 12345678',
			description:
				'For the service account the Enterprise ID, in the developer console under General Settings of your app; for a user the number of the user',
		},
		...accountFields,
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return { accessToken: await requestToken(this.helpers, credentials) };
	}

	authenticate = signedByBearer('accessToken');

	test: ICredentialTestRequest = whoAmI;
}
