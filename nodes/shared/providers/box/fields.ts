import type { INodeProperties } from 'n8n-workflow';

export const createFields: INodeProperties[] = [
	{
		displayName: 'Files and Folders',
		name: 'boxItems',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. folder:123456789',
		description:
			'What the archive is made of, one to a line: "file:123", "folder:456", or the address of a file or folder in Box. An expression may give a list of these, or of objects with type and ID.',
	},
];

export const createOptions: INodeProperties[] = [
	{
		displayName: 'File Name',
		name: 'boxFileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. documents.zip',
		description: 'Name of the archive. Box makes one up when this is empty.',
	},
];
