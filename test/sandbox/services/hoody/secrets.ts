/** What the gates of the container ask for. */
export const secrets = {
	token: 'hoody-gate-token-0123456789abcdef',
	user: 'gatekeeper',
	password: 'open-sesame-42',
	headerName: 'X-Gate-Token',
	headerValue: 'hoody-header-secret-0123456789',
} as const;
