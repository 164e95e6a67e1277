import type { Preset } from '../../preset';

/** The files of a dataset that the account may see. What is left out is told inside, in MANIFEST.TXT. */
export const dataverse: Preset = {
	name: 'dataverse',
	displayName: 'Dataverse',
	page: 'https://guides.dataverse.org/en/latest/api/dataaccess.html',
	baseUrl: 'https://dataverse.example.edu (your own server)',
	signInWith: 'The address only for public data, or Header X-Dataverse-key with an API token.',
	signIns: ['none', 'header'],
	fields: [
		{
			name: 'dataset',
			label: 'Dataset',
			description: 'Its persistent ID',
			placeholder: 'doi:10.5072/FK2/J8SJZB',
		},
		{
			name: 'format',
			label: 'Tables',
			description: 'How tables come',
			choices: { archival: 'Tab-Separated', original: 'As Uploaded' },
		},
	],
	answer: 'archive',
	find: {
		path: '/api/datasets/:persistentId/?persistentId={dataset}&excludeFiles=true',
		what: 'the dataset {dataset}',
	},
	create: { path: '/api/access/dataset/:persistentId/?persistentId={dataset}&format={format}' },
	fileName: 'dataset-{dataset}.zip',
};
