import type { INodeProperties } from 'n8n-workflow';
import { fieldsOf, optionsOf, shownWhere, under } from './shownFor';

const combineItems: INodeProperties = {
	displayName: 'Combine Items',
	name: 'combineItems',
	type: 'boolean',
	default: false,
	displayOptions: shownWhere(({ combine }) => combine !== undefined),
	description:
		'Whether to ask for one archive with the files of all input items, or of each group of them, instead of one archive for each item',
};

const groupItemsBy: INodeProperties = {
	displayName: 'Group Items By',
	name: 'groupItemsBy',
	type: 'string',
	default: '',
	placeholder: 'e.g. customer',
	displayOptions: { show: { combineItems: [true] } },
	description:
		'The name of a field, or an expression: input items with the same value become one archive together, and it says so in "group". Empty: all items become one.',
};

const splitLargeRequests: INodeProperties = {
	displayName: 'Split Large Requests',
	name: 'splitLargeRequests',
	type: 'boolean',
	default: false,
	displayOptions: shownWhere(({ split }) => split !== undefined, '/'),
	description:
		'Whether to ask for several archives where one would pass a limit of the service, instead of stopping',
};

/** What archives are made of, provider by provider. */
export const createFields: INodeProperties[] = [
	...fieldsOf((provider) => provider.fields.create),
	combineItems,
	under(
		groupItemsBy,
		shownWhere(({ combine }) => combine !== undefined),
	),
];

/** Entries of Options that belong to asking for an archive. */
export const createOptions: INodeProperties[] = [
	...optionsOf((provider) => provider.fields.createOptions),
	splitLargeRequests,
];
