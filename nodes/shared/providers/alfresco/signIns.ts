import type { SignIn } from '../../contract';
import { contentUrl } from './address';

export const signIns: SignIn[] = [
	{ value: 'basic', name: 'Basic', credential: 'alfrescoBasicApi', baseUrl: contentUrl },
	{
		value: 'oAuth2',
		name: 'OAuth2 (Identity Service)',
		credential: 'alfrescoOAuth2Api',
		baseUrl: contentUrl,
	},
	{ value: 'ticket', name: 'Ticket', credential: 'alfrescoTicketApi', baseUrl: contentUrl },
];
