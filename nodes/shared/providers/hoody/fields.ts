import type { INodeProperties } from 'n8n-workflow';
import type { Identified } from '../../contract';
import { textField, type Fields } from '../../base/fields';
import { byText, fromList } from '../../base/pick/modes';
import { pickField } from '../../base/pick/picked';
import { lastPart, pathIn } from './path';
import { archiveName, type HoodyRequest } from './request';

export const createFields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'hoodySource',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Fetch a Remote URL',
				value: 'remoteUrl',
				description: 'Let the container fetch a ZIP from the web into a directory, then read it there',
			},
			{ name: 'Zip a Directory', value: 'zip', description: 'Get a directory of the container as a ZIP' },
		],
		default: 'zip',
	},
	pickField(
		{
			displayName: 'Directory',
			name: 'hoodyDirectory',
			required: true,
			description:
				'The directory of the container to zip, or to put the remote file into. It has to exist. The search of the list takes names, paths that end in a slash, and addresses of the container, of which only the path is kept.',
		},
		[
			fromList('hoodyDirectories'),
			byText('path', 'Path', 'Reports/2026', 'A slash alone is the whole container'),
		],
	),
	{
		displayName: 'URL',
		name: 'hoodyUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://files.example.com/exports/monthly.zip',
		displayOptions: { show: { hoodySource: ['remoteUrl'] } },
		description:
			'Address of the ZIP. The container opens it, not n8n. Of a signed address only the part before the question mark is kept in the archive item.',
	},
];

export const createOptions: INodeProperties[] = [
	{
		displayName: 'Fetch Timeout',
		name: 'hoodyFetchTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 300,
		displayOptions: { show: { '/hoodySource': ['remoteUrl'] } },
		description: 'Seconds that the container may take to fetch the file',
	},
	{
		displayName: 'File Name',
		name: 'hoodyFileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. reports.zip',
		description:
			'Name of the archive, for a remote file also on the container. By default that of the directory, or the last part of the address.',
	},
];

export const identifyFields: INodeProperties[] = [
	pickField(
		{
			displayName: 'ZIP File',
			name: 'hoodyFile',
			required: true,
			description: 'A ZIP that lies on the container',
		},
		[fromList('hoodyZipFiles'), byText('path', 'Path', 'Downloads/monthly.zip')],
	),
];

/** @throws Refusal when the path is missing, or could lead elsewhere */
export function identified(fields: Fields): Identified<HoodyRequest> {
	// The top folder is no file.
	const path = pathIn(textField(fields, 'hoodyFile').replace(/^[/.]+$/, ''), 'ZIP File');
	return { fileName: archiveName(lastPart(path)), request: { source: 'file', path } };
}
