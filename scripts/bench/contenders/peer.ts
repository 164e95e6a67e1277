/** What a user has today: n8n's HTTP Request node, then its Compression node, in the engine of a real installed n8n. */
import type { INode, INodeType } from 'n8n-workflow';
import { serve } from '../child/serve';
import type { Contender, Job, Output } from '../child/contender';
import { loadNode, startPeerEngine } from '../child/peerEngine';

const trigger: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async trigger() {
		return { manualTriggerFunction: async () => this.emit([[{ json: {} }]]) };
	},
};

const engine = startPeerEngine({
	start: trigger,
	'n8n-nodes-base.httpRequest': loadNode('HttpRequest/HttpRequest.node.js', 'HttpRequest'),
	'n8n-nodes-base.compression': loadNode('Compression/Compression.node.js', 'Compression'),
});

const node = (name: string, type: string, typeVersion: number, parameters: INode['parameters']): INode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});

const peer: Contender = {
	async run({ url }: Job): Promise<Output[]> {
		const { run, pathOf } = await engine;
		const ran = await run([
			node('Start', 'start', 1, {}),
			node('Fetch', 'n8n-nodes-base.httpRequest', 4.2, {
				url,
				options: { response: { response: { responseFormat: 'file' } } },
			}),
			node('Unpack', 'n8n-nodes-base.compression', 1.1, {
				operation: 'decompress',
				binaryPropertyName: 'data',
			}),
		]);
		const { error, runData } = ran.data.resultData;
		if (error !== undefined) throw new Error(error.message);
		const binary = runData.Unpack[0].data?.main[0]?.[0]?.binary ?? {};
		return Object.values(binary).map(({ id, directory, fileName }) => ({
			path: directory ? `${directory}/${fileName}` : `${fileName}`,
			file: pathOf(id ?? ''),
		}));
	},
};

void serve(peer);
