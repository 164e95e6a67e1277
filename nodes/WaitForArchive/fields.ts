import type { INodeProperties } from 'n8n-workflow';
import { everyNodeFields, namesOf, optionsOf, providerFields } from '../shared/panel/credentials';
import { handleField } from '../shared/panel/handleField';
import { otherExecutionsField } from '../shared/panel/otherExecutions';

const timing: INodeProperties[] = [
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 3600,
		description: 'How long to wait for each archive, in seconds. With 0 it is looked at once.',
	},
	{
		displayName: 'When the Time Is Up',
		name: 'onTimeout',
		type: 'options',
		options: [
			{
				name: 'Send to "Preparing"',
				value: 'output',
				description:
					'Give the handle out at the second output: lead it through a Wait node and back into this one for jobs of hours',
			},
			{ name: 'Stop', value: 'stop', description: 'End with a message' },
		],
		default: 'stop',
	},
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Cancel When Given Up',
			name: 'cancelWhenGivenUp',
			type: 'boolean' as const,
			default: false,
			displayOptions: { show: { '/provider': namesOf(({ cancel }) => cancel !== undefined) } },
			description:
				'Whether to end the job on the service when the time is up and this node stops, or when the execution is stopped',
		},
		{
			displayName: 'First Interval',
			name: 'firstInterval',
			type: 'number' as const,
			typeOptions: { minValue: 0.1, numberPrecision: 1 },
			default: 2,
			description: 'Seconds until the second look. A time that the service itself asks for wins.',
		},
		{
			displayName: 'Growth',
			name: 'growth',
			type: 'number' as const,
			typeOptions: { minValue: 1, numberPrecision: 2 },
			default: 1.5,
			description: 'How many times longer each interval is than the one before',
		},
		{
			displayName: 'Longest Interval',
			name: 'longestInterval',
			type: 'number' as const,
			typeOptions: { minValue: 0.1, numberPrecision: 1 },
			default: 30,
			description: 'Seconds between two looks at the most',
		},
		{
			...otherExecutionsField,
			displayOptions: { show: { '/provider': namesOf(({ cancel }) => cancel !== undefined) } },
		},
		...optionsOf((provider) => provider.fields.waitOptions),
	].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};

export const properties: INodeProperties[] = [
	...providerFields,
	...everyNodeFields,
	handleField,
	...timing,
	options,
];
