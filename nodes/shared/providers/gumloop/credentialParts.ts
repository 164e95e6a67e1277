import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';
import { secretField, testRequest } from '../../http/signIn/credentialFields';

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
	return secretField('API Key', 'apiKey', description);
}

const USER = 'user_id={{ encodeURIComponent($credentials.userId.trim()) }}';
const TEAM = 'project_id={{ encodeURIComponent($credentials.projectId.trim()) }}';

/**
 * Asks for the flows of the user, and of the team where the key is one of a team. A list of teams would need nothing but the
 * key: it does not tell that the ids beside it are wrong.
 */
export function flowsOf(whose: 'user' | 'team'): ICredentialTestRequest {
	const mismatch =
		whose === 'team'
			? 'Gumloop does not let this key act for that member and team. Check User ID and Project ID.'
			: 'Gumloop does not let this sign-in act for that user. Check the User ID.';
	return testRequest(
		{
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: `=/list_saved_items?${whose === 'team' ? `${USER}&${TEAM}` : USER}`,
		},
		{
			400: 'Gumloop cannot use the ids. Check the User ID, and the Project ID where there is one.',
			401: 'Gumloop did not accept the sign-in. Check the key, and that the User ID belongs to it.',
			403: mismatch,
			404: 'Gumloop is not at this address, which ends in /api/v1.',
		},
		false,
		'saved_items',
	);
}
