import type { Preset } from '../../preset';

/** A build of a project's translations. Its link is one of S3, which gives pieces, and is made anew when it has ended. */
export const crowdin: Preset = {
	name: 'crowdin',
	displayName: 'Crowdin',
	page: 'https://support.crowdin.com/developer/api/v2/#tag/Translations',
	baseUrl: 'https://api.crowdin.com/api/v2 (Enterprise: https://NAME.api.crowdin.com/api/v2)',
	signInWith: 'A personal access token (Account Settings › API).',
	signIns: ['bearer', 'oAuth2'],
	fields: [{ name: 'project', label: 'Project', description: 'Its numeric ID', placeholder: '483057' }],
	answer: 'job',
	create: { method: 'POST', path: '/projects/{project}/translations/builds', body: {} },
	id: 'data.id',
	look: { path: '/projects/{project}/translations/builds/{id}' },
	states: {
		at: 'data.status',
		ready: ['finished'],
		working: ['created', 'inProgress'],
		failed: ['failed'],
		cancelled: ['canceled'],
	},
	percent: 'data.progress',
	askLink: { path: '/projects/{project}/translations/builds/{id}/download' },
	link: 'data.url',
	cancel: { method: 'DELETE', path: '/projects/{project}/translations/builds/{id}' },
	ranges: true,
	fileName: 'translations-{project}.zip',
};
