import type {
	IBinaryKeyData,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
} from 'n8n-workflow';

function description(facts: Partial<INodeTypeDescription> & { name: string }): INodeTypeDescription {
	return {
		displayName: facts.name,
		group: ['transform'],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
		...facts,
	};
}

const manualTrigger: INodeType = {
	description: description({ name: 'manualTrigger', group: ['trigger'], inputs: [] }),
	async trigger(this: ITriggerFunctions) {
		const emit = () => this.emit([[{ json: {} }]]);
		return await Promise.resolve({ manualTriggerFunction: async () => await Promise.resolve(emit()) });
	},
};

/** Gives out the items in its parameter, as a stand-in for whatever came before. */
const items: INodeType = {
	description: description({
		name: 'items',
		properties: [{ displayName: 'Items', name: 'items', type: 'json', default: '[]' }],
	}),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const list = this.getNodeParameter('items', 0) as string;
		const parsed = JSON.parse(list) as Array<INodeExecutionData['json']>;
		return await Promise.resolve([parsed.map((json) => ({ json, pairedItem: { item: 0 } }))]);
	},
};

/** Binary fields of an item as they come in, kept in memory or in n8n's storage. */
interface FilesItem {
	stored: boolean;
	/** Base64 by name; null as Code leaves it that found no file. */
	files: Record<string, string | null>;
	/** Where the storage is said to have them. */
	id?: string;
	/** Fields as they stand, whatever is in them. */
	raw?: object;
}

/** Gives out items with files, as webhooks and mails do. */
const files: INodeType = {
	description: description({
		name: 'files',
		properties: [{ displayName: 'Items', name: 'items', type: 'json', default: '[]' }],
	}),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const list = JSON.parse(this.getNodeParameter('items', 0) as string) as FilesItem[];
		const all: INodeExecutionData[] = [];
		for (const item of list) {
			const binary: IBinaryKeyData = { ...item.raw };
			for (const [name, data] of Object.entries(item.files)) {
				if (data === null) {
					Object.assign(binary, { [name]: null });
					continue;
				}
				const fileName = `${name}.zip`;
				binary[name] = item.stored
					? await this.helpers.prepareBinaryData(Buffer.from(data, 'base64'), fileName, 'application/zip')
					: {
							data,
							fileName,
							mimeType: 'application/zip',
							...(item.id === undefined ? {} : { id: item.id }),
						};
			}
			all.push({ json: {}, binary, pairedItem: { item: 0 } });
		}
		return [all];
	},
};

const noOp: INodeType = {
	description: description({ name: 'noOp' }),
	async execute(this: IExecuteFunctions) {
		return await Promise.resolve([this.getInputData()]);
	},
};

/** The few nodes of n8n itself that test workflows use: n8n-nodes-base is not needed for more. */
export const baseNodes: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-base.manualTrigger': manualTrigger,
	'n8n-nodes-base.noOp': noOp,
	'n8n-nodes-base.stickyNote': noOp,
	'test.files': files,
	'test.items': items,
};
