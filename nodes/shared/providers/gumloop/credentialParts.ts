import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';
import { testRequest } from '../../http/signIn/credentialFields';

/** Where Gumloop is. */
export const addressField: INodeProperties = {
	displayName: 'Address',
	name: 'baseUrl',
	type: 'string',
	default: 'https://api.gumloop.com/api/v1',
	required: true,
	description: 'Leave this as it is unless requests go through a proxy of your own',
};

/** @param description whose id it is, and where to find it */
export function userField(description: string): INodeProperties {
	return {
		displayName: 'User ID',
		name: 'userId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 8XyqmP2dKf4sTzVb',
		description,
	};
}

/** @param description where to find the key */
export function keyField(description: string): INodeProperties {
	return {
		displayName: 'API Key',
		name: 'apiKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description,
	};
}

/** Asks for the teams: the one call that needs nothing but the sign-in. */
export const teams: ICredentialTestRequest = testRequest(
	{ baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}', url: '/teams' },
	{
		401: 'Gumloop did not accept the sign-in. Check the key, and that the User ID belongs to it.',
		403: 'Gumloop does not let this sign-in act for that user. Check the User ID.',
	},
);
