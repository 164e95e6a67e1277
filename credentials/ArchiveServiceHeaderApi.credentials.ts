import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { signedBy } from '../nodes/shared/http/signIn/signedBy';
import { secretField } from '../nodes/shared/http/signIn/credentialFields';
import { addressFields, testFields, testPath } from '../nodes/shared/recipes/signIns/credentialParts';

/** A key in a header of the service's own. */
export class ArchiveServiceHeaderApi implements ICredentialType {
	name = 'archiveServiceHeaderApi';

	displayName = 'Archive Service Header API';

	icon = {
		light: 'file:../icons/archiveService.svg',
		dark: 'file:../icons/archiveService.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		...addressFields,
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. X-Api-Key',
			description: 'The header that the service looks at. Authorization will do as well.',
		},
		secretField(
			'Header Value',
			'headerSecret',
			'What that header has to say: all of it, e.g. "Token 4f1e…" where a word comes first',
		),
		...testFields,
	];

	authenticate = signedBy((field) => ({
		headers: { [field('headerName').trim()]: field('headerSecret').trim() },
	}));

	test: ICredentialTestRequest = testPath;
}
