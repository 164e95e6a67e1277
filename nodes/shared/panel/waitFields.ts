import type { INodeProperties } from 'n8n-workflow';
import { optionsOf, shownWhere } from './shownFor';

/** How long to wait for an archive. */
export const timeoutField: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 3600,
	description: 'How long to wait for each archive, in seconds. With 0 it is looked at once.',
};

/** How often to look, and what becomes of the job when the wait is given up. */
export const waitOptions: INodeProperties[] = [
	{
		displayName: 'Cancel When Given Up',
		name: 'cancelWhenGivenUp',
		type: 'boolean',
		default: false,
		displayOptions: shownWhere(({ cancel }) => cancel !== undefined, '/'),
		description:
			'Whether to end the job on the service when the time is up and this node stops, when the job is stuck, or when the execution is stopped',
	},
	{
		displayName: 'First Interval',
		name: 'firstInterval',
		type: 'number',
		typeOptions: { minValue: 0.1, numberPrecision: 1 },
		default: 2,
		description: 'Seconds until the second look. A time that the service itself asks for wins.',
	},
	{
		displayName: 'Growth',
		name: 'growth',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 2 },
		default: 1.5,
		description:
			'How many times longer each interval is than the one before. No interval is longer than a tenth of the time waited. Where the service tells how far it is, it is looked at when it should be done.',
	},
	{
		displayName: 'Longest Interval',
		name: 'longestInterval',
		type: 'number',
		typeOptions: { minValue: 0.1, numberPrecision: 1 },
		default: 30,
		description: 'Seconds between two looks at the most',
	},
	...optionsOf((provider) => provider.fields.waitOptions),
];
