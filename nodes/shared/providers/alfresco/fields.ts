import type { INodeProperties } from 'n8n-workflow';
import type { Identified } from '../../contract';
import { Refusal } from '../../base/refusal';
import { byText, byUrl, fromList } from '../../base/pick/modes';
import { moreField, pickField } from '../../base/pick/picked';
import { numberField, requiredText, type Fields } from '../../base/fields';
import { isId } from './ids';
import type { AlfrescoRequest } from './request';

const modes = [
	fromList('alfrescoNodes'),
	byUrl({
		placeholder: 'https://documents.example.com/share/page/folder-details?nodeRef=…',
		hint: 'The address of the file or folder in Share, the Digital Workspace or the Content App',
		id: /^\s*https?:\/\/\S*(?:[/:=]|%2[Ff])([\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12})/,
		any: /^\s*https?:\/\/\S/,
		otherwise: 'Not an address. It begins with https:// and holds the ID of the file or folder.',
	}),
	byText(
		'id',
		'ID',
		'c8bb482a-ff3c-4704-a3a3-de1c83ccd84c',
		'Or a node reference, as Share shows it. Several are separated by commas.',
	),
];

export const createFields: INodeProperties[] = [
	pickField(
		{
			displayName: 'Files and Folders',
			name: 'alfrescoNodes',
			required: true,
			description:
				'A site, folder or file that the archive is made of. Folders come with all that is in them. The search of the list takes names from three letters on, paths that end in a slash, and pasted addresses. An expression may give a list of IDs, or of objects with ID and name.',
		},
		modes,
	),
	moreField(
		{
			displayName: 'More Files and Folders',
			name: 'alfrescoMoreNodes',
			description: 'What else goes into the same archive',
		},
		'File or Folder',
		modes,
	),
];

export const createOptions: INodeProperties[] = [
	{
		displayName: 'File Name',
		name: 'alfrescoFileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. documents.zip',
		description:
			'Name of the archive in n8n. When empty, it is the name of the only file or folder, or archive.zip where there are several.',
	},
];

/** Small archives report nothing until they are done, large ones every 10 MB: five minutes of silence are too many. */
const STUCK_SECONDS = 300;

export const waitOptions: INodeProperties[] = [
	{
		displayName: 'Stuck After',
		name: 'alfrescoStuckAfter',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: STUCK_SECONDS,
		description:
			'Seconds without any progress after which the job counts as stuck. Alfresco does not report jobs that died.',
	},
];

/** @throws Refusal when the field holds no number */
export function stuckAfter(fields: Fields): number {
	return numberField(fields, 'alfrescoStuckAfter', 'Stuck After', STUCK_SECONDS, 1);
}

export const identifyFields: INodeProperties[] = [
	{
		displayName: 'Download',
		name: 'alfrescoDownload',
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		required: true,
		description: 'The archive, by the ID that Alfresco gave to its download',
		modes: [
			{
				displayName: 'ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 3f0ad1a4-5d7b-4b3f-9d5e-0c6f7a1b2c3d',
			},
		],
	},
];

/** @throws Refusal when the id is missing, or can be none */
export function identified(fields: Fields): Identified<AlfrescoRequest> {
	const archiveId = requiredText(fields, 'alfrescoDownload', 'Download');
	if (!isId(archiveId)) {
		throw new Refusal(
			'Download is no id of Alfresco',
			'Enter the id that Create Archive gave out as archiveId.',
		);
	}
	return { archiveId, request: { nodeIds: [] } };
}
