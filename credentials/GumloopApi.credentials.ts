import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { bearer, signedBy } from '../nodes/shared/http/signIn/signedBy';
import {
	addressField,
	keyField,
	flowsOf,
	userField,
} from '../nodes/shared/providers/gumloop/credentialParts';

/** The API key of one user, which counts only together with the id of that user. */
export class GumloopApi implements ICredentialType {
	name = 'gumloopApi';

	displayName = 'Gumloop API';

	icon = { light: 'file:../icons/gumloop.svg', dark: 'file:../icons/gumloop.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		keyField('Your personal key, in the settings of Gumloop. Keys need the Pro plan or above.'),
		userField('Your own ID, in the settings of Gumloop beside the key'),
		addressField,
	];

	authenticate = signedBy((field) => ({
		headers: { Authorization: bearer(field('apiKey')), 'x-auth-key': field('userId').trim() },
	}));

	test: ICredentialTestRequest = flowsOf('user');
}
