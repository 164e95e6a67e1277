import type { IDataObject } from 'n8n-workflow';
import type { SignIn } from '../../contract';
import { entered } from '../../http/address';
import { isHeaderName } from '../../http/headerName';
import { Refusal } from '../../base/refusal';

const baseUrl = (credentials: IDataObject) => entered(credentials.baseUrl);

/** The credential type sends the header; here it is only looked at. */
function checkHeader({ headerName, headerSecret }: IDataObject): Record<string, string> {
	if (typeof headerName === 'string' && isHeaderName(headerName.trim())) {
		return refuseAccountToken(headerSecret);
	}
	throw new Refusal(
		'Header Name in the Hoody credential is no name of a header',
		'Enter the name alone, e.g. X-Gate-Token, without a colon or spaces.',
	);
}

/** A token of a Hoody account opens all that the account has. A container has no use for it, and whoever runs in it could read it. */
function refuseAccountToken(token: unknown): Record<string, string> {
	if (!/\bhdy_/.test(String(token ?? ''))) return {};
	throw new Refusal(
		'The credential holds a token of a Hoody account, which is not sent to a container',
		'Enter the token that the gate of the container asks for. If there is no gate, use a Hoody API credential, which holds the address only.',
		{ code: 'SIGN_IN_REFUSED', clean: true },
	);
}

/** What the gates of a container ask for. By default there is none, and the address is the key. */
export const signIns: SignIn[] = [
	{ value: 'none', name: 'Address Only', credential: 'hoodyApi', baseUrl },
	{
		value: 'basic',
		name: 'Basic',
		credential: 'hoodyBasicAuthApi',
		baseUrl,
		headers: ({ password }) => refuseAccountToken(password),
	},
	{
		value: 'bearer',
		name: 'Bearer Token',
		credential: 'hoodyBearerApi',
		baseUrl,
		headers: ({ token }) => refuseAccountToken(token),
	},
	{ value: 'header', name: 'Custom Header', credential: 'hoodyHeaderAuthApi', baseUrl, headers: checkHeader },
];
