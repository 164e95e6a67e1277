import type { Preset } from '../../preset';

/** A folder of a project in the storage of the Open Science Framework. */
export const osf: Preset = {
	name: 'osf',
	displayName: 'OSF',
	page: 'https://waterbutler.readthedocs.io/en/latest/api.html',
	baseUrl: 'https://files.osf.io',
	signInWith: 'The address only for public projects, or a personal access token.',
	signIns: ['none', 'bearer'],
	fields: [
		{
			name: 'project',
			label: 'Project',
			description: 'The five letters and digits at the end of its address',
			placeholder: 'ezcuj',
		},
		{ name: 'folder', label: 'Folder', description: 'Its ID; all folders when empty', optional: true },
	],
	answer: 'archive',
	find: {
		path: '/v1/resources/{project}/providers/osfstorage/{folder}/?meta=',
		what: 'the project {project}, or the folder in it',
	},
	create: { path: '/v1/resources/{project}/providers/osfstorage/{folder}/?zip=' },
	fileName: '{project}.zip',
};
