import type { INodeProperties } from 'n8n-workflow';

const run: INodeProperties = {
	displayName: 'Run',
	name: 'runId',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
	required: true,
	description: 'The run whose files are wanted. The archive holds all of them.',
	hint: 'Results of an evaluation are in the archive only if it had ended when the archive was made',
	modes: [
		{
			displayName: 'ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			hint: 'The address of the run in the browser',
			placeholder: 'e.g. https://app.dataframer.ai/runs/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e',
		},
	],
};

/** A run is all there is to name: by it the archive is asked for, and by it it is found again. */
export const createFields: INodeProperties[] = [run];
export const identifyFields: INodeProperties[] = [run];
