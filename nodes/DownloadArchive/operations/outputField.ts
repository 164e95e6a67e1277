import type { INodeProperties } from 'n8n-workflow';
import { requiredText, type Fields } from '../../shared/base/fields';

const DEFAULT_FIELD = 'data';

/** Where the bytes of an item go. */
export const outputField: INodeProperties = {
	displayName: 'Output Data Field Name',
	name: 'outputField',
	type: 'string',
	default: DEFAULT_FIELD,
	placeholder: 'e.g. data',
	description: 'The name of the output field to put the file in',
	hint: 'The name of the output field to put the file in',
};

/** Name of that field. @throws Refusal when it is empty */
export function outputFieldIn(fields: Fields): string {
	// An option that was not added has no value at all; one that was cleared is empty.
	if (fields.get('outputField') === undefined) return DEFAULT_FIELD;
	return requiredText(fields, 'outputField', 'Output Data Field Name');
}
