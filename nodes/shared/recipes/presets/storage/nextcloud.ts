import type { Preset } from '../../preset';

/** A folder, by WebDAV, as Nextcloud gives it from version 31 on. Older ones answer with a web page. */
export const nextcloud: Preset = {
	name: 'nextcloud',
	displayName: 'Nextcloud',
	page: 'https://docs.nextcloud.com/server/latest/developer_manual/client_apis/WebDAV/basic.html',
	baseUrl: 'https://cloud.example.com (your own server, version 31 or later)',
	signInWith: 'User name and app password (Settings › Security).',
	signIns: ['basic', 'bearer'],
	fields: [
		{
			name: 'user',
			label: 'User ID',
			description: 'Whose files they are: the name at the end of the WebDAV address',
			placeholder: 'ada',
		},
		{ name: 'folder', label: 'Folder', description: 'The path of the folder', placeholder: 'Reports/2026' },
	],
	answer: 'archive',
	find: {
		method: 'PROPFIND',
		path: '/remote.php/dav/files/{user}/{+folder}',
		headers: { Depth: '0' },
		what: 'the folder {folder} of {user}',
	},
	create: { path: '/remote.php/dav/files/{user}/{+folder}', headers: { Accept: 'application/zip' } },
	fileName: '{+folder}.zip',
};
