import type { Preset } from '../../preset';

/** The source of a repository. The answer is a redirect to a link that needs no token. */
export const github: Preset = {
	name: 'github',
	displayName: 'GitHub Repository',
	page: 'https://docs.github.com/rest/repos/contents#download-a-repository-archive-zip',
	baseUrl: 'https://api.github.com (Enterprise: https://HOST/api/v3)',
	signInWith: 'A personal access token; the address only for public repositories.',
	signIns: ['bearer', 'none', 'oAuth2'],
	fields: [
		{ name: 'owner', label: 'Owner', description: 'The user or organization', placeholder: 'octocat' },
		{ name: 'repository', label: 'Repository', description: 'Its name', placeholder: 'hello-world' },
		{ name: 'ref', label: 'Branch or Tag', description: 'Or the hash of a commit', placeholder: 'main' },
	],
	answer: 'archive',
	find: {
		path: '/repos/{owner}/{repository}/commits/{+ref}?per_page=1',
		what: '{ref} in {owner}/{repository}',
		missing: [404, 422],
	},
	create: {
		path: '/repos/{owner}/{repository}/zipball/{+ref}',
		headers: { Accept: 'application/vnd.github+json' },
	},
	fileName: '{repository}.zip',
};
