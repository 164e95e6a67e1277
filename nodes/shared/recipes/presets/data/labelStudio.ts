import type { Preset } from '../../preset';

/** Annotations of a project, in formats that come as a ZIP. */
export const labelStudio: Preset = {
	name: 'labelStudio',
	displayName: 'Label Studio',
	page: 'https://labelstud.io/guide/export',
	baseUrl: 'https://app.humansignal.com (or your own server)',
	signInWith: 'Header Authorization with "Token …", or Bearer, as your server has it.',
	signIns: ['header', 'bearer'],
	fields: [
		{ name: 'project', label: 'Project', description: 'The ID of the project', placeholder: '12' },
		{
			name: 'format',
			label: 'Format',
			description: 'Formats that come as a ZIP',
			choices: { YOLO: 'YOLO', COCO: 'COCO', VOC: 'Pascal VOC', BRUSH_TO_PNG: 'PNG Masks' },
		},
	],
	answer: 'archive',
	find: { path: '/api/projects/{project}/', what: 'the project {project}', nameAt: 'title' },
	create: { path: '/api/projects/{project}/export', query: { exportType: '{format}' } },
	fileName: 'project-{project}.zip',
};
