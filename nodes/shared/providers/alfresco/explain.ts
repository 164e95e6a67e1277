import type { Explain, WordsIn } from '../../contract';
import { recordIn, textIn } from '../../base/untrusted';

const BY_STATUS: Record<number, { message: string; description: string } | undefined> = {
	400: {
		message: 'Alfresco did not accept the id',
		description:
			'Check it: an archive is named by the id of its download, and not by that of a file or folder.',
	},
	401: {
		message: 'Alfresco did not accept the sign-in',
		description: 'Open the credential and check user name and password, or sign in again.',
	},
	403: {
		message: 'Alfresco does not allow this account to do it',
		description:
			'It may not read one of the files and folders, or the archive was asked for by another user. Ask for access, or use the credential that asked for it.',
	},
	404: {
		message: 'Alfresco could not find one of the files and folders',
		description:
			'Check the ids, and that none of them was deleted. If every id is right, check the address in the credential.',
	},
	412: {
		message: 'Alfresco has moved the content of one of the files to an archive store',
		description: 'Ask an administrator to restore it, then run the node again.',
	},
	501: {
		message: 'Alfresco does not offer this way of signing in',
		description: 'An administrator has made single sign-on the only way. Use the OAuth2 credential instead.',
	},
};

/** Alfresco's error keys name Java exceptions and say less than the status. */
export const explain: Explain = ({ status }) => BY_STATUS[status];

/** `{ error: { errorKey, statusCode, briefSummary, … } }` (alfresco-core.yaml, Error) */
export const wordsIn: WordsIn = (body) => {
	const facts = recordIn(body.error);
	const code = textIn(facts, 'errorKey');
	const words = textIn(facts, 'briefSummary');
	return { ...(code === null ? {} : { code }), ...(words === null ? {} : { words }) };
};
