import type { IDataObject } from 'n8n-workflow';
import type { SignIn } from '../../contract';
import { Refusal } from '../../base/refusal';
import { apiAddress } from './address';

/** The same for both ways of signing in: the address of the API, and the user to act for. */
const shared = {
	baseUrl: (credentials: IDataObject) => `${apiAddress(credentials)}/2.0`,
	headers(credentials: IDataObject): Record<string, string> {
		const user = String(credentials.asUser ?? '').trim();
		if (user === '') return {};
		if (/^\d+$/.test(user)) return { 'As-User': user };
		throw new Refusal(
			'As User ID in the Box credential is not a user id',
			'Enter the number of the user, as the Box admin console shows it, or leave it empty.',
		);
	},
};

export const signIns: SignIn[] = [
	{ value: 'oAuth2', name: 'OAuth2', credential: 'boxArchiveOAuth2Api', ...shared },
	{
		value: 'clientCredentials',
		name: 'Client Credentials Grant',
		credential: 'boxClientCredentialsApi',
		...shared,
	},
];
