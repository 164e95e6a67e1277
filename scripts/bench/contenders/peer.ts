/** What a user has today: n8n's HTTP Request node, then its Compression node, in the engine of a real installed n8n. */
import { serve } from '../child/serve';
import type { Contender, Job, Output } from '../child/contender';
import { loadNode, peerNode as node, startPeerEngine, triggerWith } from '../child/peerEngine';

const engine = startPeerEngine({
	start: triggerWith(() => [{}]),
	'n8n-nodes-base.httpRequest': loadNode('HttpRequest/HttpRequest.node.js', 'HttpRequest'),
	'n8n-nodes-base.compression': loadNode('Compression/Compression.node.js', 'Compression'),
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
