import type { INodeProperties } from 'n8n-workflow';
import { requiredText, type Fields } from '../../archive/run/fields';

/** Where the bytes of an item go. */
export const outputField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'outputField',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	description: 'The name of the output field to put the file in',
	hint: 'The name of the output field to put the file in',
};

/** Name of that field. @throws ServiceRefusal when it is empty */
export function outputFieldIn(fields: Fields): string {
	return requiredText(fields, 'outputField', 'Put Output File in Field');
}
