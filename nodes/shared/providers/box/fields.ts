import type { INodeProperties } from 'n8n-workflow';
import { byText, byUrl, fromList } from '../../base/pick/modes';
import { moreField, pickField } from '../../base/pick/picked';

const modes = [
	fromList('boxItems'),
	byUrl({
		placeholder: 'https://app.box.com/folder/123456789',
		hint: 'The address of the file or folder itself in the browser, not a shared link',
		id: /^\s*https?:\/\/(?:[\w-]+\.)*box\.com\/(?:[^/?#\s]+\/)*?((?:file|folder)s?\/\d+)/,
		otherwise:
			'Not the address of a file or folder in Box. It looks like https://app.box.com/folder/123456789; shared links name no ID.',
	}),
	byText('id', 'ID', 'folder:123456789', '"file:123" or "folder:456". Several are separated by commas.'),
];

export const createFields: INodeProperties[] = [
	pickField(
		{
			displayName: 'Files and Folders',
			name: 'boxItems',
			required: true,
			description:
				'What the archive is made of. The list shows what lies at the top, and its search finds names anywhere. An expression may give a list of "file:123" and "folder:456", or of objects with type and ID. Right behind n8n\'s own Box node its id can be dragged here.',
		},
		modes,
	),
	moreField(
		{
			displayName: 'More Files and Folders',
			name: 'boxMoreItems',
			description: 'What else goes into the same archive',
		},
		'File or Folder',
		modes,
	),
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
