import type { Preset } from '../../preset';

export const seafile: Preset = {
	name: 'seafile',
	displayName: 'Seafile',
	page: 'https://seafile-api.readme.io/',
	baseUrl: 'https://seafile.example.com (your own server)',
	signInWith: 'Header Authorization with "Token …".',
	signIns: ['header', 'bearer'],
	fields: [
		{ name: 'library', label: 'Library', description: 'Its ID' },
		{ name: 'folder', label: 'Folder', description: 'The folder in which they are', placeholder: '/reports' },
		{ name: 'names', label: 'Names', description: 'Folders, or several files, one to a line', list: 'texts' },
	],
	answer: 'job',
	create: {
		method: 'POST', // GET is deprecated (seahub, zip_task.py).
		path: '/api/v2.1/repos/{library}/zip-task/',
		form: { parent_dir: '{folder}', dirents: '{names}' },
		repeatable: true,
	},
	id: 'zip_token',
	look: { path: '/api/v2.1/query-zip-progress/', query: { token: '{id}' } },
	states: { at: 'failed', failed: ['1'], working: ['0'], readyIfEqual: ['zipped', 'total'] },
	reason: 'failed_reason',
	files: ['zipped', 'total'],
	content: { path: '/seafhttp/zip/{id}' },
	cancel: { method: 'POST', path: '/api/v2.1/cancel-zip-task/', form: { token: '{id}' } },
	fileName: '{+folder}.zip',
};
