import type { Preset } from '../../preset';

/** Documents as one ZIP, packed before it is sent. Every document needs the right to change it, not only to see it (views.py). */
export const paperlessNgx: Preset = {
	name: 'paperlessNgx',
	displayName: 'Paperless-ngx',
	page: 'https://docs.paperless-ngx.com/api/',
	baseUrl: 'https://paperless.example.com (your own server)',
	signInWith: 'Header Authorization with "Token …" (My Profile › API Auth Token).',
	signIns: ['header', 'basic'],
	fields: [
		{ name: 'documents', label: 'Documents', description: 'Their IDs, one to a line', list: 'numbers' },
		{
			name: 'content',
			label: 'Content',
			description: 'Which version of each document',
			choices: { archive: 'Archived', both: 'Both', originals: 'Originals' },
		},
	],
	answer: 'archive',
	find: {
		method: 'POST',
		path: '/api/documents/selection_data/',
		body: { documents: '{documents}' },
		what: 'all of the documents',
		missing: [400],
	},
	create: {
		method: 'POST',
		path: '/api/documents/bulk_download/',
		body: { documents: '{documents}', content: '{content}' },
	},
	fileName: 'documents.zip',
};
