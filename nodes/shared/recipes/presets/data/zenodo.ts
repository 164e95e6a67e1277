import type { Preset } from '../../preset';

/** All files of a record of Zenodo, or of any other InvenioRDM. */
export const zenodo: Preset = {
	name: 'zenodo',
	displayName: 'Zenodo (InvenioRDM)',
	page: 'https://developers.zenodo.org/',
	baseUrl: 'https://zenodo.org (or your InvenioRDM)',
	signInWith: 'The address only for public records, a personal access token for restricted ones.',
	signIns: ['none', 'bearer'],
	fields: [
		{
			name: 'record',
			label: 'Record',
			description: 'The ID of the record, as it stands in its address',
			placeholder: '10875063',
		},
	],
	answer: 'archive',
	find: {
		path: '/api/records/{record}',
		what: 'the record {record}',
		missing: [404, 410],
		nameAt: 'metadata.title',
	},
	create: { path: '/api/records/{record}/files-archive' },
	fileName: 'record-{record}.zip',
};
