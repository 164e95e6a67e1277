import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';
import { secretField, testRequest } from '../../http/signIn/credentialFields';

/** The app, as the developer console shows it. */
export const appFields: INodeProperties[] = [
	{
		displayName: 'Client ID',
		name: 'clientId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. ly1nj6n11vionaie65emwzk575hnnmrk',
		description: 'In the Box developer console, under Configuration of your app',
	},
	secretField(
		'Client Secret',
		'clientSecret',
		'In the Box developer console, under Configuration of your app. The app needs the scope to read and write all files.',
	),
];

/** Where Box is, and for whom to work there. */
export const accountFields: INodeProperties[] = [
	{
		displayName: 'API Address',
		name: 'baseUrl',
		type: 'string',
		default: 'https://api.box.com',
		required: true,
		description: 'Leave this as it is unless requests to Box go through a proxy of your own',
	},
	{
		displayName: 'As User ID',
		name: 'asUser',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12345678',
		description:
			'The user to act for, by the number in the address of the user in the admin console. Only for apps that may act as other users.',
	},
];

/** Asks who signs in. */
export const whoAmI: ICredentialTestRequest = testRequest(
	{
		baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
		url: '/2.0/users/me?fields=id,name,login,max_upload_size',
		// A header without a value is not sent.
		headers: { 'As-User': '={{ ($credentials.asUser || "").trim() || undefined }}' },
	},
	{
		401: 'Box did not accept the sign-in. Check the values of the app, or connect the account again.',
		400: 'Box cannot use the As User ID. It is a number: the last part of the address of the user in the admin console.',
		403: 'Box does not allow it. Have the administrator authorize the app; with an As User ID, check the number, and that the app may "Make API calls using the as-user header".',
	},
);
