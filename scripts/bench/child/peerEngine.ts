import { createRequire } from 'node:module';
import { join } from 'node:path';
import type {
	IConnections,
	IDataObject,
	INode,
	INodeType,
	IRun,
	IVersionedNodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** Folder of the installed n8n whose modules are used: the parent hands it over. */
const load = createRequire(join(process.env.BENCH_N8N ?? '', 'package.json'));

type Versioned = INodeType | IVersionedNodeType;

/** n8n's engine out of the installed n8n, with nodes of that same n8n in it. */
export async function startPeerEngine(types: Record<string, Versioned>) {
	const core = load('n8n-core') as typeof import('n8n-core');
	const workflows = load('n8n-workflow') as typeof import('n8n-workflow');
	const { Container } = load('@n8n/di') as typeof import('@n8n/di');
	const storage = Container.get(core.BinaryDataService);
	await storage.init();
	const nodeTypes = {
		getByName: (name: string) => types[name],
		getByNameAndVersion: (name: string, version?: number) =>
			workflows.NodeHelpers.getVersionedNodeType(types[name], version),
		getKnownTypes: () => ({}),
	};
	class NoCredentials extends workflows.ICredentialsHelper {
		getParentTypes = () => [];
		isCredentialUsableByNode = () => false;
		authenticate = unused;
		preAuthentication = unused;
		runPreAuthentication = unused;
		getCredentials = unused;
		getDecrypted = unused;
		updateCredentials = unused;
		updateCredentialsOauthTokenData = unused;
		getCredentialsProperties = () => [];
	}
	const run = async (nodes: INode[], connections: IConnections = inLine(nodes)): Promise<IRun> => {
		const data = { id: 'bench', name: 'bench', active: false, nodes, connections, settings: {} };
		const workflow = new workflows.Workflow({ ...data, nodeTypes, settings: { executionOrder: 'v1' } });
		const base = {
			...data,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
			activeVersionId: null,
		};
		const additional = {
			credentialsHelper: new NoCredentials(),
			executionId: '1',
			hooks: new core.ExecutionLifecycleHooks('manual', '1', base),
			currentNodeExecutionIndex: 0,
			variables: {},
			setExecutionStatus: () => undefined,
			...addresses,
		} as unknown as IWorkflowExecuteAdditionalData;
		const execution = new core.WorkflowExecute(additional, 'manual', workflows.createRunExecutionData());
		return await execution.run({ workflow });
	};
	return { run, load, pathOf: (id: string) => storage.getPath(id) };
}

/** Each node connected to the next by its first output. */
function inLine(nodes: INode[]): IConnections {
	return Object.fromEntries(nodes.slice(1).map((node, index) => [nodes[index].name, leadsTo(node.name)]));
}

/** Connections of a node: the names that each of its outputs leads to. */
export function leadsTo(...outputs: string[]): IConnections[string] {
	return { main: outputs.map((node) => [{ node, type: 'main' as const, index: 0 }]) };
}

/** Never called, but the engine reads every one of them as an address. */
const addresses = Object.fromEntries(
	[
		'restApiUrl',
		'instanceBaseUrl',
		'formBaseUrl',
		'formWaitingBaseUrl',
		'webhookBaseUrl',
		'webhookWaitingBaseUrl',
	].map((name) => [name, 'http://127.0.0.1:9/']),
);

async function unused(): Promise<never> {
	return await Promise.reject(new Error('the peer signs in nowhere'));
}

/** A class exported by one of that n8n's own node files. */
export function loadNode(path: string, name: string): Versioned {
	const exported = load(`n8n-nodes-base/dist/nodes/${path}`) as Record<string, new () => Versioned>;
	return new exported[name]();
}

/** A trigger that gives out these items when the workflow is started. */
export function triggerWith(items: () => IDataObject[]): INodeType {
	return {
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
			return { manualTriggerFunction: async () => this.emit([items().map((json) => ({ json }))]) };
		},
	};
}

/** A node of a workflow for it. */
export function peerNode(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INode['parameters'],
	more: Partial<INode> = {},
): INode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters, ...more };
}
