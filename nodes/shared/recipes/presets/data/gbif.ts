import type { Preset } from '../../preset';

/** Occurrence records of taxa. It keeps an archive for six months, and a user may have three in the making. */
export const gbif: Preset = {
	name: 'gbif',
	displayName: 'GBIF',
	page: 'https://techdocs.gbif.org/en/data-use/api-downloads',
	baseUrl: 'https://api.gbif.org/v1',
	signInWith: 'Your user name (not the email address) and password at GBIF.org.',
	signIns: ['basic'],
	fields: [
		{ name: 'taxa', label: 'Taxa', description: 'Their keys, one to a line', list: 'texts' },
		{
			name: 'format',
			label: 'Format',
			description: 'How the records come',
			choices: { SIMPLE_CSV: 'Simple CSV', DWCA: 'Darwin Core Archive', SPECIES_LIST: 'Species List' },
		},
	],
	answer: 'job',
	create: {
		method: 'POST',
		path: '/occurrence/download/request',
		body: { format: '{format}', predicate: { type: 'in', key: 'TAXON_KEY', values: '{taxa}' } },
	},
	id: '',
	look: { path: '/occurrence/download/{id}' },
	states: { at: 'status', ready: ['SUCCEEDED'], failed: ['FAILED', 'KILLED'], expired: ['FILE_ERASED'] },
	content: { path: '/occurrence/download/request/{id}.zip' },
	cancel: { method: 'DELETE', path: '/occurrence/download/request/{id}' },
	ranges: true,
	fileName: 'occurrences.zip',
	atOnce: 3,
};
