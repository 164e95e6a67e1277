import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { signedByBearer } from '../nodes/shared/http/signIn/signedBy';
import {
	addressField,
	keyField,
	flowsOf,
	userField,
} from '../nodes/shared/providers/gumloop/credentialParts';

/** The API key of a team. It acts as one of the members. */
export class GumloopTeamApi implements ICredentialType {
	name = 'gumloopTeamApi';

	displayName = 'Gumloop Team API';

	icon = { light: 'file:../icons/gumloop.svg', dark: 'file:../icons/gumloop.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		keyField('The key of the team, in its settings in Gumloop. Keys need the Pro plan or above.'),
		{
			displayName: 'Project ID',
			name: 'projectId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. team_4f8c92ab',
			description: 'ID of the team, which Gumloop also calls project: in the settings of the team',
		},
		userField('ID of the member to act as, in the settings of that member'),
		addressField,
	];

	authenticate = signedByBearer('apiKey');

	test: ICredentialTestRequest = flowsOf('team');
}
