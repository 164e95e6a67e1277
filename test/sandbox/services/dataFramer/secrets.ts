/** A key of the account. */
export const secrets = { apiKey: 'sk_live_4fK0sandbox0sandbox0sandbox0sandbox00key' } as const;
