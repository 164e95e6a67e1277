import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentials } from '../shared/panel/credentials';
import { listSearch } from '../shared/pick';
import { unlessBinary } from './archiveFrom';
import { downloadArchives } from './downloadArchives';
import { properties, shown } from './fields';

export class DownloadArchive implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Download Archive',
		name: 'downloadArchive',
		icon: { light: 'file:downloadArchive.svg', dark: 'file:downloadArchive.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		subtitle: `={{ ${shown} }}`,
		description:
			'Lists the files of a ZIP archive, reads one of them as text, unpacks them as items, or gets the ZIP',
		defaults: { name: 'Download Archive' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentials.map(unlessBinary),
		properties,
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await downloadArchives(this)];
	}
}
