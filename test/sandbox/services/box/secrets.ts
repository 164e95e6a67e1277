/** An app and its users. */
export const secrets = {
	clientId: 'boxclient0000000000000000000000a',
	clientSecret: 'box-client-secret-0123456789abcd',
	enterpriseId: '801234',
	userId: '20001',
	asUser: '20002',
	developerToken: 'box-developer-token-0123456789ab',
} as const;
