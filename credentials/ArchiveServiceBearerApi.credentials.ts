import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { signedByBearer } from '../nodes/shared/http/signIn/signedBy';
import { secretField } from '../nodes/shared/http/signIn/credentialFields';
import { addressFields, testFields, testPath } from '../nodes/shared/recipes/signIns/credentialParts';

/** A token in the Authorization header. */
export class ArchiveServiceBearerApi implements ICredentialType {
	name = 'archiveServiceBearerApi';

	displayName = 'Archive Service Bearer API';

	icon = {
		light: 'file:../icons/archiveService.svg',
		dark: 'file:../icons/archiveService.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		...addressFields,
		secretField(
			'Token',
			'token',
			'An access token or API key, as the service gives it out, without "Bearer" before it',
		),
		...testFields,
	];

	authenticate = signedByBearer('token');

	test: ICredentialTestRequest = testPath;
}
