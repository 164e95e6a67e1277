import type { IConnections, INode, INodeParameters, IWorkflowBase } from 'n8n-workflow';

/** One node of a test workflow. */
export interface Step {
	name: string;
	type: string;
	parameters?: INodeParameters;
	/** Credential types that it uses. */
	credentials?: string[];
	onError?: INode['onError'];
}

/** A workflow of one line: a manual trigger, then the steps, each connected to the next by its first output. */
export function line(...steps: Step[]): IWorkflowBase {
	const nodes = [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, ...steps].map(toNode);
	const connections: IConnections = {};
	nodes.slice(1).forEach((node, index) => {
		connections[nodes[index].name] = { main: [[{ node: node.name, type: 'main', index: 0 }]] };
	});
	return {
		id: 'test',
		name: 'test',
		active: false,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		activeVersionId: null,
		nodes,
		connections,
	};
}

function toNode({ name, type, parameters = {}, credentials = [], onError }: Step, index: number): INode {
	return {
		id: `node-${index}`,
		name,
		type,
		typeVersion: 1,
		position: [index * 200, 0],
		parameters,
		credentials: Object.fromEntries(
			credentials.map((credential) => [credential, { id: credential, name: credential }]),
		),
		...(onError === undefined ? {} : { onError }),
	};
}

/** The items that a step is to be given, as the step before it. */
export function itemsStep(...items: object[]): Step {
	return { name: 'Items', type: 'test.items', parameters: { items: JSON.stringify(items) } };
}

/** Items with files in binary fields, as a webhook gives them: kept in n8n's storage, or in memory with the item. */
export function filesStep(stored: boolean, ...items: Array<Record<string, Buffer>>): Step {
	const list = items.map((files) => ({
		stored,
		files: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.toString('base64')])),
	}));
	return { name: 'Files', type: 'test.files', parameters: { items: JSON.stringify(list) } };
}
