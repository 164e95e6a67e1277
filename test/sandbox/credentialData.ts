import type { Sandbox } from './index';

/**
 * What a person would type into each credential type to reach the sandbox.
 * OAuth2 types that need a person's consent get their tokens elsewhere.
 */
export function credentialData(sandbox: Sandbox): Record<string, Record<string, string>> {
	const { alfresco, identity, box, dataFramer, gumloop, hoody } = sandbox.credentials;
	const repository = { baseUrl: `${sandbox.origin('alfresco')}/alfresco`, tenant: '-default-' };
	const realm = `${sandbox.origin('identity')}/realms/${identity.realm}/protocol/openid-connect`;
	const boxApp = { baseUrl: sandbox.origin('box'), clientId: box.clientId, clientSecret: box.clientSecret };
	const container = { baseUrl: sandbox.origin('hoody') };
	const gumloopApi = { baseUrl: `${sandbox.origin('gumloop')}/api/v1` };
	return {
		alfrescoBasicApi: { ...repository, user: alfresco.user, password: alfresco.password },
		alfrescoTicketApi: { ...repository, user: alfresco.user, password: alfresco.password },
		alfrescoOAuth2Api: {
			...repository,
			grantType: 'clientCredentials',
			accessTokenUrl: `${realm}/token`,
			authUrl: `${realm}/auth`,
			clientId: identity.clientId,
			clientSecret: identity.clientSecret,
			requestedScope: 'openid',
		},
		boxArchiveOAuth2Api: { ...boxApp, authUrl: `${sandbox.origin('box')}/api/oauth2/authorize` },
		boxClientCredentialsApi: { ...boxApp, subjectType: 'enterprise', subjectId: box.enterpriseId },
		dataFramerApi: { baseUrl: sandbox.origin('dataFramer'), apiKey: dataFramer.apiKey },
		gumloopApi: { ...gumloopApi, apiKey: gumloop.apiKey, userId: gumloop.userId },
		gumloopTeamApi: {
			...gumloopApi,
			apiKey: gumloop.teamKey,
			projectId: gumloop.teamId,
			userId: gumloop.userId,
		},
		gumloopOAuth2Api: { ...gumloopApi, clientId: gumloop.clientId, userId: gumloop.userId },
		hoodyApi: container,
		hoodyBearerApi: { ...container, token: hoody.token },
		hoodyBasicAuthApi: { ...container, user: hoody.user, password: hoody.password },
		hoodyHeaderAuthApi: { ...container, headerName: hoody.headerName, headerSecret: hoody.headerValue },
	};
}
