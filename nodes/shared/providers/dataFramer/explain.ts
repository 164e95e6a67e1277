import type { Explain } from '../../contract';

const BY_STATUS: Record<number, { message: string; description: string } | undefined> = {
	401: {
		message: 'DataFramer did not accept the sign-in',
		description:
			'Open the credential and check the API key: it begins with sk_live_ and stands on the account page.',
	},
	404: {
		message: 'DataFramer could not find the run',
		description:
			'Check the id, that the run was not deleted, and that it belongs to the company of the API key.',
	},
};

/** DataFramer has no codes of its own. */
export const explain: Explain = ({ status }) => BY_STATUS[status];
