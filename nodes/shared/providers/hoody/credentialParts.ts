import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';

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

/** The gates stand before every address of the kit, so its version is as good as any. */
export const kitVersion: ICredentialTestRequest = {
	request: {
		baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
		url: '/api/v1/version',
	},
};
