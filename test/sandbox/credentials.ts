/** Secrets that the sandbox accepts. They open nothing but loopback servers of a test. */
export const credentials = {
	alfresco: { user: 'alice', password: 'wonderland-7', otherUser: 'bob', otherPassword: 'builder-9' },
	identity: {
		realm: 'alfresco',
		clientId: 'alfresco',
		clientSecret: 'identity-client-secret-1',
		user: 'alice',
		password: 'wonderland-7',
	},
	box: {
		clientId: 'boxclient0000000000000000000000a',
		clientSecret: 'box-client-secret-0123456789abcd',
		enterpriseId: '801234',
		userId: '20001',
		asUser: '20002',
		developerToken: 'box-developer-token-0123456789ab',
	},
	dataFramer: { apiKey: 'sk_live_4fK0sandbox0sandbox0sandbox0sandbox00key' },
	gumloop: {
		apiKey: 'gumloop-personal-key-0123456789abcdef',
		userId: 'user_8XyqSandbox',
		teamKey: 'gumloop-team-key-0123456789abcdefghi',
		teamId: 'team_4f8c92ab',
		clientId: 'gumloop-sandbox-client',
	},
	hoody: {
		token: 'hoody-gate-token-0123456789abcdef',
		user: 'gatekeeper',
		password: 'open-sesame-42',
		headerName: 'X-Gate-Token',
		headerValue: 'hoody-header-secret-0123456789',
	},
} as const satisfies Record<string, Record<string, string>>;
