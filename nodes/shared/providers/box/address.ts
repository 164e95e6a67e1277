import type { IDataObject } from 'n8n-workflow';

/** The host of Box's API, from the credential; `/2.0` and `/oauth2` are below it. */
export function apiAddress(credentials: IDataObject): string {
	const address = typeof credentials.baseUrl === 'string' ? credentials.baseUrl.trim() : '';
	return withoutSlashes(address);
}

/** An address without the slashes at its end. */
function withoutSlashes(address: string): string {
	let end = address.length;
	while (address[end - 1] === '/') end -= 1;
	return address.slice(0, end);
}
