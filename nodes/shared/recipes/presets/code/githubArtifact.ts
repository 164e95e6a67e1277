import type { Preset } from '../../preset';

/** What a workflow run left behind. The answer is a redirect to a link that lives for a minute. */
export const githubArtifact: Preset = {
	name: 'githubArtifact',
	displayName: 'GitHub Artifact',
	page: 'https://docs.github.com/rest/actions/artifacts#download-an-artifact',
	baseUrl: 'https://api.github.com (Enterprise: https://HOST/api/v3)',
	signInWith: 'A personal access token that may read Actions.',
	signIns: ['bearer', 'oAuth2'],
	fields: [
		{ name: 'owner', label: 'Owner', description: 'The user or organization', placeholder: 'octocat' },
		{ name: 'repository', label: 'Repository', description: 'Its name', placeholder: 'hello-world' },
		{ name: 'artifact', label: 'Artifact', description: 'The ID of the artifact', placeholder: '11' },
	],
	answer: 'archive',
	find: {
		path: '/repos/{owner}/{repository}/actions/artifacts/{artifact}',
		what: 'the artifact {artifact} of {owner}/{repository}',
		nameAt: 'name',
	},
	create: {
		path: '/repos/{owner}/{repository}/actions/artifacts/{artifact}/zip',
		headers: { Accept: 'application/vnd.github+json' },
	},
	fileName: 'artifact-{artifact}.zip',
};
