import type { INodeProperties } from 'n8n-workflow';
import { createFields } from '../shared/panel/createFields';
import {
	everyNodeFields,
	fieldsOf,
	nameShown,
	namesOf,
	providerFields,
	providerShown,
} from '../shared/panel/credentials';
import { handleField } from '../shared/panel/handleField';
import { inOrder } from '../shared/panel/inOrder';
import { archiveFromField, forNew, unlessBinary } from './archiveFrom';
import { operations } from './operations';
import { readFileFields } from './operations/readFile';
import { options } from './options';
import { inputField } from './sources/binaryField';

const all = Object.values(operations);

const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: all.map(({ name, value, action, description }) => ({
		name,
		value,
		action,
		description,
		...(value === 'downloadZip' ? { displayOptions: { hide: { archiveFrom: ['binary'] } } } : {}),
	})),
	default: 'unpack',
};

/** What the node does, and with what, for the subtitle. */
export const shown = `${nameShown('operation', all)} + ": " + ($parameter["archiveFrom"] === "binary" ? $parameter["inputField"] : ${providerShown})`;

/** Where the service knows no IDs, the handle is taken all the same. */
const fromItem: INodeProperties[] = [
	{ ...handleField, displayOptions: { hide: { archiveFrom: ['binary', 'id', 'new'] } } },
	{
		...handleField,
		displayOptions: {
			show: { archiveFrom: ['id'], provider: namesOf(({ identified }) => identified === undefined) },
		},
	},
];

const identify = fieldsOf((provider) => provider.fields.identify).map((field): INodeProperties => {
	const { displayOptions } = field;
	return {
		...field,
		displayOptions: { ...displayOptions, show: { ...displayOptions?.show, archiveFrom: ['id'] } },
	};
});

export const properties: INodeProperties[] = inOrder([
	archiveFromField,
	...[...providerFields, ...everyNodeFields].map(unlessBinary),
	{ ...inputField, displayOptions: { show: { archiveFrom: ['binary'] } } },
	operationField,
	...fromItem,
	...identify,
	...createFields.map((field) => forNew(field, 'archiveFrom')),
	...readFileFields.map((field) => ({ ...field, displayOptions: { show: { operation: ['readFile'] } } })),
	options,
]);
