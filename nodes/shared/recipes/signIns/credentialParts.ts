import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';
import { certificateField, refusesPages, testRequest } from '../../http/signIn/credentialFields';

/** Where the service is. Credentials are sent below this address only. */
export const addressFields: INodeProperties[] = [
	{
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://service.example.com/api/v1',
		hint: 'Services with a form of their own are in the menu at the top',
		description:
			'What all addresses of the service begin with. Paths in the nodes are put behind it, and this credential is sent nowhere else.',
	},
];

/** What is looked at when the credential is tested, and what may be wrong with the server. */
export const testFields: INodeProperties[] = [
	{
		displayName: 'Test Path',
		name: 'testPath',
		type: 'string',
		default: '',
		placeholder: 'e.g. /users/me',
		description:
			'A path below the Base URL that answers a GET only to who is signed in. When empty, the test only finds out whether the service answers at all.',
	},
	certificateField,
];

const NO_PATH = '($credentials.testPath || "").trim() === ""';

/** Without a path there is nothing that only who is signed in can see: then any answer will do. */
const anyStatusWithoutPath: object = { ignoreHttpStatusErrors: `={{ ${NO_PATH} }}` };

const asked = testRequest(
	{
		baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
		url: '={{ ($credentials.testPath || "").trim().replace(/^\\/*/, "/") }}',
	},
	{ 401: 'The service did not accept the sign-in. Check what it asks for, and every value.' },
	true,
);

/** Asks for the Test Path. A page (`<!DOCTYPE html>`) is what a server of pages gives for every path; XML and JSON begin otherwise. */
export const testPath: ICredentialTestRequest = refusesPages(
	{ ...asked, request: { ...asked.request, ...anyStatusWithoutPath } },
	[['1', '!']],
	`={{ ${NO_PATH} ? "arraybuffer" : "text" }}`,
);
