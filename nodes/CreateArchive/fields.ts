import type { INodeProperties } from 'n8n-workflow';
import { atOnceField } from '../shared/panel/atOnceField';
import { createFields, createOptions } from '../shared/panel/createFields';
import { signInFields } from '../shared/panel/credentials';
import { inputFieldsField } from '../shared/panel/inputFieldsField';
import { everyNodeFields } from '../shared/panel/shownFor';
import { stallTimeoutField } from '../shared/panel/stallTimeoutField';

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [...createOptions, atOnceField, inputFieldsField, stallTimeoutField].sort((a, b) =>
		a.displayName.localeCompare(b.displayName),
	),
};

export const properties: INodeProperties[] = [
	...signInFields,
	...everyNodeFields('create'),
	...createFields,
	options,
];
