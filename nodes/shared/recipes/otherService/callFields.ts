import type { INodeProperties } from 'n8n-workflow';
import type { NodeKind } from '../../contract';

const WITH_BODY = ['PATCH', 'POST', 'PUT'];

/** What an answer may be. */
const answerField: INodeProperties = {
	displayName: 'The Answer Is',
	name: 'otherServiceAnswer',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'A Job', value: 'job', description: 'An ID to look after until the archive is ready' },
		{ name: 'A Link', value: 'link', description: 'Data in which the address of the archive stands' },
		{
			name: 'Nothing Yet',
			value: 'nothing',
			description: 'The same call is made again until there is something',
		},
		{ name: 'The Archive', value: 'archive', description: 'The ZIP itself' },
	],
	default: 'archive',
	description: 'What the service answers when it is asked for the archive',
};

/** The call that asks for the archive. @param show when it is made */
function askFields(show: Record<string, string[]>, required = true): INodeProperties[] {
	return [
		{
			displayName: 'Method',
			name: 'otherServiceMethod',
			type: 'options',
			noDataExpression: true,
			options: ['GET', 'PATCH', 'POST', 'PUT'].map((name) => ({ name, value: name })),
			default: 'GET',
			displayOptions: { show },
		},
		{
			displayName: 'Path',
			name: 'otherServicePath',
			type: 'string',
			default: '',
			required,
			placeholder: 'e.g. /folders/12/zip',
			displayOptions: { show },
			description:
				'Below the Base URL of the credential. {name} stands for one of the Values in the options; {{name}} in two braces is sent as it is.',
		},
		{
			displayName: 'Body',
			name: 'otherServiceBody',
			// The editor of JSON fields marks an empty one as wrong at once.
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: '{ "documents": [1, 2] }',
			displayOptions: { show: { ...show, otherServiceMethod: WITH_BODY } },
			description: 'JSON, or nothing. Its texts may hold {name} as the path may.',
		},
	];
}

/**
 * What is called comes first, then what it answers, and where in it. A job is asked for once; everything else is asked for again
 * where the archive is read, and, unless there is another path to look at, where it is waited for.
 */
export function callFields(node: NodeKind): INodeProperties[] {
	const again = askFields({ otherServiceAnswer: ['nothing'] }, node === 'create');
	if (node === 'wait') return [...again, answerField];
	const newJob = { otherServiceAnswer: ['job'], ...(node === 'download' ? { archiveFrom: ['new'] } : {}) };
	return [
		...askFields({ otherServiceAnswer: ['archive', 'link'] }),
		...askFields(newJob),
		...again,
		answerField,
		{
			displayName: 'ID At',
			name: 'otherServiceIdAt',
			type: 'string',
			default: '',
			placeholder: 'e.g. data.key, or header:Location',
			displayOptions: { show: newJob },
			description:
				'Where the answer has the ID of the job. An address will do: the ID is taken out of it. Parts are put together in braces: {user}_{key}. Empty: the whole answer is the ID.',
		},
	];
}

/** Values for the calls, kept with the archive from node to node. */
export const valuesField: INodeProperties = {
	displayName: 'Values',
	name: 'otherServiceValues',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	description:
		'Values that travel with the archive from node to node. {name} in a path, a query or a body stands for them, in each of the nodes.',
	options: [
		{
			displayName: 'Value',
			name: 'value',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. folder' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
};
