import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { signedByPassword } from '../nodes/shared/http/signIn/signedBy';
import { accountFields, repositoryFields, whoAmI } from '../nodes/shared/providers/alfresco/credentialParts';

/** User name and password with every request. */
export class AlfrescoBasicApi implements ICredentialType {
	name = 'alfrescoBasicApi';

	displayName = 'Alfresco Basic API';

	icon = { light: 'file:../icons/alfresco.svg', dark: 'file:../icons/alfresco.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		...repositoryFields,
		...accountFields('The password that this account signs in to Alfresco with'),
	];

	authenticate = signedByPassword;

	test: ICredentialTestRequest = whoAmI;
}
