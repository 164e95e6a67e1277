import type { Preset } from '../../preset';

/** A folder. Under 20 GB, no file of 4 GB or more, fewer than 10,000 entries; not in pieces. */
export const dropbox: Preset = {
	name: 'dropbox',
	displayName: 'Dropbox',
	page: 'https://www.dropbox.com/developers/documentation/http/documentation#files-download_zip',
	baseUrl: 'https://content.dropboxapi.com',
	signInWith: 'OAuth2 with your own app (scope files.content.read), or its access token.',
	signIns: ['oAuth2', 'bearer'],
	fields: [
		{
			name: 'folder',
			label: 'Folder',
			description: 'Its path with a slash first, or its ID',
			placeholder: '/Reports/2026',
		},
	],
	answer: 'archive',
	create: {
		method: 'POST',
		path: '/2/files/download_zip',
		headers: { 'Dropbox-API-Arg': { path: '{folder}' } },
	},
	fileName: '{+folder}.zip',
};
