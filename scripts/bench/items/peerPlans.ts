/** How n8n's own nodes get an archive of each service: as somebody would connect them who reads the service's documents. */
import type { IConnections, IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { leadsTo, peerNode } from '../child/peerEngine';
import type { ServerFacts } from './itemsServer';

/** A workflow: what begins it is called Start, and the last node Unpack. */
export interface PeerPlan {
	nodes: INode[];
	connections: IConnections;
}

/** Seconds of the Wait node, between two looks: as many as Wait For Archive begins with. */
const PAUSE_SECONDS = 2;

/** An item that was refused goes on as one that says so: else the first of a hundred would hide how the others fared. */
const GOES_ON: Partial<INode> = { onError: 'continueRegularOutput' };

interface Call {
	url: string;
	headers?: Record<string, string>;
	/** Sent as JSON. */
	body?: IDataObject;
	/** Whether the answer is kept as a file. */
	file?: boolean;
}

function call(name: string, { url, headers = {}, body, file = false }: Call): INode {
	const pairs = Object.entries(headers).map(([header, value]) => ({ name: header, value }));
	const parameters = {
		method: body === undefined ? 'GET' : 'POST',
		url,
		...(pairs.length === 0 ? {} : { sendHeaders: true, headerParameters: { parameters: pairs } }),
		...(body === undefined
			? {}
			: { sendBody: true, contentType: 'json', specifyBody: 'json', jsonBody: JSON.stringify(body) }),
		options: file ? { response: { response: { responseFormat: 'file' } } } : {},
	};
	return peerNode(name, 'n8n-nodes-base.httpRequest', 4.2, parameters, GOES_ON);
}

const START = peerNode('Start', 'start', 1, {});
const UNPACK = peerNode(
	'Unpack',
	'n8n-nodes-base.compression',
	1.1,
	{ operation: 'decompress', binaryPropertyName: 'data' },
	GOES_ON,
);

/** One call after the other. */
function row(...calls: INode[]): PeerPlan {
	const nodes = [START, ...calls, UNPACK];
	const pairs = nodes.slice(1).map((node, index) => [nodes[index].name, leadsTo(node.name)] as const);
	return { nodes, connections: Object.fromEntries(pairs) };
}

/**
 * Calls of which one is made again, after a pause, until it says that the archive is there.
 * @param first what comes before it
 * @param look the call that is made again
 * @param ready what its answer says of an archive that is there
 */
function loop(first: INode[], look: INode, ready: INodeParameters, content: INode): PeerPlan {
	const isReady = peerNode('Ready?', 'n8n-nodes-base.if', 2, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict' },
			conditions: [{ id: '1', ...ready }],
			combinator: 'and',
		},
		options: {},
	});
	const pause = peerNode('Pause', 'n8n-nodes-base.wait', 1.1, {
		resume: 'timeInterval',
		amount: PAUSE_SECONDS,
		unit: 'seconds',
	});
	const straight = row(...first, look, content);
	return {
		nodes: [...straight.nodes, isReady, pause],
		connections: {
			...straight.connections,
			[look.name]: leadsTo(isReady.name),
			[isReady.name]: leadsTo(content.name, pause.name),
			[pause.name]: leadsTo(look.name),
		},
	};
}

function isEqual(leftValue: string, rightValue: string): INodeParameters {
	return { leftValue, rightValue, operator: { type: 'string', operation: 'equals' } };
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

const plans: Record<string, (server: ServerFacts) => PeerPlan> = {
	alfresco({ origins, credentials, demo }) {
		const { user, password } = credentials.alfrescoBasicApi;
		const headers = { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
		const base = `${origins.alfresco}/alfresco/api/-default-/public/alfresco/versions/1`;
		const url = `=${base}/downloads/{{ $json.entry.id }}`;
		return loop(
			[call('Ask', { url: `${base}/downloads`, headers, body: { nodeIds: demo.alfresco.nodeIds } })],
			call('Look', { url, headers }),
			isEqual('={{ $json.entry.status }}', 'DONE'),
			call('Download', { url: `=${base}/nodes/{{ $json.entry.id }}/content`, headers, file: true }),
		);
	},
	dataFramer({ origins, credentials, demo }) {
		const headers = bearer(credentials.dataFramerApi.apiKey);
		const url = `${origins.dataFramer}/api/dataframer/runs/${demo.dataFramer.runId}/files/download/`;
		return loop(
			[],
			call('Ask', { url, headers }),
			{
				leftValue: '={{ $json.download_url }}',
				operator: { type: 'string', operation: 'exists', singleValue: true },
			},
			call('Download', { url: '={{ $json.download_url }}', file: true }),
		);
	},
	gumloop({ origins, credentials, demo }) {
		const { apiKey, userId } = credentials.gumloopApi;
		const headers = { ...bearer(apiKey), 'x-auth-key': userId };
		const own = { run_id: demo.gumloop.runId, user_id: userId };
		const base = `${origins.gumloop}/api/v1`;
		const body = { ...own, file_names: demo.gumloop.fileNames };
		return loop(
			[],
			call('Look', { url: `${base}/get_pl_run?${new URLSearchParams(own)}`, headers }),
			isEqual('={{ $json.state }}', 'DONE'),
			call('Download', { url: `${base}/download_files`, headers, body, file: true }),
		);
	},
	box({ origins, boxToken, demo }) {
		const body = { items: demo.box.items };
		return row(
			call('Ask', { url: `${origins.box}/2.0/zip_downloads`, headers: bearer(boxToken), body }),
			call('Download', { url: '={{ $json.download_url }}', file: true }),
		);
	},
	hoody({ origins, demo }) {
		return row(
			call('Download', { url: `${origins.hoody}/${escaped(demo.hoody.zipFolder)}?zip`, file: true }),
		);
	},
	hoodyFetch({ origins, demo }) {
		const { downloadFolder, url } = demo.hoody;
		const folder = `${origins.hoody}/${escaped(downloadFolder)}`;
		const query = `download=${encodeURIComponent(url)}&filename={{ $json.name }}&timeout=300`;
		return row(
			call('Fetch', { url: `=${folder}?${query}` }),
			call('Download', { url: `=${folder}/{{ $json.filename }}`, file: true }),
		);
	},
};

const escaped = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** The workflow for a scenario. */
export function planFor(scenario: string, server: ServerFacts): PeerPlan {
	return plans[scenario](server);
}
