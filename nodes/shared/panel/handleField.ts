import type { INodeProperties } from 'n8n-workflow';

/** Where a node takes the handle from: by default the whole input item. */
export const handleField: INodeProperties = {
	displayName: 'Archive',
	name: 'archive',
	type: 'json',
	default: '={{ $json }}',
	required: true,
	description:
		'The archive, as Create Archive or Wait For Archive gave it out. By default the whole input item.',
};
