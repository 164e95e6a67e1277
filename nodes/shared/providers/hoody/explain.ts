import type { Explain, Words } from '../../contract';

type WordsFor = Record<string | number, Words | undefined>;

const ADDRESS = 'Check the address: the container opens it, not n8n, so it has to be reachable from there.';
const AGAIN = 'Run the node again in a moment.';
const OTHER_FOLDER = 'Choose another directory on the container.';

/** Codes of the old kit and of the new one. The old one puts them in `error`, the new one in `code`, and not always. */
const BY_CODE: WordsFor = {
	INVALID_URL: { message: 'Hoody cannot use this address', description: ADDRESS },
	DOMAIN_BLOCKED: {
		message: 'The Hoody container may not fetch from this domain',
		description: 'Let its administrator allow the domain, or put the file somewhere else.',
	},
	DOWNLOAD_TIMEOUT: {
		message: 'The file did not arrive on the Hoody container in time',
		description: 'Allow a longer Fetch Timeout in the options.',
	},
	REMOTE_FILE_NOT_FOUND: { message: 'There is no file at the remote address', description: ADDRESS },
	NETWORK_ERROR: { message: 'The Hoody container could not fetch the remote address', description: ADDRESS },
	DOWNLOAD_FORBIDDEN: {
		message: 'This Hoody container fetches no files from the web',
		description: 'Its files kit has to be started with --allow-download.',
	},
	INVALID_PARAMETER: {
		message: 'Hoody did not accept one of the values',
		description: 'Check address, directory and file name.',
	},
	INVALID_PATH: {
		message: 'Hoody cannot use this path',
		description: 'Check that it is what the node asks for, a file or a folder.',
	},
	CONTAINS_SERVICE_STORAGE: { message: 'The path holds storage of Hoody itself', description: OTHER_FOLDER },
	MOUNT_PATH_RESERVED: { message: 'The path is reserved for a mount on Hoody', description: OTHER_FOLDER },
	FILE_PATH_BUSY: { message: 'Something else is writing this file on Hoody', description: AGAIN },
	FILE_PATH_CHANGED: { message: 'The path was changed on Hoody meanwhile', description: AGAIN },
	MOUNT_STORAGE_UNAVAILABLE: {
		message: 'The storage behind this path does not answer Hoody',
		description: 'Check the mount on the container, then run the node again.',
	},
};

const BY_STATUS: WordsFor = {
	401: {
		message: 'Hoody did not accept the sign-in',
		description:
			'Choose the way of signing in that the gate of this container asks for, and check its values.',
	},
	403: {
		message: 'Hoody does not allow this',
		description: 'This sign-in lacks the right to the path, or the files kit was started without it.',
	},
	404: {
		message: 'Hoody has nothing at this path',
		description: 'Check the path and the address in the credential.',
	},
	429: {
		message: 'Hoody already fetches or unpacks ten files, and does no more at once',
		description: 'Wait until others have ended, or work on fewer items at a time.',
	},
	501: {
		message: 'Hoody cannot do this with a folder on a remote backend',
		description: 'Copy the folder to the disk of the container first.',
	},
};

/** Words for a code, or else for a status: those of a single call first. */
export function explainWith(own: WordsFor): Explain {
	return ({ status, code }) => wordsFor(code) ?? own[status] ?? BY_STATUS[status];
}

export const explain = explainWith({});

export const explainZip = explainWith({
	403: {
		message: 'This Hoody container does not send folders as ZIP, or not this one',
		description:
			'Its files kit has to be started with --allow-archive, and this sign-in needs the right to read the folder.',
	},
	404: { message: 'Hoody has no such folder', description: 'Check the directory.' },
});

export const explainFetch = explainWith({
	403: BY_CODE.DOWNLOAD_FORBIDDEN,
	404: {
		message: 'Hoody has no such directory to put the file into',
		description: 'Check the directory, or create it on the container first.',
	},
	// Codes tell other reasons apart, but are not always there.
	409: {
		message: 'The download was ended on Hoody',
		description:
			'Somebody cancelled it there, or something else is writing the same file. Run the node again.',
	},
});

/** Plain words for a code of the kit; undefined for anything else. */
export function wordsFor(code: string): Words | undefined {
	return Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
}
