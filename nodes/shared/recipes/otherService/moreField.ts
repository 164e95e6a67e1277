import type { INodeProperties } from 'n8n-workflow';
import type { NodeKind } from '../../contract';
import { lookedAfter, WAITED } from './lookFields';

const SHOW = { '/otherServiceAnswer': WAITED };

function text(displayName: string, name: string, description: string, placeholder = ''): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder, description };
}

function waited(...args: Parameters<typeof text>): INodeProperties {
	return { ...text(...args), displayOptions: { show: SHOW } };
}

function pairs(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		description,
		options: [
			{
				displayName: 'Entry',
				name: 'entry',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	};
}

function method(displayName: string, name: string, methods: string[], preset: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		options: methods.map((value) => ({ name: value, value })),
		default: preset,
		description: 'Method of that call',
		displayOptions: { show: SHOW },
	};
}

const ENDS = ['DELETE', 'PATCH', 'POST', 'PUT'];
const ASKS = ['GET', 'POST', 'PUT'];

function json(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description,
		displayOptions: { show: SHOW },
	};
}

const entries: INodeProperties[] = [
	{
		displayName: 'Archive in Pieces',
		name: 'ranges',
		type: 'boolean',
		default: false,
		description:
			'Whether the service answers Range requests. Then a list of files takes a part of the bytes, and a few files take theirs.',
	},
	json('Archive: Body', 'contentBody', 'JSON to send when the archive is asked for'),
	method('Archive: Method', 'contentMethod', ASKS, 'GET'),
	{
		displayName: 'Body As',
		name: 'bodyAs',
		type: 'options',
		options: [
			{ name: 'Form', value: 'form' },
			{ name: 'JSON', value: 'json' },
		],
		default: 'json',
		description: 'How the body is sent',
	},
	method('Cancel: Method', 'cancelMethod', ENDS, 'DELETE'),
	waited('Cancel: Path', 'cancelPath', 'What ends the job on the service', 'e.g. /jobs/{id}'),
	waited(
		'Cancelled States',
		'cancelled',
		'What the state is called when somebody cancelled the job. Several with commas.',
		'e.g. canceled',
	),
	method('Delete: Method', 'removeMethod', ENDS, 'DELETE'),
	waited('Delete: Path', 'removePath', 'What deletes the archive from the service', 'e.g. /archives/{id}'),
	waited('Done Bytes At', 'bytesDone', 'Where the answer has the bytes that are packed', 'e.g. data.bytes'),
	waited(
		'Done Files At',
		'filesDone',
		'Where the answer has the number of files that are packed',
		'e.g. data.zipped',
	),
	waited(
		'Expired States',
		'expired',
		'What the state is called when the archive is gone. 404 and 410 count so in any case.',
	),
	text(
		'File Name',
		'fileName',
		'Name of the archive in n8n. {name} stands for one of the Values.',
		'e.g. documents.zip',
	),
	waited('File Name At', 'fileNameAt', 'Where the answer has a name for the archive', 'e.g. data.name'),
	pairs('Headers', 'headers', 'Headers of every call to the service. Keys belong in the credential.'),
	method('Link: Method', 'linkMethod', ASKS, 'GET'),
	json('Look: Body', 'lookBody', 'JSON to send when looking'),
	method('Look: Method', 'lookMethod', ASKS, 'GET'),
	waited(
		'Nothing to Give States',
		'nothing',
		'What the state is called when it is done and there are no files. Several with commas.',
		'e.g. skipped',
	),
	waited('Percent At', 'percent', 'Where the answer has the progress, 0 to 100', 'e.g. data.progress'),
	pairs('Query', 'query', 'Query of the call that asks for the archive'),
	waited('Reason At', 'reason', 'Where the answer says why it failed', 'e.g. data.message'),
	text(
		'Refused At',
		'refusedAt',
		'Where an answer says that it is a refusal, though its HTTP status is fine',
		'e.g. result',
	),
	text(
		'Refused Unless',
		'refusedUnless',
		'What stands there when all is well. Several with commas.',
		'e.g. 0',
	),
	waited('Total Bytes At', 'bytesTotal', 'Where the answer has the bytes that there are to pack'),
	waited(
		'Total Files At',
		'filesTotal',
		'Where the answer has the number of files that there are to pack',
		'e.g. data.total',
	),
	waited(
		'Working States',
		'working',
		'What the state is called while there is more to do. Others are waited on as well, and told unless they are usual words (queued, running …).',
		'e.g. created, running',
	),
];

/** Those that tell what a look saw. */
const LOOKED = [
	'bytesDone',
	'bytesTotal',
	'cancelled',
	'expired',
	'fileNameAt',
	'filesDone',
	'filesTotal',
	'nothing',
	'percent',
	'reason',
	'working',
];
/** Those of who opens the archive. */
const OPENED = [
	'contentBody',
	'contentMethod',
	'fileName',
	'linkMethod',
	'ranges',
	'removeMethod',
	'removePath',
];

/** Everything that most services do without. */
export function moreField(node: NodeKind): INodeProperties {
	const looked = { show: { '/otherServiceAnswer': lookedAfter(node) } };
	return {
		displayName: 'More About the Service',
		name: 'otherServiceMore',
		type: 'collection',
		placeholder: 'Add',
		default: {},
		options: entries
			.filter(({ name }) => node !== 'wait' || !OPENED.includes(name))
			.map((entry) => (LOOKED.includes(entry.name) ? { ...entry, displayOptions: looked } : entry)),
		...(node === 'wait' ? { displayOptions: { show: { otherServiceAnswer: WAITED } } } : {}),
	};
}
