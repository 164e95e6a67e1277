import type { IDataObject } from 'n8n-workflow';
import { entered } from '../../http/address';

/** The host of Box's API, from the credential; `/2.0` and `/oauth2` are below it. */
export function apiAddress(credentials: IDataObject): string {
	return entered(credentials.baseUrl);
}
