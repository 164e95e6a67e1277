import type { IDataObject } from 'n8n-workflow';
import type { SignIn } from '../../contract';
import { entered } from '../../http/address';

const baseUrl = (credentials: IDataObject) => entered(credentials.baseUrl);

/** Whose run it is. */
const settings = ['userId', 'projectId'];

export const signIns: SignIn[] = [
	{ value: 'apiKey', name: 'Personal API Key', credential: 'gumloopApi', baseUrl, settings },
	{ value: 'oAuth2', name: 'OAuth2', credential: 'gumloopOAuth2Api', baseUrl, settings },
	{ value: 'teamKey', name: 'Team API Key', credential: 'gumloopTeamApi', baseUrl, settings },
];
