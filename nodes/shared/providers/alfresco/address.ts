import type { IDataObject } from 'n8n-workflow';

/** Where the files are: nodes, downloads. */
export function contentUrl(credentials: IDataObject): string {
	return `${publicUrl(credentials)}/alfresco/versions/1`;
}

/** Where tickets are given out. */
export function authenticationUrl(credentials: IDataObject): string {
	return `${publicUrl(credentials)}/authentication/versions/1`;
}

/** The public API below the address in the credential; a host alone means the usual place of the repository on it. */
function publicUrl(credentials: IDataObject): string {
	const address = String(credentials.baseUrl ?? '')
		.trim()
		.replace(/\/+$/, '');
	const repository = /^https?:\/\/[^/]+$/i.test(address) ? `${address}/alfresco` : address;
	const tenant = String(credentials.tenant ?? '').trim() || '-default-';
	return `${repository}/api/${encodeURIComponent(tenant)}/public`;
}
