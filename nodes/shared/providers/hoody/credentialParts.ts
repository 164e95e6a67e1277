import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';
import { testRequest } from '../../http/signIn/credentialFields';

/** Where the container is. Who knows the address of one without a gate can read its files, so it is kept like a password. */
export const containerField: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	placeholder: 'e.g. https://…-files-1.node.containers.hoody.com',
	description:
		'Address of the container\'s files kit, with "-files-1" in its name, or an alias of it. The container shows it among its services.',
};

const AT_THE_GATE =
	'The gate of the container did not accept the sign-in. Choose the way that it asks for, and check its values.';

/** The gates stand before every address of the kit, so its version is as good as any. */
export const kitVersion: ICredentialTestRequest = testRequest(
	{
		baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
		url: '/api/v1/version',
	},
	{
		401: AT_THE_GATE,
		403: AT_THE_GATE,
		404: 'There is no files kit at this address. Take the address with "-files-1" in its name.',
	},
	true,
	'version',
);
