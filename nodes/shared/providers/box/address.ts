import type { IDataObject } from 'n8n-workflow';

/** The host of Box's API, from the credential; `/2.0` and `/oauth2` are below it. */
export function apiAddress(credentials: IDataObject): string {
	const address = typeof credentials.baseUrl === 'string' ? credentials.baseUrl.trim() : '';
	return address.replace(/\/+$/, '');
}
