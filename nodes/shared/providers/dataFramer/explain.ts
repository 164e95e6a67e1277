import type { Explain } from '../../contract';

const BY_STATUS: Record<number, { message: string; description: string } | undefined> = {
	401: {
		message: 'DataFramer did not accept the sign-in',
		description:
			'Open the credential and check the API key: it begins with sk_live_ and stands on the account page.',
	},
};

/** DataFramer has no codes of its own. */
export const explain: Explain = ({ status }) => BY_STATUS[status];

/** The same for a call that is about a run. */
export function explainRun(runId: string): Explain {
	const missing = {
		message: `DataFramer could not find the run ${runId}`,
		description:
			'Check the id, that the run was not deleted, and that it belongs to the company of the API key.',
	};
	return (refused) => (refused.status === 404 ? missing : explain(refused));
}
