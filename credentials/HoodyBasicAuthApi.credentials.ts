import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { signedByPassword } from '../nodes/shared/http/signIn/signedBy';
import { certificateField, secretField } from '../nodes/shared/http/signIn/credentialFields';
import { containerField, kitVersion } from '../nodes/shared/providers/hoody/credentialParts';

/** A container behind a gate that asks for a user and a password. */
export class HoodyBasicAuthApi implements ICredentialType {
	name = 'hoodyBasicAuthApi';

	displayName = 'Hoody Basic Auth API';

	icon = { light: 'file:../icons/hoody.svg', dark: 'file:../icons/hoody.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		containerField,
		{
			displayName: 'User Name',
			name: 'user',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. visitor',
			description: 'The user that the gate of the container lets through',
		},
		secretField('Password', 'password', 'The password that was set for this user at the gate'),
		certificateField,
	];

	authenticate = signedByPassword;

	test: ICredentialTestRequest = kitVersion;
}
