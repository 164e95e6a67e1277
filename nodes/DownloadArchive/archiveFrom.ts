import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { under } from '../shared/panel/shownFor';

type Shown = INodeCredentialDescription | INodeProperties;

/** Which archive the node is to read. It comes first: what is in n8n already needs neither provider nor credential. */
export const archiveFromField: INodeProperties = {
	displayName: 'Archive From',
	name: 'archiveFrom',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'A Binary Field', value: 'binary', description: 'Read a ZIP that is in n8n already' },
		{
			name: 'A New Archive',
			value: 'new',
			description: 'Ask the service for one here and now, wait until it is ready, and read it',
		},
		{ name: 'ID', value: 'id', description: 'Name the archive as the service knows it' },
		{
			name: 'Input Item',
			value: 'item',
			description: 'Take the archive from Create Archive or Wait For Archive',
		},
	],
	default: 'item',
};

/** A field that is shown for a new archive only. @param condition `archiveFrom`, from the root where it is an option */
export function forNew(field: INodeProperties, condition: 'archiveFrom' | '/archiveFrom'): INodeProperties {
	return under(field, { show: { [condition]: ['new'] } });
}

/** A field, or a credential, that is hidden for a ZIP that is in n8n already. */
export function unlessBinary<Field extends Shown>(field: Field): Field {
	return under(field, { hide: { archiveFrom: ['binary'] } });
}

/** The same for an option. */
export function optionUnlessBinary(field: INodeProperties): INodeProperties {
	return under(field, { hide: { '/archiveFrom': ['binary'] } });
}
