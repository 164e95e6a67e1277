import type { IDataObject } from 'n8n-workflow';
import type { Provider } from '../../contract';
import { entered } from '../../http/address';
import { check, create } from './check';
import { explain } from './explain';
import { createFields, identifyFields } from './fields';
import { open } from './open';
import { pickers } from './pickers';
import { identified, parse, requestFrom, type RunRequest } from './runId';

/** DataFramer packs the files of a run when they are first asked for, and gives out links to its storage. */
export const dataFramer: Provider<RunRequest> = {
	name: 'dataFramer',
	displayName: 'DataFramer',
	signIns: [
		{
			value: 'apiKey',
			name: 'API Key',
			credential: 'dataFramerApi',
			baseUrl: ({ baseUrl }: IDataObject) => `${entered(baseUrl)}/api/dataframer`,
		},
	],
	fields: { create: createFields, identify: identifyFields },
	pickers,
	requestFrom,
	parse,
	identified,
	create,
	check,
	open,
	explain,
	secretLike: /sk_live_[\w-]+/,
};
