import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { addressFields, testFields, testPath } from '../nodes/shared/recipes/signIns/credentialParts';

/** Tokens of the service's own sign-in page, or for the client itself; n8n renews them. */
export class ArchiveServiceOAuth2Api implements ICredentialType {
	name = 'archiveServiceOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Archive Service OAuth2 API';

	icon = {
		light: 'file:../icons/archiveService.svg',
		dark: 'file:../icons/archiveService.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [...addressFields, ...testFields];

	test: ICredentialTestRequest = testPath;
}
