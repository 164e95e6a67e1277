import type { ICredentialDataDecryptedObject, ICredentialType, IHttpRequestOptions } from 'n8n-workflow';
import { AlfrescoBasicApi } from '../../../credentials/AlfrescoBasicApi.credentials';
import { AlfrescoTicketApi } from '../../../credentials/AlfrescoTicketApi.credentials';
import { ArchiveServiceBasicApi } from '../../../credentials/ArchiveServiceBasicApi.credentials';
import { ArchiveServiceBearerApi } from '../../../credentials/ArchiveServiceBearerApi.credentials';
import { ArchiveServiceHeaderApi } from '../../../credentials/ArchiveServiceHeaderApi.credentials';
import { ArchiveServiceQueryApi } from '../../../credentials/ArchiveServiceQueryApi.credentials';
import { BoxClientCredentialsApi } from '../../../credentials/BoxClientCredentialsApi.credentials';
import { DataFramerApi } from '../../../credentials/DataFramerApi.credentials';
import { GumloopApi } from '../../../credentials/GumloopApi.credentials';
import { GumloopTeamApi } from '../../../credentials/GumloopTeamApi.credentials';
import { HoodyBasicAuthApi } from '../../../credentials/HoodyBasicAuthApi.credentials';
import { HoodyBearerApi } from '../../../credentials/HoodyBearerApi.credentials';
import { HoodyHeaderAuthApi } from '../../../credentials/HoodyHeaderAuthApi.credentials';

type New = new () => ICredentialType;

async function signed(
	Type: New,
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { authenticate } = new Type();
	if (typeof authenticate !== 'function') throw new Error('it is told in expressions');
	return await authenticate(credentials, request);
}

const url = 'https://service.example/archive';
const password = { user: ' jane ', password: ' open sesame ' };
const asPassword = { auth: { username: 'jane', password: ' open sesame ' } };
const headers = (given: Record<string, string>) => ({ headers: { accept: 'application/json', ...given } });
const bearer = headers({ Authorization: 'Bearer key' });

describe('a request is signed', () => {
	it.each<[New, ICredentialDataDecryptedObject, Partial<IHttpRequestOptions>]>([
		[AlfrescoBasicApi, password, asPassword],
		[ArchiveServiceBasicApi, password, asPassword],
		[HoodyBasicAuthApi, password, asPassword],
		[AlfrescoTicketApi, { sessionToken: 'VElDS0VU' }, headers({ Authorization: 'Basic VElDS0VU' })],
		[ArchiveServiceBearerApi, { token: ' key\n' }, bearer],
		[BoxClientCredentialsApi, { accessToken: 'key' }, bearer],
		[DataFramerApi, { apiKey: 'key ' }, bearer],
		[GumloopTeamApi, { apiKey: ' key' }, bearer],
		[
			GumloopApi,
			{ apiKey: 'key ', userId: ' u1 ' },
			headers({ Authorization: 'Bearer key', 'x-auth-key': 'u1' }),
		],
		[ArchiveServiceHeaderApi, { headerName: ' X-Key ', headerSecret: ' s ' }, headers({ 'X-Key': 's' })],
		[ArchiveServiceQueryApi, { queryName: ' key ', querySecret: ' s ' }, { qs: { page: 1, key: 's' } }],
		[HoodyBearerApi, { token: ' key ' }, bearer],
		[HoodyHeaderAuthApi, { headerName: 'X-Gate ', headerSecret: ' s' }, headers({ 'X-Gate': 's' })],
		// As the documents of services show them.
		[ArchiveServiceBearerApi, { token: ' Bearer key' }, bearer],
		[DataFramerApi, { apiKey: 'bearer  key ' }, bearer],
		[HoodyBearerApi, { token: 'Bearer key' }, bearer],
		[ArchiveServiceBearerApi, { token: 'bearerkey' }, headers({ Authorization: 'Bearer bearerkey' })],
		[
			GumloopApi,
			{ apiKey: 'Bearer key', userId: 'u1' },
			headers({ Authorization: 'Bearer key', 'x-auth-key': 'u1' }),
		],
		// Tokens of a Hoody account open more than a container: they are never sent there.
		[HoodyBearerApi, { token: 'Bearer hdy_account' }, headers({ Authorization: '' })],
		[HoodyHeaderAuthApi, { headerName: 'X-Gate', headerSecret: 'hdy_account' }, headers({ 'X-Gate': '' })],
		// What an expression makes of a field may be a number, or nothing.
		[ArchiveServiceBearerApi, { token: 4711 }, headers({ Authorization: 'Bearer 4711' })],
		[ArchiveServiceBearerApi, {}, headers({ Authorization: 'Bearer ' })],
		[AlfrescoBasicApi, { user: 7 }, { auth: { username: '7', password: '' } }],
	])('%p with %j', async (Type, credentials, expected) => {
		const request = { url, ...headers({}), qs: { page: 1 } };
		const before = structuredClone(request);
		// n8n's request itself: what was sent is read from it afterwards.
		expect(await signed(Type, credentials, request)).toBe(request);
		expect(request).toEqual({ ...before, ...expected });
	});

	it('where there was nothing beside the address', async () => {
		expect(await signed(DataFramerApi, { apiKey: 'key' }, { url })).toEqual({
			url,
			headers: { Authorization: 'Bearer key' },
		});
	});
});
