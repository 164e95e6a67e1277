import type { Explain } from '../../contract';

type Words = ReturnType<Explain>;

const BY_CODE: Record<string, Words> = {
	insufficient_scope: {
		message: 'The sign-in to Gumloop does not cover this',
		description:
			'Open the credential, enter the scopes gumloop_api and userinfo, and connect the account again.',
	},
};

const BY_STATUS: Record<number, Words> = {
	401: {
		message: 'Gumloop did not accept the sign-in',
		description:
			'Open the credential and check the API key. A personal key counts only with the User ID that it belongs to; an OAuth2 account may have to be connected again.',
	},
	403: {
		message: 'Gumloop does not let this sign-in act for that user or project',
		description:
			'Check User ID and Project ID in the credential, and Project ID in the options of the node that asks for the archive.',
	},
};

/** Codes come with the newer answers only; the status tells enough of the others. */
export const explain: Explain = ({ status, code }) =>
	(Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined) ?? BY_STATUS[status];

/** The same for a call that is about a flow run. */
export function explainRun(runId: string): Explain {
	const missing = {
		message: `Gumloop could not find the flow run ${runId}`,
		description: 'Check its id, and that it belongs to the user or project of the credential.',
	};
	return (refused) => (refused.status === 404 ? missing : explain(refused));
}
