import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { signedBy } from '../nodes/shared/http/signIn/signedBy';
import { secretField } from '../nodes/shared/http/signIn/credentialFields';
import { addressFields, testFields, testPath } from '../nodes/shared/recipes/signIns/credentialParts';

/** A key in the query of every address. */
export class ArchiveServiceQueryApi implements ICredentialType {
	name = 'archiveServiceQueryApi';

	displayName = 'Archive Service Query API';

	icon = {
		light: 'file:../icons/archiveService.svg',
		dark: 'file:../icons/archiveService.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		...addressFields,
		{
			displayName: 'Parameter Name',
			name: 'queryName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. api_key',
			description: 'The name that the key has in an address',
		},
		secretField(
			'Key',
			'querySecret',
			'The key. Addresses stand in logs of servers and proxies: prefer a header where the service takes one.',
		),
		...testFields,
	];

	authenticate = signedBy((field) => ({ qs: { [field('queryName').trim()]: field('querySecret').trim() } }));

	test: ICredentialTestRequest = testPath;
}
