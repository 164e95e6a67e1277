import type { INodeProperties } from 'n8n-workflow';

const WAITED = ['job', 'nothing'];

function shown(more: Record<string, string[]> = {}): INodeProperties['displayOptions'] {
	return { show: { otherServiceAnswer: WAITED, ...more } };
}

function textField(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
	more?: Record<string, string[]>,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		description,
		displayOptions: shown(more),
	};
}

/** How to look whether the archive is ready, and where it is then. */
export const lookFields: INodeProperties[] = [
	textField(
		'Path to Look At',
		'otherServiceLookPath',
		'e.g. /jobs/{id}',
		'With {id} for the ID of the job. Create Archive needs it only where the ID is an address, or where it holds {create.…}. When the answer is nothing yet, it may stay empty: the same call is made again.',
	),
	{
		displayName: 'Ready When',
		name: 'otherServiceReadyWhen',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'A Value Is There', value: 'present' },
			{ name: 'The Answer Is the Archive', value: 'archive' },
			{ name: 'The State Is', value: 'state' },
			{ name: 'Two Numbers Are Equal', value: 'equal' },
		],
		default: 'state',
		displayOptions: shown(),
		description: 'How the service tells that the archive is ready',
	},
	textField(
		'State At',
		'otherServiceStateAt',
		'e.g. data.status',
		'Where the answer has the state. When empty, the HTTP status is the state.',
	),
	textField(
		'Ready States',
		'otherServiceReady',
		'e.g. finished, or 200',
		'What the state is called then. Several with commas.',
		{ otherServiceReadyWhen: ['state'] },
	),
	textField(
		'Value At',
		'otherServiceReadyAt',
		'e.g. zipped',
		'Where the answer has the value, or the first of the two',
		{
			otherServiceReadyWhen: ['equal', 'present'],
		},
	),
	textField(
		'Equal to the Value At',
		'otherServiceReadyEquals',
		'e.g. total',
		'Where the answer has the second number',
		{
			otherServiceReadyWhen: ['equal'],
		},
	),
	textField(
		'Failed States',
		'otherServiceFailed',
		'e.g. failed, or 500',
		'What the state is called when there will be no archive. Several with commas. Empty: failed, error, aborted and other usual words.',
	),
	{
		displayName: 'Archive At',
		name: 'otherServiceContentFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'A Link in the Last Answer', value: 'link' },
			{ name: 'A Link That Is Asked For', value: 'askLink' },
			{ name: 'A Path', value: 'path' },
			{ name: 'The Path to Look At', value: 'look' },
		],
		default: 'path',
		displayOptions: shown(),
		description: 'Where the archive is once it is ready',
	},
	textField(
		'Path of the Archive',
		'otherServiceContentPath',
		'e.g. /jobs/{id}/file',
		'With {id}, or with {look.data.file} for what stands at data.file in the last answer',
		{ otherServiceContentFrom: ['path'] },
	),
	textField(
		'Path That Gives the Link',
		'otherServiceLinkPath',
		'e.g. /jobs/{id}/download',
		'It is asked again whenever a link has ended',
		{ otherServiceContentFrom: ['askLink'] },
	),
	textField(
		'Link At',
		'otherServiceLinkAt',
		'e.g. data.url, or results[0].url',
		'Where the answer has the address of the archive. [0] is the first entry of a list; [*] is the first one whose address ends in .zip, else the first.',
		{
			otherServiceContentFrom: ['askLink', 'link'],
		},
	),
];

/** The same for an answer that is a link. */
export const linkField: INodeProperties = {
	...textField(
		'Link At',
		'otherServiceLinkAt',
		'e.g. data.url, or results[0].url',
		'Where the answer has the address of the archive. [0] is the first entry of a list; [*] is the first one whose address ends in .zip, else the first.',
	),
	required: true,
	displayOptions: { show: { otherServiceAnswer: ['link'] } },
};
