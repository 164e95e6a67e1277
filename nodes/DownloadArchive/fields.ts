import type { INodeProperties } from 'n8n-workflow';
import { everyNodeFields, fieldsOf, nameShown, namesOf, providerFields } from '../shared/panel/credentials';
import { handleField } from '../shared/panel/handleField';
import { otherExecutionsField } from '../shared/panel/otherExecutions';
import { LEAST_SPEED_KIB, LONGEST_TRANSFER_SECONDS, STALL_SECONDS } from '../shared/run/session';
import { operations } from './operations';
import { outputField } from './operations/outputField';

const all = Object.values(operations);

const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: all.map(({ name, value, action, description }) => ({ name, value, action, description })),
	default: 'unpack',
};

/** The operation's display name, for the subtitle. */
export const operationShown = nameShown('operation', all);

const archiveFrom: INodeProperties = {
	displayName: 'Archive From',
	name: 'archiveFrom',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'ID', value: 'id', description: 'Name the archive as the service knows it' },
		{
			name: 'Input Item',
			value: 'item',
			description: 'Take the handle from Create Archive or Wait For Archive',
		},
	],
	default: 'item',
	displayOptions: { show: { provider: namesOf(({ identified }) => identified !== undefined) } },
};

const fromItem: INodeProperties = {
	...handleField,
	displayOptions: { hide: { archiveFrom: ['id'] } },
};

const identify = fieldsOf((provider) => provider.fields.identify).map((field): INodeProperties => {
	const { displayOptions } = field;
	return {
		...field,
		displayOptions: { ...displayOptions, show: { ...displayOptions?.show, archiveFrom: ['id'] } },
	};
});

const shared: INodeProperties[] = [
	{
		displayName: 'Delete on the Server Afterwards',
		name: 'deleteAfterwards',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/provider': namesOf(({ remove }) => remove !== undefined) } },
		description: 'Whether to delete the archive from the service once all of it was read',
	},
	{
		...otherExecutionsField,
		displayOptions: { show: { '/provider': namesOf(({ remove }) => remove !== undefined) } },
	},
	{ ...outputField, displayOptions: { show: { '/operation': ['downloadZip', 'unpack'] } } },
	{
		displayName: 'Least Speed (KiB/s)',
		name: 'leastSpeed',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: LEAST_SPEED_KIB,
		description:
			'A transfer that is slower than this for half a minute ends. Only time spent waiting for the service counts; 0 takes any speed.',
	},
	{
		displayName: 'Longest Transfer',
		name: 'longestTransfer',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: LONGEST_TRANSFER_SECONDS,
		description: 'Seconds that it may take to transfer an archive, however fast it is',
	},
	{
		displayName: 'Stall Timeout',
		name: 'stallTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: STALL_SECONDS,
		description: 'Seconds without a single byte after which a call or a transfer ends',
	},
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [...shared, ...forOperations()].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};

/** Each option once, shown for the operations that read it. */
function forOperations(): INodeProperties[] {
	const fields = new Set(all.flatMap((operation) => operation.options));
	return [...fields].map((field) => {
		const readers = all.filter((operation) => operation.options.includes(field)).map(({ value }) => value);
		return { ...field, displayOptions: { show: { '/operation': readers } } };
	});
}

export const properties: INodeProperties[] = [
	...providerFields,
	...everyNodeFields,
	operationField,
	archiveFrom,
	fromItem,
	...identify,
	options,
];
