import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { bearer, signedBy } from '../nodes/shared/http/signIn/signedBy';
import { certificateField, secretField } from '../nodes/shared/http/signIn/credentialFields';
import { containerField, kitVersion } from '../nodes/shared/providers/hoody/credentialParts';

/** A container behind a gate that asks for a token. */
export class HoodyBearerApi implements ICredentialType {
	name = 'hoodyBearerApi';

	displayName = 'Hoody Bearer API';

	icon = { light: 'file:../icons/hoody.svg', dark: 'file:../icons/hoody.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		containerField,
		secretField(
			'Token',
			'token',
			'The token that the gate of the container asks for, not one of your Hoody account (hdy_…)',
		),
		certificateField,
	];

	authenticate = signedBy((field) => ({
		headers: { Authorization: field('token').includes('hdy_') ? '' : bearer(field('token')) },
	}));

	test: ICredentialTestRequest = kitVersion;
}
