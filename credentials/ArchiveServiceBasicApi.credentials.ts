import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { signedByPassword } from '../nodes/shared/http/signIn/signedBy';
import { addressFields, testFields, testPath } from '../nodes/shared/recipes/signIns/credentialParts';

/** User name and password, or an app password, with every request. */
export class ArchiveServiceBasicApi implements ICredentialType {
	name = 'archiveServiceBasicApi';

	displayName = 'Archive Service Basic API';

	icon = {
		light: 'file:../icons/archiveService.svg',
		dark: 'file:../icons/archiveService.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		...addressFields,
		{
			displayName: 'User Name',
			name: 'user',
			type: 'string',
			default: '',
			placeholder: 'e.g. jane.doe',
			description: 'Some services take a key in its place, and no password',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The password, an app password, or an API key, as the service asks for it',
		},
		...testFields,
	];

	authenticate = signedByPassword;

	test: ICredentialTestRequest = testPath;
}
