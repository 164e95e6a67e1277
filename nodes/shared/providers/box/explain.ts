import type { Explain } from '../../contract';

/** Box's code where the app may not do this, whatever it is asked about. */
export const OF_THE_APP = 'insufficient_scope';

const BY_CODE: Record<string, { message: string; description: string } | undefined> = {
	[OF_THE_APP]: {
		message: 'The Box app of this credential may not download files',
		description:
			'Allow it "Read and write all files and folders stored in Box" under Application Scopes in the developer console, let the administrator authorize the app again, and sign in again.',
	},
	zip_download_file_count_exceeded_limit: {
		message: 'The folders hold more than the 10,000 files that Box puts into one archive',
		description: 'Ask for subfolders one by one: files count after all folders are opened.',
	},
	zip_download_pre_compressed_bytes_exceeded_limit: {
		message: 'The files are larger together than this Box account may download as one archive',
		description:
			'The limit is the upload limit of the account (its plan decides). Ask for fewer files or smaller folders at a time.',
	},
	user_too_many_concurrent_downloads: {
		message: 'This Box user already has five archives under way, and Box allows no more at once',
		description: 'Wait until the others have ended, or download fewer archives at the same time.',
	},
	enterprise_too_many_concurrent_downloads: {
		message: 'This company already has ten archives under way at Box, and Box allows no more at once',
		description: 'Wait until the others have ended. Other workflows and people of the company count as well.',
	},
};

const BY_STATUS: Record<number, { message: string; description: string } | undefined> = {
	400: {
		message: 'Box did not accept the list of files and folders',
		description: 'Check each id and its type: a folder id given as a file is refused as well.',
	},
	401: {
		message: 'Box did not accept the sign-in',
		description:
			'Open the credential, check its values and sign in again. The app needs the scope to read and write files, and the right to act as another user where As User ID is set.',
	},
	403: {
		message: 'This Box account may not download one of the items',
		description:
			'Share the file or folder with it. A service account sees nothing until folders are shared with it.',
	},
	404: {
		message: 'Box could not find one of the items',
		description: 'Check the ids. A service account sees nothing until folders are shared with it.',
	},
};

/** Box's codes for archives, which its general list of codes does not hold. */
export const explain: Explain = ({ status, code }) =>
	(Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined) ?? BY_STATUS[status];
