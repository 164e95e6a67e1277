import type { Sandbox } from '../../../test/sandbox';
import { credentialData } from '../../../test/sandbox/credentialData';

/** A credential that any service may use, on one of the sandbox's services that asks for the same. */
interface SharedCredential {
	data: Record<string, unknown>;
	/** The service's own credential, whose gate is set up for it. */
	like: string;
}

/**
 * What a person would type into the credentials of Other Service and the recipes. No service of the sandbox takes its key in
 * the query: that one is tried against a server of its own, in test/recipes.
 */
export function sharedCredentials(sandbox: Sandbox): Record<string, SharedCredential | undefined> {
	const values = credentialData(sandbox);
	const { alfrescoBasicApi, alfrescoOAuth2Api, dataFramerApi, hoodyApi } = values;
	const nodes = `${alfrescoBasicApi.baseUrl}/api/-default-/public/alfresco/versions/1`;
	const runs = { baseUrl: `${dataFramerApi.baseUrl}/api/dataframer`, testPath: '/runs/' };
	const { grantType, accessTokenUrl, authUrl, clientId, clientSecret } = alfrescoOAuth2Api;
	return {
		archiveServiceApi: { data: { ...hoodyApi, testPath: '/api/v1/version' }, like: 'hoodyApi' },
		archiveServiceBasicApi: {
			data: { ...alfrescoBasicApi, baseUrl: nodes, testPath: '/people/-me-' },
			like: 'alfrescoBasicApi',
		},
		archiveServiceBearerApi: { data: { ...runs, token: dataFramerApi.apiKey }, like: 'dataFramerApi' },
		archiveServiceHeaderApi: {
			data: { ...runs, headerName: 'Authorization', headerSecret: `Bearer ${dataFramerApi.apiKey}` },
			like: 'dataFramerApi',
		},
		archiveServiceOAuth2Api: {
			data: {
				grantType,
				accessTokenUrl,
				authUrl,
				clientId,
				clientSecret,
				scope: 'openid',
				baseUrl: nodes,
				testPath: '/people/-me-',
			},
			like: 'alfrescoOAuth2Api',
		},
	};
}

/** Credentials that cannot be tried here, and why. */
export const NOT_TRIED: Record<string, string | undefined> = {
	archiveServiceQueryApi: 'no service of the sandbox takes its key in the query',
};
