import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { signedByBearer } from '../nodes/shared/http/signIn/signedBy';
import { refusesPages, testRequest } from '../nodes/shared/http/signIn/credentialFields';

const REFUSED =
	'DataFramer did not accept the API key. It begins with sk_live_ and stands on the account page.';

/** The API key of an account. */
export class DataFramerApi implements ICredentialType {
	name = 'dataFramerApi';

	displayName = 'DataFramer API';

	icon = { light: 'file:../icons/dataFramer.svg', dark: 'file:../icons/dataFramer.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. sk_live_…',
			description: 'On the account page of app.aimon.ai. It begins with sk_live_.',
		},
		{
			displayName: 'Address',
			name: 'baseUrl',
			type: 'string',
			default: 'https://df-api.dataframer.ai',
			required: true,
			description: 'Leave this as it is unless requests go through a proxy of your own',
		},
	];

	authenticate = signedByBearer('apiKey');

	// The list of runs would do as well, but it comes whole, however long it is.
	test: ICredentialTestRequest = refusesPages(
		testRequest(
			{
				baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
				url: '/api/dataframer/datasets/',
			},
			{
				401: REFUSED,
				403: REFUSED,
			},
		),
		// A list begins with a bracket. Pages begin with a tag, or with space above it; an empty answer has no character.
		[['0', '<'], ['0', ' '], ['0', '\r'], ['0', '\n'], ['0']],
	);
}
