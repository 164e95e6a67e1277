import type { Preset } from '../../preset';

/** The translations of a project. Its link leads to S3, which gives pieces, and lives for a day. */
export const lokalise: Preset = {
	name: 'lokalise',
	displayName: 'Lokalise',
	page: 'https://developers.lokalise.com/reference/download-files-async',
	baseUrl: 'https://api.lokalise.com/api2',
	signInWith: 'Header X-Api-Token (Profile settings › API tokens).',
	signIns: ['header', 'oAuth2'],
	fields: [
		{ name: 'project', label: 'Project', description: 'Its ID' },
		{ name: 'format', label: 'Format', description: 'As Lokalise calls it', placeholder: 'json' },
	],
	answer: 'job',
	create: { method: 'POST', path: '/projects/{project}/files/async-download', body: { format: '{format}' } },
	id: 'process_id',
	look: { path: '/projects/{project}/processes/{id}' },
	states: {
		at: 'process.status',
		ready: ['finished'],
		working: ['queued', 'pre_processing', 'running', 'post_processing'],
		failed: ['failed'],
		cancelled: ['cancelled'],
	},
	reason: 'process.message',
	link: 'process.details.download_url',
	ranges: true,
	fileName: 'translations.zip',
};
