import type { INodeProperties } from 'n8n-workflow';
import { signInFields } from '../shared/panel/credentials';
import { handleField } from '../shared/panel/handleField';
import { inputFieldsField } from '../shared/panel/inputFieldsField';
import { otherExecutionsField } from '../shared/panel/otherExecutions';
import { everyNodeFields, shownWhere } from '../shared/panel/shownFor';
import { timeoutField, waitOptions } from '../shared/panel/waitFields';

const onTimeout: INodeProperties = {
	displayName: 'When the Time Is Up',
	name: 'onTimeout',
	type: 'options',
	options: [
		{
			name: 'Send to "Preparing"',
			value: 'output',
			description:
				'Give the archive out at the second output: lead it through a Wait node and back into this one for jobs of hours',
		},
		{ name: 'Stop', value: 'stop', description: 'End with a message' },
	],
	default: 'stop',
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...waitOptions,
		inputFieldsField,
		{
			...otherExecutionsField,
			displayOptions: shownWhere(({ cancel }) => cancel !== undefined, '/'),
		},
	].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};

export const properties: INodeProperties[] = [
	...signInFields,
	...everyNodeFields('wait'),
	handleField,
	timeoutField,
	onTimeout,
	options,
];
