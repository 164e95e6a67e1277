import type { Preset } from '../../preset';

/** The source of a project. */
export const gitlab: Preset = {
	name: 'gitlab',
	displayName: 'GitLab',
	page: 'https://docs.gitlab.com/api/repositories/#get-file-archive',
	baseUrl: 'https://gitlab.com/api/v4 (or your own server)',
	signInWith: 'Header PRIVATE-TOKEN, or a Bearer token; the address only for public projects.',
	signIns: ['header', 'bearer', 'none', 'oAuth2'],
	fields: [
		{ name: 'project', label: 'Project', description: 'Its ID, or its path', placeholder: 'group/project' },
		{ name: 'ref', label: 'Branch or Tag', description: 'The default branch when empty', optional: true },
		{ name: 'folder', label: 'Folder', description: 'All folders when empty', optional: true },
	],
	answer: 'archive',
	find: {
		path: '/projects/{project}/repository/tree?per_page=1',
		query: { ref: '{ref}', path: '{folder}' },
		what: '{project}, or the branch or folder in it',
	},
	create: { path: '/projects/{project}/repository/archive.zip', query: { sha: '{ref}', path: '{folder}' } },
	fileName: '{+project}.zip',
};
