import type { INodeProperties } from 'n8n-workflow';
import { byText, byUrl, fromList } from '../../base/pick/modes';
import { pickField } from '../../base/pick/picked';

const run: INodeProperties = pickField(
	{
		displayName: 'Run',
		name: 'runId',
		required: true,
		description: 'The run whose files are wanted. The archive holds all of them.',
		hint: 'Results of an evaluation are in the archive only if it had ended when the archive was made',
	},
	[
		fromList('dataFramerRuns'),
		byText('id', 'ID', '182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e'),
		byUrl({
			placeholder: 'https://app.dataframer.ai/runs/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e',
			hint: 'The address of the run in the browser',
			id: /^\s*https?:\/\/\S*?runs?(?:[/=]|[_-]?id=)([\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12})/,
			// Where the address holds one id only, it need not stand behind "run".
			any: /^\s*https?:\/\/\S*?[\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12}/,
			otherwise:
				'Not the address of a run in DataFramer. It begins with https:// and holds the ID of the run.',
		}),
	],
);

/** A run is all there is to name: by it the archive is asked for, and by it it is found again. */
export const createFields: INodeProperties[] = [run];
export const identifyFields: INodeProperties[] = [run];
