/** Users of the repository. */
export const secrets = {
	user: 'alice',
	password: 'wonderland-7',
	otherUser: 'bob',
	otherPassword: 'builder-9',
} as const;
