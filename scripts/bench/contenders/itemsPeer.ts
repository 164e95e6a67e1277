/** What a user has today for a hundred archives: HTTP Request, a Wait loop where there is something to wait for, Compression. */
import type { IDataObject, ITaskData } from 'n8n-workflow';
import { loadNode, startPeerEngine, triggerWith } from '../child/peerEngine';
import { planFor } from '../items/peerPlans';
import { serveItems, type Came, type ItemsContender } from '../items/serve';

let items: IDataObject[] = [];

const engine = startPeerEngine({
	start: triggerWith(() => items),
	'n8n-nodes-base.httpRequest': loadNode('HttpRequest/HttpRequest.node.js', 'HttpRequest'),
	'n8n-nodes-base.if': loadNode('If/If.node.js', 'If'),
	'n8n-nodes-base.wait': loadNode('Wait/Wait.node.js', 'Wait'),
	'n8n-nodes-base.compression': loadNode('Compression/Compression.node.js', 'Compression'),
});

const peer: ItemsContender = {
	async run({ scenario, archives, server }): Promise<Came> {
		const { run, pathOf } = await engine;
		items = Array.from({ length: archives }, (_, index) => ({ name: `archive-${index}.zip` }));
		const { nodes, connections } = planFor(scenario, server);
		const { error, runData } = (await run(nodes, connections)).data.resultData;
		if (error !== undefined) throw new Error(error.message);
		const unpacked = (runData.Unpack ?? []).flatMap(({ data }) => data?.main[0] ?? []);
		const outputs = unpacked.flatMap(({ binary = {} }, item) =>
			Object.values(binary).map(({ id, directory, fileName }) => ({
				path: [item, ...(directory ? [directory] : []), fileName].join('/'),
				file: pathOf(id ?? ''),
			})),
		);
		return { outputs, refusal: refusalIn(Object.values(runData).flat()) };
	},
};

/** What the first item that did not go through says. */
function refusalIn(runs: ITaskData[]): string | null {
	for (const { data } of runs) {
		for (const { json } of data?.main.flatMap((output) => output ?? []) ?? []) {
			const { error } = json;
			if (typeof error === 'string') return error;
			if (error instanceof Error) return error.message;
			if (error !== undefined && error !== null) return String((error as IDataObject).message);
		}
	}
	return null;
}

void serveItems(peer);
