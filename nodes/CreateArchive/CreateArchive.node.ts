import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentials, providerShown } from '../shared/panel/credentials';
import { listSearch } from '../shared/pick';
import { createArchives } from './createArchives';
import { properties } from './fields';

export class CreateArchive implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Create Archive',
		name: 'createArchive',
		icon: { light: 'file:createArchive.svg', dark: 'file:createArchive.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		subtitle: `={{ ${providerShown} }}`,
		description: 'Asks a service for many files as one ZIP archive',
		defaults: { name: 'Create Archive' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties,
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await createArchives(this)];
	}
}
