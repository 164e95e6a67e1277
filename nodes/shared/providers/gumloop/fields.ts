import type { INodeProperties } from 'n8n-workflow';

export const createFields: INodeProperties[] = [
	{
		displayName: 'Flow Run',
		name: 'gumloopRunId',
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		required: true,
		description: 'The run of a flow that made the files',
		modes: [
			{ displayName: 'ID', name: 'id', type: 'string', placeholder: 'e.g. 2d3kTgnFYv9jQ8mZ5xLpWc' },
			{
				displayName: 'URL',
				name: 'url',
				type: 'string',
				hint: 'The address of the run in the browser',
				placeholder: 'e.g. https://www.gumloop.com/pipeline?run_id=2d3kTgnFYv9jQ8mZ5xLpWc',
			},
		],
	},
	{
		displayName: 'Files',
		name: 'gumloopNamesFrom',
		type: 'options',
		options: [
			{
				name: 'From Run Outputs',
				value: 'outputs',
				description: 'Every file that an Output node of the flow names. The run has to be done by then.',
			},
			{ name: 'List', value: 'list', description: 'Name the files yourself' },
		],
		default: 'outputs',
		description: 'Which files of the run are wanted. Gumloop itself keeps no list of them.',
	},
	{
		displayName: 'File Names',
		name: 'gumloopFileNames',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: { show: { gumloopNamesFrom: ['list'] } },
		default: '',
		required: true,
		placeholder: 'e.g. report.pdf',
		description: 'Names of the files, one to a line. An expression may give a list.',
	},
];

export const createOptions: INodeProperties[] = [
	{
		displayName: 'Project ID',
		name: 'gumloopProjectId',
		type: 'string',
		default: '',
		placeholder: 'e.g. team_4f8c92ab',
		description: 'The project (team) that the run belongs to, when it is another than in the credential',
	},
	{
		displayName: 'Saved Item ID',
		name: 'gumloopSavedItemId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9xT4bRmK2vWqHs7L',
		description: 'The saved flow that the files belong to. Gumloop does without it as a rule.',
	},
];
