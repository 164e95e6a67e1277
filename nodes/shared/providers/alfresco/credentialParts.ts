import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';
import { certificateField, secretField, testRequest } from '../../http/signIn/credentialFields';

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
	certificateField,
];

/** @param ofPassword what becomes of it */
export function accountFields(ofPassword: string): INodeProperties[] {
	return [
		{
			displayName: 'User Name',
			name: 'user',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. jane.doe',
			description: 'The name that this account signs in to Alfresco with',
		},
		secretField('Password', 'password', ofPassword),
	];
}

/** Asks who signs in. The expressions say the same as `address.ts`, since n8n runs no code for a test. */
export const whoAmI: ICredentialTestRequest = testRequest(
	{
		baseURL:
			'={{ $credentials.baseUrl.trim().replace(/\\/api\\/[^\\/]+\\/public(\\/.*)?$/, "").replace(/\\/+$/, "").replace(/^(https?:\\/\\/[^\\/]+)$/i, "$1/alfresco") }}',
		url: '=/api/{{ $credentials.tenant.trim() || "-default-" }}/public/alfresco/versions/1/people/-me-',
	},
	{
		401: 'Alfresco did not accept the sign-in. Check user name and password; an OAuth2 account may have to be connected again.',
		403: 'Alfresco did not accept the sign-in. Check user name and password; an OAuth2 account may have to be connected again.',
		404: 'There is no Alfresco repository at this address. Enter the address of the server, with or without /alfresco behind it, not that of Share (/share) or of the Digital Workspace.',
	},
	true,
	'entry',
);
