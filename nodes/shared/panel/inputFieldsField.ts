import type { INodeProperties } from 'n8n-workflow';

/** What keeps the user's own fields with his items. */
export const inputFieldsField: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: false,
	description:
		"Whether to keep the fields of the input item. Where the output has a field of the same name, the output's counts. An archive for several items has no input fields of its own.",
};
