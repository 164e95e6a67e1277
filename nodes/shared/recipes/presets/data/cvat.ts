import type { Preset } from '../../preset';

/** A project, task or job in any format. Not by `result_url`: behind a proxy it names a host of the server's own. */
export const cvat: Preset = {
	name: 'cvat',
	displayName: 'CVAT',
	page: 'https://docs.cvat.ai/docs/api_sdk/sdk/reference/apis/projects-api/',
	baseUrl: 'https://app.cvat.ai/api (or your own server, with /api)',
	signInWith: 'A personal access token (Profile › Security); on older servers your user name and password.',
	signIns: ['bearer', 'basic'],
	fields: [
		{ name: 'of', label: 'Export Of', description: 'As projects/7, or tasks/12', placeholder: 'jobs/8' },
		{ name: 'format', label: 'Format', description: 'Its name with the version', placeholder: 'COCO 1.0' },
		{ name: 'images', label: 'Images', description: 'In the ZIP too', choices: { false: 'No', true: 'Yes' } },
	],
	answer: 'job',
	create: {
		method: 'POST',
		path: '/{+of}/dataset/export',
		query: { format: '{format}', save_images: '{images}', location: 'local' },
	},
	id: 'rq_id',
	look: { path: '/requests/{id}' },
	states: { at: 'status', ready: ['finished'], working: ['queued', 'started'], failed: ['failed'] },
	reason: 'message',
	content: { path: '/{+of}/dataset/download', query: { rq_id: '{id}' } },
	cancel: { method: 'POST', path: '/requests/{id}/cancel' },
	fileName: 'annotations.zip',
};
