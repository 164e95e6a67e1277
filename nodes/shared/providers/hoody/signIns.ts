import type { IDataObject } from 'n8n-workflow';
import type { SignIn } from '../../contract';
import { Refusal } from '../../base/refusal';

const baseUrl = ({ baseUrl: address }: IDataObject) =>
	typeof address === 'string' ? address.trim().replace(/\/+$/, '') : '';

/** The credential type sends the header; here it is only looked at, since n8n would fail without a word on a wrong one. */
function checkHeader({ headerName }: IDataObject): Record<string, string> {
	if (typeof headerName === 'string' && /^[\w!#$%&'*+.^`|~-]+$/.test(headerName)) return {};
	throw new Refusal(
		'Header Name in the Hoody credential is no name of a header',
		'Enter the name alone, e.g. X-Gate-Token, without a colon or spaces.',
	);
}

/** What the gates of a container ask for. By default there is none, and the address is the key. */
export const signIns: SignIn[] = [
	{ value: 'none', name: 'None', credential: 'hoodyApi', baseUrl },
	{ value: 'basic', name: 'Basic', credential: 'hoodyBasicAuthApi', baseUrl },
	{ value: 'bearer', name: 'Bearer Token', credential: 'hoodyBearerApi', baseUrl },
	{ value: 'header', name: 'Custom Header', credential: 'hoodyHeaderAuthApi', baseUrl, headers: checkHeader },
];
