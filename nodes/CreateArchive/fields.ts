import type { INodeProperties } from 'n8n-workflow';
import { everyNodeFields, fieldsOf, namesOf, optionsOf, providerFields } from '../shared/panel/credentials';

const combineItems: INodeProperties = {
	displayName: 'Combine Items',
	name: 'combineItems',
	type: 'boolean',
	default: false,
	displayOptions: { show: { provider: namesOf(({ combine }) => combine !== undefined) } },
	description:
		'Whether to ask for one archive with the files of all input items, instead of one archive for each item',
};

const splitLargeRequests: INodeProperties = {
	displayName: 'Split Large Requests',
	name: 'splitLargeRequests',
	type: 'boolean',
	default: false,
	displayOptions: { show: { '/provider': namesOf(({ split }) => split !== undefined) } },
	description:
		'Whether to ask for several archives where one would pass a limit of the service, instead of stopping',
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [...optionsOf((provider) => provider.fields.createOptions), splitLargeRequests].sort((a, b) =>
		a.displayName.localeCompare(b.displayName),
	),
};

export const properties: INodeProperties[] = [
	...providerFields,
	...everyNodeFields,
	...fieldsOf((provider) => provider.fields.create),
	combineItems,
	options,
];
