import { basic } from '../../core/authorization';
import { serviceRecord } from '../../serviceRecord';
import { identity, secrets as identitySecrets } from '../identity';
import { alfresco as repository } from './api';
import { usualBehaviour } from './behaviour';
import { page } from './page';
import { requests } from './requests';
import { secrets } from './secrets';
import { ALFRESCO_NODES, filesBelow, nodeOf } from './tree';

const nodeIds: string[] = [ALFRESCO_NODES.folder, ALFRESCO_NODES.file];

/** Alfresco Content Services, and the Identity Service that it trusts. */
export const alfresco = serviceRecord({
	origins: ['alfresco', 'identity'],
	secrets: { alfresco: secrets, identity: identitySecrets },
	usualBehaviour,
	start(stage) {
		const realm = identity(stage);
		return {
			alfresco: repository(stage, (token) => realm.oauth.subjectOf(token)),
			identity: realm.service,
		};
	},
	credentials(origins) {
		const server = { baseUrl: `${origins.alfresco}/alfresco`, tenant: '-default-' };
		const login = { ...server, user: secrets.user, password: secrets.password };
		const realm = `${origins.identity}/realms/${identitySecrets.realm}/protocol/openid-connect`;
		return {
			alfrescoBasicApi: login,
			alfrescoTicketApi: login,
			alfrescoOAuth2Api: {
				...server,
				grantType: 'clientCredentials',
				accessTokenUrl: `${realm}/token`,
				authUrl: `${realm}/auth`,
				clientId: identitySecrets.clientId,
				clientSecret: identitySecrets.clientSecret,
				requestedScope: 'openid',
			},
		};
	},
	readyAtOnce: { buildMilliseconds: 0 },
	requests,
	people: { alice: { authorization: basic(`${secrets.user}:${secrets.password}`) } },
	demo: () => ({ nodeIds }),
	files: nodeIds.flatMap((id) => nodeOf(id) ?? []).flatMap((node) => filesBelow(node)),
	page,
});
