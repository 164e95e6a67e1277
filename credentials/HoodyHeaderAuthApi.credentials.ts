import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { signedBy } from '../nodes/shared/http/signIn/signedBy';
import { certificateField, secretField } from '../nodes/shared/http/signIn/credentialFields';
import { containerField, kitVersion } from '../nodes/shared/providers/hoody/credentialParts';

/** A container behind a gate that asks for a header of its own. */
export class HoodyHeaderAuthApi implements ICredentialType {
	name = 'hoodyHeaderAuthApi';

	displayName = 'Hoody Header Auth API';

	icon = { light: 'file:../icons/hoody.svg', dark: 'file:../icons/hoody.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		containerField,
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. X-Gate-Token',
			description: 'The header that the gate of the container looks at',
		},
		secretField('Header Value', 'headerSecret', 'What that header has to say'),
		certificateField,
	];

	authenticate = signedBy((field) => ({
		headers: {
			[field('headerName').trim()]: field('headerSecret').includes('hdy_')
				? ''
				: field('headerSecret').trim(),
		},
	}));

	test: ICredentialTestRequest = kitVersion;
}
