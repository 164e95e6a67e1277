import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentials, providerShown } from '../shared/panel/credentials';
import { properties } from './fields';
import { waitForArchives } from './waitForArchives';

export class WaitForArchive implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wait For Archive',
		name: 'waitForArchive',
		icon: { light: 'file:waitForArchive.svg', dark: 'file:waitForArchive.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		subtitle: `={{ ${providerShown} }}`,
		description: 'Waits until archives are ready, however many',
		defaults: { name: 'Wait For Archive' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Ready', 'Preparing'],
		credentials,
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await waitForArchives(this);
	}
}
