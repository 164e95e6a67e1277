import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';

/** Where the repository is: the same in all credentials of Alfresco. `address.ts` reads it. */
export const repositoryFields: INodeProperties[] = [
	{
		displayName: 'Address',
		name: 'baseUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://documents.example.com/alfresco',
		description: 'Address of the server, with or without /alfresco behind it, but not /share',
	},
	{
		displayName: 'Tenant',
		name: 'tenant',
		type: 'string',
		default: '-default-',
		description: 'Leave this as it is unless the repository serves several tenants',
	},
];

/** Asks who signs in. The expressions say the same as `address.ts`, since n8n runs no code for a test. */
export const whoAmI: ICredentialTestRequest = {
	request: {
		baseURL:
			'={{ $credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/^(https?:\\/\\/[^\\/]+)$/i, "$1/alfresco") }}',
		url: '=/api/{{ $credentials.tenant || "-default-" }}/public/alfresco/versions/1/people/-me-',
	},
};
