import type { INodeProperties } from 'n8n-workflow';
import { byText, byUrl, fromList } from '../../base/pick/modes';
import { pickField } from '../../base/pick/picked';

export const createFields: INodeProperties[] = [
	pickField(
		{
			displayName: 'Flow',
			name: 'gumloopFlow',
			description:
				'The flow, or workbook of flows, whose last runs are listed in Flow Run. Not needed where the run is given by its ID or address.',
		},
		[fromList('gumloopFlows'), byText('id', 'ID', '9xT4bRmK2vWqHs7L')],
	),
	pickField(
		{
			displayName: 'Flow Run',
			name: 'gumloopRunId',
			typeOptions: { loadOptionsDependsOn: ['gumloopFlow.value'] },
			required: true,
			description: 'The run of a flow that made the files. The list has the last ten runs of the flow.',
		},
		[
			fromList('gumloopRuns'),
			byText('id', 'ID', '2d3kTgnFYv9jQ8mZ5xLpWc'),
			byUrl({
				placeholder: 'https://www.gumloop.com/pipeline?run_id=2d3kTgnFYv9jQ8mZ5xLpWc',
				hint: 'The address of the run in the browser',
				id: /^\s*https?:\/\/[^?#\s]*\?(?:[^#\s&]*&)*?run_id=([\w-]+)/,
				otherwise: 'Not the address of a run in Gumloop. It has "run_id=" and the ID of the run in it.',
			}),
		],
	),
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
	pickField(
		{
			displayName: 'Project ID',
			name: 'gumloopProjectId',
			description: 'The project (team) that the run belongs to, when it is another than in the credential',
		},
		[fromList('gumloopTeams'), byText('id', 'ID', 'team_4f8c92ab')],
	),
	pickField(
		{
			displayName: 'Saved Item ID',
			name: 'gumloopSavedItemId',
			description: 'The saved flow that the files belong to. Gumloop does without it as a rule.',
		},
		[fromList('gumloopSavedItems'), byText('id', 'ID', '9xT4bRmK2vWqHs7L')],
	),
];
