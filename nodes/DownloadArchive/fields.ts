import type { INodeProperties } from 'n8n-workflow';
import { createFields } from '../shared/panel/createFields';
import { nameShown, providerShown, signInFields } from '../shared/panel/credentials';
import { handleField } from '../shared/panel/handleField';
import { everyNodeFields, fieldsOf, shownWhere, under } from '../shared/panel/shownFor';
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
export const shown = `[${nameShown('operation', all)}, $parameter["archiveFrom"] === "binary" ? $parameter["inputField"] : ${providerShown}].filter(Boolean).join(": ")`;

/** Where the service knows no IDs, the handle is taken all the same. */
const fromItem: INodeProperties[] = [
	under(handleField, { hide: { archiveFrom: ['binary', 'id', 'new'] } }),
	under(
		handleField,
		{ show: { archiveFrom: ['id'] } },
		shownWhere(({ identified }) => identified === undefined),
	),
];

const identify = fieldsOf((provider) => provider.fields.identify).map((field) =>
	under(field, { show: { archiveFrom: ['id'] } }),
);

/** What credential is chosen stays so while there is no need of one. */
const unlessBinaryOrChoice = (field: INodeProperties): INodeProperties =>
	field.name === 'authentication' ? field : unlessBinary(field);

export const properties: INodeProperties[] = [
	archiveFromField,
	...[...signInFields, ...everyNodeFields('download')].map(unlessBinaryOrChoice),
	{ ...inputField, displayOptions: { show: { archiveFrom: ['binary'] } } },
	operationField,
	...fromItem,
	...identify,
	...createFields.map((field) => forNew(field, 'archiveFrom')),
	...readFileFields.map((field) => under(field, { show: { operation: ['readFile'] } })),
	options,
];
