/** A user, a team, and an app. */
export const secrets = {
	apiKey: 'gumloop-personal-key-0123456789abcdef',
	userId: 'user_8XyqSandbox',
	teamKey: 'gumloop-team-key-0123456789abcdefghi',
	teamId: 'team_4f8c92ab',
	clientId: 'gumloop-sandbox-client',
} as const;
