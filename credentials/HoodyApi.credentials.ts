import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { certificateField } from '../nodes/shared/http/signIn/credentialFields';
import { containerField, kitVersion } from '../nodes/shared/providers/hoody/credentialParts';

/** A container without a gate: whoever has the address has the files. */
export class HoodyApi implements ICredentialType {
	name = 'hoodyApi';

	displayName = 'Hoody API';

	icon = { light: 'file:../icons/hoody.svg', dark: 'file:../icons/hoody.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [containerField, certificateField];

	test: ICredentialTestRequest = kitVersion;
}
