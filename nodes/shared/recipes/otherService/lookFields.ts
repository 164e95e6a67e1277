import type { INodeProperties } from 'n8n-workflow';
import type { NodeKind } from '../../contract';

/** Answers after which there is something to wait for. */
export const WAITED = ['job', 'nothing'];

/** After which of them a node looks: Create Archive only where asking is looking. */
export function lookedAfter(node: NodeKind): string[] {
	return node === 'create' ? ['nothing'] : WAITED;
}

function textField(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
	show: Record<string, string[]>,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		description,
		displayOptions: { show },
	};
}

/** Where to look. Create Archive takes the ID out of an address by it, and keeps what its answer has for it. */
export const lookPathField: INodeProperties = textField(
	'Path to Look At',
	'otherServiceLookPath',
	'e.g. /jobs/{id}',
	'With {id} for the ID of the job. Create Archive needs it only where the ID is an address, or where it holds {create.…}. When the answer is nothing yet, it may stay empty: the same call is made again.',
	{ otherServiceAnswer: WAITED },
);

/** What tells whether the archive is ready. */
export function stateFields(node: NodeKind): INodeProperties[] {
	const shown = { otherServiceAnswer: lookedAfter(node) };
	return [
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
			displayOptions: { show: shown },
			description: 'How the service tells that the archive is ready',
		},
		textField(
			'State At',
			'otherServiceStateAt',
			'e.g. data.status',
			'Where the answer has the state. When empty, the HTTP status is the state.',
			shown,
		),
		textField(
			'Ready States',
			'otherServiceReady',
			'e.g. finished, or 200',
			'What the state is called then. Several with commas.',
			{ ...shown, otherServiceReadyWhen: ['state'] },
		),
		textField(
			'Value At',
			'otherServiceReadyAt',
			'e.g. zipped',
			'Where the answer has the value, or the first of the two',
			{ ...shown, otherServiceReadyWhen: ['equal', 'present'] },
		),
		textField(
			'Equal to the Value At',
			'otherServiceReadyEquals',
			'e.g. total',
			'Where the answer has the second number',
			{ ...shown, otherServiceReadyWhen: ['equal'] },
		),
		textField(
			'Failed States',
			'otherServiceFailed',
			'e.g. failed, or 500',
			'What the state is called when there will be no archive. Several with commas. Empty: failed, error, aborted and other usual words.',
			shown,
		),
	];
}

/** Where the archive is once it is ready. Create Archive keeps what its answer has for these calls. */
export const contentFields: INodeProperties[] = [
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
		displayOptions: { show: { otherServiceAnswer: WAITED } },
		description: 'Where the archive is once it is ready',
	},
	textField(
		'Path of the Archive',
		'otherServiceContentPath',
		'e.g. /jobs/{id}/file',
		'With {id}, or with {look.data.file} for what stands at data.file in the last answer. Create Archive needs it only where it holds {create.…}.',
		{ otherServiceAnswer: WAITED, otherServiceContentFrom: ['path'] },
	),
	textField(
		'Path That Gives the Link',
		'otherServiceLinkPath',
		'e.g. /jobs/{id}/download',
		'It is asked again whenever a link has ended. Create Archive needs it only where it holds {create.…}.',
		{ otherServiceAnswer: WAITED, otherServiceContentFrom: ['askLink'] },
	),
];

/** Where the link is, in whichever answer has it. Only who opens the archive reads it. */
export const linkFields: INodeProperties[] = [
	linkField({ otherServiceAnswer: WAITED, otherServiceContentFrom: ['askLink', 'link'] }),
	{ ...linkField({ otherServiceAnswer: ['link'] }), required: true },
];

function linkField(show: Record<string, string[]>): INodeProperties {
	return textField(
		'Link At',
		'otherServiceLinkAt',
		'e.g. data.url, or results[0].url',
		'Where the answer has the address of the archive. [0] is the first entry of a list; [*] is the first one whose address ends in .zip, else the first. Parts are put together in braces: https://{hosts[0]}{path}. Only an address below the Base URL is asked for with the credential.',
		show,
	);
}
