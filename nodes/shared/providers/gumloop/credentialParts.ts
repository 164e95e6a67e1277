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

const baseURL = '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}';
const REFUSED = 'Gumloop did not accept the sign-in. Check the key, and that the User ID belongs to it.';

/** Asks for the teams: the one call that needs nothing but the sign-in. */
export const teams: ICredentialTestRequest = testRequest(
	{ baseURL, url: '/teams' },
	{
		401: REFUSED,
		403: 'Gumloop does not let this sign-in act for that user. Check the User ID.',
	},
	false,
	'teams',
);

const NOT_ITS_TEAM =
	'Gumloop does not let this key act for that team and user. Check the Project ID, and that the User ID is one of its members.';

/** Asks for the flows of the team: the list of teams does not mind which one is meant. */
export const flowsOfTeam: ICredentialTestRequest = testRequest(
	{
		baseURL,
		url: '=/list_saved_items?user_id={{ encodeURIComponent($credentials.userId.trim()) }}&project_id={{ encodeURIComponent($credentials.projectId.trim()) }}',
	},
	{ 400: NOT_ITS_TEAM, 401: REFUSED, 403: NOT_ITS_TEAM },
	false,
	'saved_items',
);
