import './environment';
import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import type { TestCredentials } from './credentialsHelper';

/** A node that does nothing, with what n8n gives to one that runs. */
export interface LonelyNode {
	node: INode;
	nodeType: INodeType;
	workflow: Workflow;
	context: ExecuteContext;
}

interface About {
	parameters?: INodeParameters;
	description?: Partial<INodeTypeDescription>;
	mode?: WorkflowExecuteMode;
}

/** A node with one credential, alone in its workflow. */
export function lonelyNode(
	credentialsHelper: TestCredentials,
	credential: string,
	{ parameters = {}, description = {}, mode = 'manual' }: About = {},
): LonelyNode {
	const node: INode = {
		id: 'node',
		name: 'Node',
		type: 'test.node',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [credential]: { id: credential, name: credential } },
	};
	const nodeType = {
		description: {
			properties: [],
			credentials: [{ name: credential, required: true }],
			inputs: [],
			outputs: [],
			...description,
		},
	} as unknown as INodeType;
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByName: () => nodeType, getByNameAndVersion: () => nodeType, getKnownTypes: () => ({}) },
	});
	const additionalData = {
		credentialsHelper,
		executionId: '1',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
	} as unknown as IWorkflowExecuteAdditionalData;
	const items = [{ json: {} }];
	const input = { main: [items] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		mode,
		createRunExecutionData(),
		0,
		items,
		input,
		{ node, data: input, source: null },
		[],
	);
	return { node, nodeType, workflow, context };
}
