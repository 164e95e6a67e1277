import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { addressFields, testFields, testPath } from '../nodes/shared/recipes/signIns/credentialParts';

/** A service that asks nobody who they are. */
export class ArchiveServiceApi implements ICredentialType {
	name = 'archiveServiceApi';

	displayName = 'Archive Service API';

	icon = {
		light: 'file:../icons/archiveService.svg',
		dark: 'file:../icons/archiveService.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [...addressFields, ...testFields];

	test: ICredentialTestRequest = testPath;
}
